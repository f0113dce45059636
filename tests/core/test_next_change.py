"""Until the day of the next change the same is told every day, and on it something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.billing import charges, invoices, statement
from charter.core.changes import apply
from charter.core.check import LOOK_AHEAD, check
from charter.core.duties import every
from charter.core.engagement import Engagement
from charter.core.facts import FAR, facts
from charter.core.next_change import next_change
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.sentence import say
from charter.folder import load

from .journal import entry
from .lives import CALM, DAYS, START, harsh, journals, lived
from .signing import only_signed

Build = Callable[..., Engagement]
DAY = timedelta(days=1)
FAR_ENOUGH = 30
"""How many days are looked at one by one."""


@pytest.fixture(scope="module")
def agreed(harbourline: Path) -> Engagement:
    return only_signed(load(harbourline))


@pytest.fixture(scope="module", params=["as agreed", "harsh", "calm"])
def frame(request: pytest.FixtureRequest, agreed: Engagement) -> Engagement:
    """As agreed a late input moves dates day for day, so that something changes every day; not so where it is calm."""
    if request.param == "calm":
        return replace(agreed, agreement=apply(agreed.agreement, [Change("scope.dependencies", None, None)]))
    return harsh(agreed) if request.param == "harsh" else agreed


def shown(engagement: Engagement, day: date, until: date) -> Iterator[object]:
    """Give what the commands show of a day, but for what counts from the day of asking itself."""
    known = engagement.known(day)
    found = facts(engagement, day, until)
    yield known.in_force(day)
    yield known.journal
    yield found.deemed, found.deal.ends, found.deal.pauses
    yield charges(engagement, day)
    yield (
        invoices(engagement, day).issued,
        [(each.on, each.charges) for each in invoices(engagement, day).drafts],
    )
    yield statement(engagement, day)._replace(today=until)
    yield [(each.due and each.reads, each._replace(reads=say(""))) for each in every(engagement, day, until)]
    yield [(each.id, each.place) for each in check(known.in_force(day), day)]


def first_that_differs(engagement: Engagement, today: date, days: int) -> date | None:
    """Look at each day after today, one by one."""
    until = today + LOOK_AHEAD + FAR
    now = list(shown(engagement, today, until))
    after = (today + n * DAY for n in range(1, days + 1))
    return next((day for day in after if list(shown(engagement, day, until)) != now), None)


@given(
    happened=journals(), lateness=st.sampled_from([0, 3, 20, 60]), cut=st.integers(-40, DAYS + 400),
    recorded_until=st.none() | st.integers(0, DAYS),
)  # fmt: skip
@CALM
def test_until_the_next_change_nothing_else_is_told_and_on_it_something_is(
    frame: Engagement, happened: list[Entry], lateness: int, cut: int, recorded_until: int | None
) -> None:
    """Some entries are known only later than they are asked about, as where somebody records days to come."""
    story = lived(frame, happened, lateness)
    if recorded_until is not None:
        story = story.known(START + recorded_until * DAY)
    today = START + cut * DAY
    change = next_change(story, today)
    found = first_that_differs(story, today, FAR_ENOUGH)
    if change is not None and change <= today + FAR_ENOUGH * DAY:
        assert found == change
    else:
        assert found is None


@pytest.mark.parametrize("week", range(0, 44, 3))
def test_a_whole_engagement_as_it_was_known_week_by_week(harbourline: Path, week: int) -> None:
    today = START + week * 7 * DAY
    known = load(harbourline).known(today)
    change = next_change(known, today)
    found = first_that_differs(known, today, FAR_ENOUGH)
    assert change == found or (found is None and (change is None or change > today + FAR_ENOUGH * DAY))


AUDIT = """
[scope.deliverables.audit]
name = "Audit"
outcome = "A report."
due = 2026-04-30
"""
LATER = (
    'number = 1\ntitle = "Later"\nsigned = 2026-03-02\neffective = {effective}\n[[change]]\n'
    'path = "scope.deliverables.audit.due"\nfrom = 2026-04-30\nto = 2026-05-29\n'
)
BY_HAND = """
[general.law.wording]
text = "The courts decide."
replaces = "{digest}"
effect = "manual"
"""


@pytest.mark.parametrize(
    ("clauses", "amendment", "today", "change"),
    [
        ("", "", date(2026, 2, 20), None),
        (AUDIT, "", date(2026, 3, 20), date(2026, 4, 30)),
        (AUDIT, "", date(2026, 4, 30), date(2026, 5, 1)),
        (AUDIT, "", date(2026, 5, 1), None),
        (AUDIT, LATER.format(effective="2026-04-01"), date(2026, 3, 20), date(2026, 4, 1)),
        (AUDIT, LATER.format(effective="2026-04-01"), date(2026, 4, 1), date(2026, 5, 29)),
        (BY_HAND.format(digest="0" * 64), "", date(2026, 3, 20), None),
    ],
    ids=[
        "nothing",
        "due",
        "late the day after",
        "late for good",
        "amended",
        "due as amended",
        "left to a person",
    ],
)
def test_the_day_of_the_next_change(
    engaged: Build, clauses: str, amendment: str, today: date, change: date | None
) -> None:
    assert next_change(engaged(clauses, "", *filter(None, [amendment])), today) == change


def test_what_is_recorded_for_a_day_to_come_changes_on_it(engaged: Build) -> None:
    ahead = entry("delivered", "2026-04-10", deliverable="audit")
    assert next_change(engaged(AUDIT, ahead), date(2026, 4, 3)) == date(2026, 4, 10)
