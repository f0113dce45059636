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


MONEY = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
billed = "in advance"
[financials.milestones.audit]
name = "Audit accepted"
amount = "EUR 500.00"
acceptance_of = "audit"
"""
ENDS = TERM.replace("automatic", "none")


def payments(engagement: Engagement, today: date | None = None) -> list[tuple[date, str]]:
    return [(day, label) for day, kind, label in picture(engagement, today) if kind == "payment"]


def test_money_stands_on_it_as_it_is_owed_if_all_goes_as_planned(engaged: Build) -> None:
    fees = [(date(2026, month, 1), "Retainer, EUR 1,000.00") for month in range(3, 9)]
    audit = (date(2026, 4, 30), "Audit accepted, EUR 500.00")
    assert payments(engaged(ENDS + THINGS + MONEY)) == sorted([*fees, audit])


def test_what_was_accepted_is_owed_on_that_day_and_not_once_more(engaged: Build) -> None:
    said = entry("delivered", "2026-04-02", deliverable="audit") + entry(
        "accepted", "2026-04-07", "jonas", deliverable="audit"
    )
    known = payments(engaged(ENDS + THINGS + MONEY, said), date(2026, 4, 20))
    assert [day for day, label in known if "Audit accepted" in label] == [date(2026, 4, 7)]


def test_hours_that_nobody_plans_are_no_money_on_it(engaged: Build) -> None:
    worked = entry("hours", "2026-03-10", hours="2 hours", work="talks")
    rates = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"
[financials.hourly.rates.lead]
name = "Lead"
price = "EUR 150.00"
"""
    assert payments(engaged(ENDS + rates, worked), date(2026, 4, 1)) == []
