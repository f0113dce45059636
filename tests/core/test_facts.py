"""The life of an engagement: what follows from what, until nothing new follows."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core import facts as life
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.party import Side
from tests.core.amending import amendment
from tests.core.journal import entry

Build = Callable[..., Engagement]

ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'


def test_silence_that_never_settles_is_a_bug_and_says_so(
    engaged: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "ROUNDS", 1)  # the end, found in the first round, is confirmed in a second
    with pytest.raises(RuntimeError, match="silence never settles in engagement"):
        facts(engaged(ENDS), date(2026, 4, 1))


def test_an_end_before_the_start_is_the_start(engaged: Build) -> None:
    ended = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert facts(engaged("", ended), date(2026, 4, 1)).deal.ends == date(2026, 3, 1)


def test_a_side_is_a_party(engaged: Build) -> None:
    deal = facts(engaged(), date(2026, 3, 2)).deal
    assert [deal.party(side).name for side in Side] == ["Harbourline Logistics GmbH", "Northlight CTO UG"]


def test_a_person_is_who_was_agreed_on_the_day(engaged: Build) -> None:
    change = ("foundation.parties.people.priya.name", "Priya Raman", "Sara Vogt")
    sara = amendment("Sara", "2026-04-01", change, effective="2026-04-06")
    deal = facts(engaged("", "", sara), date(2026, 5, 1)).deal
    named = [deal.person("priya", date(2026, 4, day)) for day in (5, 6)]
    assert [person.name for person in named if person] == ["Priya Raman", "Sara Vogt"]
    assert deal.person("sven", date(2026, 4, 6)) is None


def suspended(day: str) -> str:
    return entry("suspended", day)


def resumed(day: str) -> str:
    return entry("resumed", day)


@pytest.mark.parametrize(
    ("journal", "pauses"),
    [
        (suspended("2026-03-10") + suspended("2026-03-12") + resumed("2026-03-20"), [(10, 20)]),
        (suspended("2026-03-10") + resumed("2026-03-10"), []),
        (suspended("2026-03-10") + resumed("2026-03-12") + suspended("2026-03-15") + resumed("2026-03-16"),
         [(10, 12), (15, 16)]),
    ],
)  # fmt: skip
def test_work_stops_once_until_it_goes_on(
    engaged: Build, journal: str, pauses: list[tuple[int, int]]
) -> None:
    found = facts(engaged("", journal), date(2026, 4, 1)).deal.pauses
    assert [(p.start.day, p.until.day) for p in found] == pauses
