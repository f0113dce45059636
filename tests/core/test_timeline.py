"""The picture of the engagement: its first and last day, and the dates that people plan by."""

from collections.abc import Callable
from datetime import date

from charter.core.engagement import Engagement
from charter.core.timeline import timeline_marks
from tests.core.journal import entry

Build = Callable[..., Engagement]

TERM = """
[foundation.term]
starts = 2026-03-01
initial = "6 months"
renewal = "automatic"
renews_for = "6 months"
notice = "60 days"
"""
THINGS = """
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
[scope.deliverables.report]
name = "Report"
outcome = "Seen."
recurring = "every month on day 5"
[scope.deliverables.talk]
name = "Talk"
outcome = "Heard."
[scope.dependencies]
delay = "day for day"
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
holds = ["audit"]
"""


def picture(engagement: Engagement, today: date | None = None) -> list[tuple[date, str, str]]:
    return [(mark.day, mark.kind, mark.label) for mark in timeline_marks(engagement, today)]


def test_before_the_start_it_shows_what_was_agreed(engaged: Build) -> None:
    assert picture(engaged(TERM.replace("automatic", "none") + THINGS)) == [
        (date(2026, 3, 1), "start", "Start"),
        (date(2026, 3, 5), "deliverable", "Report, the first"),
        (date(2026, 3, 10), "input", "Access"),
        (date(2026, 4, 30), "deliverable", "Audit"),
        (date(2026, 7, 16), "talk", "Talk about what comes after the term ends on 31 August 2026"),
        (date(2026, 8, 31), "end", "Last day"),
    ]


def test_a_renewal_that_may_be_refused_shows_until_when(engaged: Build) -> None:
    marks = picture(engaged(TERM))
    assert (date(2026, 7, 2), "stop", "Refuse the renewal of 1 September 2026") in marks
    assert "end" not in {kind for _, kind, _ in marks}


def test_as_known_on_a_day_it_shows_what_moved(engaged: Build) -> None:
    late = entry("provided", "2026-03-17", "jonas", input="access")
    engagement = engaged(TERM + THINGS, late)
    assert (date(2026, 4, 30), "deliverable", "Audit") in picture(engagement)
    assert (date(2026, 5, 7), "deliverable", "Audit") in picture(engagement, date(2026, 4, 1))


def test_an_engagement_without_an_end_shows_a_year(engaged: Build) -> None:
    assert picture(engaged()) == [(date(2026, 3, 1), "start", "Start")]
