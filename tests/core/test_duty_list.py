"""Duties as they are listed: those of a side, how the engagement stands above them, and what repeats as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.duties import duties
from charter.core.duty_list import engagement_state, repeated, unmet_duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.duty import Status
from tests.core.journal import entry

Build = Callable[..., Engagement]

WEEKLY = """
[communication.meetings.weekly]
name = "Weekly"
rhythm = "every Tuesday 10:00"
lasts = "45 minutes"
who = ["jonas", "mara"]

[scope.deliverables.audit]
name = "Audit"
outcome = "A report."
due = 2026-03-10
"""
STOP = entry("suspended", "2026-03-09") + entry("resumed", "2026-03-18")
ENDED = entry("ended", "2026-03-21", "jonas", why="by law", rule="section 314 BGB")


@pytest.mark.parametrize(
    ("journal", "day", "stands"),
    [
        ("", date(2026, 2, 20), (date(2026, 3, 1), None, None)),
        ("", date(2026, 3, 1), (None, None, None)),
        (STOP, date(2026, 3, 10), (None, date(2026, 3, 9), None)),
        (STOP, date(2026, 3, 18), (None, None, None)),
        (ENDED, date(2026, 3, 25), (None, None, date(2026, 3, 20))),
    ],
    ids=["before the start", "running", "suspended", "resumed", "ended"],
)
def test_how_it_stands_on_a_day(
    engaged: Build, journal: str, day: date, stands: tuple[date | None, ...]
) -> None:
    assert engagement_state(engaged(WEEKLY, journal), day) == stands


def test_the_duties_of_a_side_are_those_that_still_ask_for_something(engaged: Build) -> None:
    done = entry("delivered", "2026-03-09", deliverable="audit")
    found = duties(engaged(WEEKLY, done), date(2026, 3, 9), date(2026, 3, 1), date(2026, 3, 12))
    assert {duty.status for duty in found} >= {Status.MET}
    assert not any(duty.status is Status.MET for duty in unmet_duties(found))
    assert unmet_duties(found, done=True) == found
    assert {str(duty.by) for duty in unmet_duties(found, "client")} <= {"client", "both"}


def test_three_or_more_of_one_rhythm_are_one_row_and_two_are_two(engaged: Build) -> None:
    today = date(2026, 3, 2)
    for until, rows in (
        (date(2026, 3, 11), [(3, 0), (10, 0), (10, 0)]),
        (date(2026, 3, 18), [(3, 2), (10, 0)]),
    ):
        found = duties(engaged(WEEKLY), today, until=until)
        listed = [duty for duty in found if "meetings" in duty.id or "deliver/" in duty.id]
        assert sorted((row.duty.due.day, row.more) for row in repeated(listed, today) if row.duty.due) == rows
