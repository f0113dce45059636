"""Prepaid: hours of a night, of a weekend or asked for at once, which use more of a block."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import statement
from charter.core.check import check
from charter.core.engagement import Engagement
from tests.core.clauses.financials.test_prepaid import BLOCK, CITE, FURTHER, booked, hours
from tests.core.journal import entry
from tests.core.words import section

Build = Callable[..., Engagement]

DEARER = """
[financials.prepaid.surcharges.night]
when = "outside working hours"
more = "50 %"

[financials.prepaid.surcharges.sunday]
when = "weekends and holidays"
more = "100 %"
"""
HOURS_OF_WORK = """
[general.interpretation.working_hours]
begins = "09:00"
ends = "18:00"
"""


def work(on: str, how_long: str, begins: str | None = None, **more: object) -> str:
    """One piece of work, at an hour or at none."""
    return entry(
        "hours",
        on,
        "mara",
        hours=how_long,
        work="An incident",
        **more | ({"begins": begins} if begins else {}),
    )


@pytest.mark.parametrize(
    ("worked", "used"),
    [
        (work("2026-03-10", "2 hours", "10:00"), 2 * 3600),
        (work("2026-03-10", "2 hours", "20:00"), 3 * 3600),
        (work("2026-03-10", "2 hours", "17:00"), 9000),
        (work("2026-03-15", "2 hours", "10:00"), 4 * 3600),
        (work("2026-03-13", "2 hours", "23:00"), 12600),
        (work("2026-03-10", "2 hours"), 2 * 3600),
        (work("2026-03-15", "2 hours"), 4 * 3600),
        (work("2026-03-10", "2 hours", urgent=True), 2 * 3600),
    ],
)
def test_dearer_hours_use_more_of_a_block(engaged: Build, worked: str, used: int) -> None:
    """An hour in the evening of a business day uses one and a half, one on a day off two."""
    (stand,) = statement(engaged(BLOCK + DEARER + HOURS_OF_WORK, worked), date(2026, 3, 31)).usage
    assert stand.used == used


def test_without_a_block_dearer_hours_cost_as_much_more(engaged: Build) -> None:
    journal = hours("2026-03-10", "40 hours") + work("2026-03-11", "2 hours", "20:00")
    found = booked(engaged(FURTHER + DEARER + HOURS_OF_WORK, journal), date(2026, 4, 1))
    assert found["further/2026-03-01/19000"] == 3 * 19000


def test_dearer_hours_outside_of_working_hours_need_working_hours(engaged: Build) -> None:
    for text, found in ((DEARER, ["CH-FIN-166"]), (DEARER + HOURS_OF_WORK, []), ("", [])):
        told = [f for f in check(engaged(BLOCK + text).agreement) if f.id == "CH-FIN-166"]
        assert [f.id for f in told] == found
    assert told == []


def test_the_text_says_which_hours_use_more(engaged: Build) -> None:
    said = section(engaged(BLOCK + DEARER + HOURS_OF_WORK).agreement, CITE)
    assert "on a day that is no Business Day | 100 % more" in said
    assert "Dearer hours" not in section(engaged(BLOCK).agreement, CITE)
