"""Interest on an invoice that also bears interest of an earlier one: a payment counts first for the principal."""

import datetime as dt
from fractions import Fraction

import pytest

from charter.core.law.accrual import accrue
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.ledger import Debt
from charter.core.vocabulary.money import half_up

DUE = dt.date(2026, 4, 15)
LATE = Span(dt.date(2026, 4, 16), dt.date(2026, 5, 16))
TWELVE = Fraction(12, 100)


def mixed(*payments: tuple[dt.date, int]) -> Debt:
    """Give an invoice of 1,000.00 for work and 50.00 of interest."""
    left = 1050_00 - sum(amount for _, amount in payments)
    return Debt("N-2", dt.date(2026, 4, 1), DUE, 1050_00, 1000_00, "EUR", left, list(payments))


@pytest.mark.parametrize(
    ("paid", "bearing"),
    [(0, 1000_00), (400_00, 600_00), (1000_00, 0), (1049_00, 0), (1050_00, 0)],
)
def test_what_is_paid_first_lowers_what_bears_interest(paid: int, bearing: int) -> None:
    debt = mixed((dt.date(2026, 4, 10), paid)) if paid else mixed()
    assert accrue(debt, LATE, TWELVE, "DE").minor == half_up(Fraction(bearing * 30 * 12, 365 * 100))


def test_a_day_bears_on_what_was_open_when_it_began() -> None:
    found = accrue(mixed((dt.date(2026, 4, 25), 400_00)), LATE, TWELVE, "DE")
    assert [(piece.minor, piece.days) for piece in found.pieces] == [(1000_00, 10), (600_00, 20)]


def test_where_the_law_sets_no_rate_none_accrues() -> None:
    assert accrue(mixed(), LATE, None, "US-CA").minor == 0
