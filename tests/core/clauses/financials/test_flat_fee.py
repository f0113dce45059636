"""A flat fee counts no hours; fees come in instalments, with a set-up, and change on agreed days."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from tests.core.journal import hours

Build = Callable[..., Engagement]

FLAT = """
[financials.retainer]
amount = "EUR 10000.00"
period = "{period}"
billed = "in advance"
"""
MONTHLY = FLAT.format(period="month")


def fees(engagement: Engagement, today: date) -> list[tuple[str, int]]:
    return [(c.id.removeprefix("financials.retainer/"), c.minor) for c in charges(engagement, today)]


def test_a_flat_fee_counts_no_hours(engaged: Build) -> None:
    engagement = engaged(MONTHLY, hours("2026-03-10", 24))
    assert fees(engagement, date(2026, 4, 1)) == [("2026-03-01", 10000_00), ("2026-04-01", 10000_00)]
    assert statement(engagement, date(2026, 4, 1)).usage == ()


@pytest.mark.parametrize(
    "term", ['overage = "EUR 200.00"', 'cap = "8 hours"', 'alert = "80 %"', 'counts = ["travel"]']
)
def test_without_hours_nothing_speaks_of_them(engaged: Build, term: str) -> None:
    with pytest.raises(Problems, match="speaks of hours, but none are agreed"):
        engaged(MONTHLY + term + "\n")


def test_a_half_year_is_a_period(engaged: Build) -> None:
    engagement = engaged(FLAT.format(period="half-year"))
    assert fees(engagement, date(2026, 9, 1)) == [("2026-03-01", 10000_00), ("2026-09-01", 10000_00)]


def test_instalments_sum_to_the_fee_of_the_period(engaged: Build) -> None:
    engagement = engaged(FLAT.format(period="quarter") + "instalments = 3\n")
    found = fees(engagement, date(2026, 5, 31))
    assert found == [("2026-03-01", 3333_33), ("2026-04-01", 3333_34), ("2026-05-01", 3333_33)]


def test_half_a_month_is_an_instalment(engaged: Build) -> None:
    engagement = engaged(MONTHLY + "instalments = 2\n")
    assert fees(engagement, date(2026, 3, 31)) == [("2026-03-01", 5000_00), ("2026-03-16", 5000_00)]


def test_an_instalment_is_cut_by_its_days(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "20 days"\nrenewal = "none"\n'
    engagement = engaged(term + MONTHLY + "instalments = 2\n")
    assert fees(engagement, date(2026, 4, 1)) == [
        ("2026-03-01", 5000_00),
        ("2026-03-16", 1562_50),
    ]  # 5 of 16 days


def test_instalments_divide_the_halves_of_the_months(engaged: Build) -> None:
    with pytest.raises(
        Problems, match="a quarter has 6 halves of a month, which 4 instalments do not divide"
    ):
        engaged(FLAT.format(period="quarter") + "instalments = 4\n")


def test_setting_up_is_charged_once_on_the_first_day(engaged: Build) -> None:
    engagement = engaged(MONTHLY + 'set_up = "EUR 900.00"\n')
    assert fees(engagement, date(2026, 4, 1))[0] == ("set_up", 900_00)
    assert fees(engagement, date(2026, 2, 28)) == []


LATER = """
[financials.retainer.later.spring]
on = 2026-04-16
amount = "EUR 13000.00"
[financials.retainer.later.summer]
after = "3 months"
amount = "EUR 15000.00"
"""


def test_a_later_fee_counts_from_its_day(engaged: Build) -> None:
    engagement = engaged(MONTHLY.replace("in advance", "in arrears") + LATER)
    assert fees(engagement, date(2026, 7, 1)) == [
        ("2026-03-01", 10000_00),
        ("2026-04-01", 5000_00),
        ("2026-04-16", 6500_00),
        ("2026-05-01", 13000_00),
        ("2026-06-01", 15000_00),
    ]
