"""Events that end the engagement by themselves, and those after which a side may end it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.party import Side
from tests.core.clauses.exit.test_settlement import CLOSE
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]
TERMS = (
    CLOSE.replace("insolvency = false", 'insolvency = false\nact_within = "30 days"')
    + """
[exit.termination.ends_on.listing]
event = "The shares are listed"
effect = "may end"
notice = "5 days"
[exit.termination.ends_on.wound_up]
event = "the Client is wound up"
effect = "ends"
[exit.termination.ends_on.other]
event = "The other agreement ends"
effect = "may end"
"""
)
LISTED = entry("event came", "2026-04-01", event="listing")
OTHER = entry("event came", "2026-04-01", event="other")


def last_day(engagement: Engagement) -> date | None:
    ends = facts(engagement, date(2027, 6, 1)).deal.ends
    return ends - timedelta(1) if ends else None


@pytest.mark.parametrize(
    ("told", "last", "why"),
    [
        (entry("event came", "2026-04-01", event="wound_up"), date(2026, 4, 1), None),
        (LISTED, None, None),
        (LISTED + notice("event", "2026-04-10"), date(2026, 4, 15), None),
        (LISTED + notice("event", "2026-04-10", "consultant", until="2026-04-30"), date(2026, 4, 30), None),
        (OTHER + notice("event", "2026-05-01"), date(2026, 5, 1), None),
        (
            OTHER + notice("event", "2026-05-02"),
            None,
            "The notice came too late: after that was learned it could come until 1 May 2026. Nothing ends.",
        ),
        (
            notice("event", "2026-04-10"),
            None,
            "Nothing tells that such an event had come when the notice came: nothing ends.",
        ),
        (entry("event came", "2026-04-01", event="sale"), None, "Nothing hangs on an event sale."),
    ],
    ids=["by itself", "nobody acts", "by notice", "later", "at once", "late", "no event", "not agreed"],
)
def test_only_what_was_agreed_by_name_ends_it(
    engaged: Build, told: str, last: date | None, why: str | None
) -> None:
    story = engaged(TERMS, told)
    assert last_day(story) == last
    assert [str(f.message) for f in without_effect(story, date(2026, 6, 1))] == ([why] if why else [])


def test_each_side_has_the_right_while_it_may_act_on_it(engaged: Build) -> None:
    def rights(today: date) -> list[tuple[Side | str, date | None, str]]:
        found = duties(engaged(TERMS, LISTED), today, date(2026, 3, 1), date(2026, 7, 1))
        return [(d.by, d.due, str(d.reads)) for d in found if "/event/" in d.id]

    reads = "End the engagement by notice: The shares are listed"
    assert rights(date(2026, 3, 31)) == []
    assert rights(date(2026, 5, 1)) == [(side, date(2026, 5, 1), reads) for side in Side]
    assert rights(date(2026, 5, 2)) == []


def test_it_is_a_way_out_of_the_plan(engaged: Build) -> None:
    plan = exit_plan(engaged(TERMS, LISTED), date(2026, 4, 10), Side.CONSULTANT, "event")
    assert plan.last_day == date(2026, 4, 15)
    assert [way.last_day for way in plan.ways if way.right.of == "event"] == [date(2026, 4, 15)] * 2


def test_it_says_what_ends_it_and_how(engaged: Build) -> None:
    said = section(engaged(TERMS).agreement, "exit.termination")
    assert (
        "The shares are listed | either side | 5 days, received within 30 days after that side learned of it"
        in said
    )
    assert "on the day of this: the Client is wound up." in said
    assert "End by itself" not in section(engaged(CLOSE).agreement, "exit.termination")


def test_an_end_by_itself_has_no_notice_and_is_found(engaged: Build) -> None:
    found = [f.place for f in check(engaged(TERMS).agreement) if f.id == "CH-EXT-022"]
    assert found == ["exit.termination.ends_on.wound_up.effect"]
    with pytest.raises(Problems, match="the engagement ends by itself"):
        engaged(TERMS.replace('effect = "ends"', 'effect = "ends"\nnotice = "5 days"'))
