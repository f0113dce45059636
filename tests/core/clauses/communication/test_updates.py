"""Updates are due on their days, and counted by what was given."""

from collections.abc import Callable
from datetime import date, time

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Duty, Status
from tests.core.journal import entry

Build = Callable[..., Engagement]

FRIDAY = """
[communication.updates.friday]
name = "Friday update"
rhythm = "every Friday 16:00"
form = "e-mail"
to = ["jonas", "priya"]
"""
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "1 month"\nrenewal = "none"\n'


def given(on: str, by: str = "mara", **terms: object) -> str:
    return entry("updated", on, by, update="friday", **terms)


def sent(engagement: Engagement, today: date, until: date = date(2026, 4, 1)) -> list[Duty]:
    found = duties(engagement, today, date(2026, 2, 1), until)
    return [duty for duty in found if duty.id.startswith("communication.updates/")]


def stand(engagement: Engagement, today: date, until: date = date(2026, 4, 1)) -> list[tuple[int, str]]:
    return [
        (duty.due.day, str(duty.met or duty.status)) for duty in sent(engagement, today, until) if duty.due
    ]


def test_every_friday_at_four(engaged: Build) -> None:
    found = sent(engaged(FRIDAY), date(2026, 3, 1))
    assert [(d.due, d.at) for d in found] == [(date(2026, 3, day), time(16)) for day in (6, 13, 20, 27)]
    assert (found[0].by, found[0].to, str(found[0].reads)) == ("consultant", "client", "Send: Friday update")


def test_what_an_entry_meets_is_what_the_duty_asks_for(engaged: Build) -> None:
    (first, *_) = sent(engaged(FRIDAY), date(2026, 3, 6))
    asked = first.met_by
    told = entry(asked.pop("kind"), "2026-03-06", **asked)
    assert sent(engaged(FRIDAY, told), date(2026, 3, 6))[0].status is Status.MET


@pytest.mark.parametrize(
    ("journal", "stands"),
    [
        ("", [(6, "missed"), (13, "late"), (20, "open"), (27, "open")]),
        (given("2026-03-06"), [(6, "2026-03-06"), (13, "late"), (20, "open"), (27, "open")]),
        (given("2026-03-09"), [(6, "2026-03-09"), (13, "late"), (20, "open"), (27, "open")]),
        (given("2026-03-06") + given("2026-03-12"),
         [(6, "2026-03-06"), (13, "2026-03-12"), (20, "open"), (27, "open")]),
        (given("2026-03-13"), [(6, "missed"), (13, "2026-03-13"), (20, "open"), (27, "open")]),
        (given("2026-03-13", occasion="2026-03-06"),
         [(6, "2026-03-13"), (13, "late"), (20, "open"), (27, "open")]),
        (given("2026-03-03"), [(6, "2026-03-03"), (13, "late"), (20, "open"), (27, "open")]),
    ],
    ids=["none", "on its day", "late", "early", "one left out", "for the day it names", "before the first"],
)  # fmt: skip
def test_what_is_given_counts(engaged: Build, journal: str, stands: list[tuple[int, str]]) -> None:
    assert stand(engaged(FRIDAY, journal), date(2026, 3, 16)) == stands


def test_one_on_a_holiday_moves_and_keeps_its_name(engaged: Build) -> None:
    """Good Friday of 2026 is 3 April."""
    found = sent(engaged(FRIDAY), date(2026, 4, 1), date(2026, 4, 9))
    assert (found[-1].id[-10:], found[-1].due) == ("2026-04-03", date(2026, 4, 7))


def test_none_after_the_end_or_in_a_suspension(engaged: Build) -> None:
    stop = entry("suspended", "2026-03-09") + entry("resumed", "2026-03-18")
    engagement = engaged(ENDS + FRIDAY, stop)
    assert [day for day, _ in stand(engagement, date(2026, 3, 30), date(2026, 5, 1))] == [6, 20, 27]


def test_one_given_in_a_suspension_counts_for_the_day_it_names(engaged: Build) -> None:
    stop = entry("suspended", "2026-03-09") + entry("resumed", "2026-03-18")
    journal = stop + given("2026-03-12", occasion="2026-03-13")
    assert stand(engaged(FRIDAY, journal), date(2026, 3, 18))[1] == (13, "2026-03-12")


def test_none_where_the_engagement_ended_before_it_started(engaged: Build) -> None:
    ended = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert sent(engaged(FRIDAY, ended), date(2026, 3, 16)) == []


def test_an_amendment_counts_from_its_day_and_may_end_it(engaged: Build) -> None:
    change = (
        'number = {0}\ntitle = "Less"\nsigned = 2026-03-{1}\neffective = 2026-03-{1}\n[[change]]\n'
        'path = "communication.updates.friday.rhythm"\nfrom = "{2}"\nto = "{3}"\n'
    )
    monthly = change.format(1, 16, "every Friday 16:00", "every month on day 24")
    assert [day for day, _ in stand(engaged(FRIDAY, "", monthly), date(2026, 3, 16))] == [6, 13, 24]
    over = (
        'number = 1\ntitle = "None"\nsigned = 2026-03-16\neffective = 2026-03-16\n[[change]]\n'
        'path = "communication.updates"\n[change.from.friday]\nname = "Friday update"\n'
        'rhythm = "every Friday 16:00"\nform = "e-mail"\nto = ["jonas", "priya"]\n'
    )
    assert [day for day, _ in stand(engaged(FRIDAY, "", over), date(2026, 3, 16))] == [6, 13]


@pytest.mark.parametrize(
    ("journal", "why"),
    [
        (given("2026-03-06"), None),
        (given("2026-03-06", occasion="2026-03-06"), None),
        (given("2026-03-06", "jonas"), "Jonas Petersen acts for the client, and this is for the consultant to do: it changes nothing."),
        (given("2026-03-06", occasion="2026-03-05"), "No update was due on 5 March 2026."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, journal: str, why: str | None) -> None:
    found = [str(each.message) for each in without_effect(engaged(FRIDAY, journal), date(2026, 3, 8))]
    assert found == ([why] if why else [])


def test_one_by_the_client_meets_nothing(engaged: Build) -> None:
    assert stand(engaged(FRIDAY, given("2026-03-06", "jonas")), date(2026, 3, 7))[0] == (6, "late")


def test_it_is_told_for_which_day(engaged: Build) -> None:
    journal = engaged(FRIDAY, given("2026-03-06") + given("2026-03-12", occasion="2026-03-13")).journal
    said = [str(each.says(lambda refers, key: f"{refers.what} {key}")) for each in journal.entries[:2]]
    assert said == ["update friday", "update friday for 13 March 2026"]


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[tuple[str, str]]:
        return [(f.id, f.place) for f in check(engaged(text).agreement) if f.id.startswith("CH-COM-01")]

    assert found(FRIDAY) == []
    ours = FRIDAY.replace('["jonas", "priya"]', '["mara"]')
    assert found(ours) == [("CH-COM-010", "communication.updates.friday.to")]
    for daily in ("every day", "every weekday 09:00"):
        text = FRIDAY.replace("every Friday 16:00", daily)
        assert found(text) == [("CH-COM-011", "communication.updates.friday.rhythm")]
    assert found(FRIDAY.replace("every Friday 16:00", "every 10 days")) == []
