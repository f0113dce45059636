"""Expenses amended, ended and wrongly agreed; and every cost exact to the cent."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.check import check
from charter.core.clauses.financials.expenses import Expenses
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading.problem import Problems
from charter.core.vocabulary.arithmetic.debts import DebtPiece
from charter.core.vocabulary.arithmetic.kernels import expense
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.clause import Past
from tests.budget import tries
from tests.core.clauses.financials.test_expenses import APPROVAL, LATE, LIMITS, LISTED, booked, claimed, spent
from tests.core.clauses.financials.test_hourly import PAY
from tests.core.journal import entry

Build = Callable[..., Engagement]
EUROPE = "EUR"

# ── amended, ended, wrong ──────────────────────────────────────────────────────────────────────


def test_an_expense_counts_as_agreed_on_the_day_of_spending(engaged: Build) -> None:
    less = """
number = 1
title = "Less"
signed = 2026-03-10
effective = 2026-03-16
[[change]]
path = "financials.expenses.each_up_to"
from = "EUR 150.00"
to = "EUR 50.00"
"""
    journal = spent("before") + spent("after", "2026-03-16") + claimed("before", "after")
    engagement = engaged(LIMITS, journal, less)
    assert booked(engagement) == {"before": 120_00, "after": 50_00}
    past: Past[Expenses] = engagement.contract.pasts[Expenses.cite]  # type: ignore[assignment]  # of this clause
    first, since = date(2026, 3, 1), date(2026, 3, 16)
    assert (Expenses.stable_until(past, first, since), Expenses.stable_until(past, first, first)) == (
        since,
        date.min,
    )


def test_what_was_spent_before_the_end_can_still_be_claimed(engaged: Build) -> None:
    over = entry("ended", "2026-03-13", "jonas", why="by law", rule="section 314 BGB")
    engagement = engaged(LISTED.format(""), spent() + over + claimed())
    assert booked(engagement) == {"inn": 120_00}
    clause = engagement.agreement.financials.expenses
    assert clause is not None
    assert (
        str(clause.survives(facts(engagement, LATE).deal))
        == "until every expense is paid, or can be claimed no more"
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (LISTED.format("").replace('listed = ["train", "hotel"]\n', ""), "so say listed"),
        (LISTED.format("").replace("receipts = true\n", ""), "so say receipts"),
        (LISTED.format('total_up_to = "EUR 300.00"'), "go together"),
        ('[financials.expenses]\ncovered = "none"\nreceipts = true\n', "so receipts says nothing"),
    ],
)
def test_terms_that_do_not_fit_are_refused(engaged: Build, terms: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        engaged(terms)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"distance": 10, "amount": "EUR 1.00"}, "in one way"),
        ({"days": 0}, "in one way"),
        ({"abroad": "GBP 1.00"}, "has its rate"),
        ({"abroad": "GBP 1.00", "rate": "0.0", "rate_from": "receipt"}, "makes nothing"),
        ({"abroad": "one pound", "rate": "1.1", "rate_from": "receipt"}, "use a currency and an amount"),
    ],
)
def test_an_expense_that_says_too_little_is_refused(
    engaged: Build, more: dict[str, object], message: str
) -> None:
    with pytest.raises(Problems, match=message):
        engaged(LISTED.format(""), spent("inn", "2026-03-09", **more))


def test_it_says_its_most_and_whose_yes(engaged: Build) -> None:
    mileage = '[financials.expenses.mileage]\nrate = "EUR 0.30"\nper = "km"\n'
    away = '[financials.expenses.per_diem]\nwhole = "EUR 28.00"\n'
    terms = LIMITS.replace("receipts", 'markup = "10 %"\nreceipts') + APPROVAL + mileage + away
    clause = engaged(terms).agreement.financials.expenses
    assert clause is not None
    kinds, booking, large, car, meals = clause.prices()
    assert (str(kinds.what), str(kinds.amount), str(kinds.most)) == (
        "Expenses: train and hotel", "their cost and 10 % more", "EUR 330.00 a month",
    )  # fmt: skip
    assert (booking.yes, large.yes, str(booking.what)) == (
        ("priya",),
        ("jonas",),
        "One expense above EUR 150.00",
    )
    assert (str(car.amount), str(meals.amount)) == ("EUR 0.30 a km", "EUR 28.00 a day")
    each = engaged(LISTED.format('each_up_to = "EUR 100.00"')).agreement.financials.expenses
    whole = engaged(LIMITS.replace('"month"', '"engagement"')).agreement.financials.expenses
    none = engaged('[financials.expenses]\ncovered = "none"\n').agreement.financials.expenses
    assert each is not None
    assert whole is not None
    assert none is not None
    assert [str(price.most) for price in (*each.prices(), *whole.prices(), *none.prices())] == [
        "EUR 100.00 each", "EUR 300.00 in all",
    ]  # fmt: skip
    assert [str(one.then) for one in (*clause.unanswered(), *each.unanswered(), *none.unanswered())] == [
        "the expense is not paid", "the expense is not paid", "the limits decide", "nothing is paid",
    ]  # fmt: skip
    assert none.survives(facts(engaged(), LATE).deal) is None


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (LIMITS, set()),
        (LIMITS + APPROVAL.replace("1000", "200"), set()),
        ('[financials.expenses]\ncovered = "none"\n', set()),
        (LISTED.format(""), {"CH-FIN-130"}),
        (LIMITS + APPROVAL.replace("1000", "200").replace("priya", "mara"), {"CH-FIN-131"}),
        (LIMITS.replace("150", "301"), {"CH-FIN-132"}),
        (LIMITS.replace('"EUR 150', '"EUR 151') + APPROVAL.replace("1000", "200"), {"CH-FIN-133"}),
        (LIMITS + APPROVAL, {"CH-FIN-134"}),
        (LIMITS.replace("receipts", 'markup = "10 %"\nreceipts'), {"CH-FIN-135"}),
        (LIMITS.replace("receipts = true", "receipts = false"), {"CH-FIN-136"}),
        (LIMITS.replace("lapses", "paid"), {"CH-FIN-137"}),
    ],
)
def test_what_is_odd_is_found(engaged: Build, terms: str, found: set[str]) -> None:
    every = check(engaged(terms + PAY).agreement)
    assert {one.id for one in every if one.place.startswith("financials.expenses")} == found


# ── exact to the cent ──────────────────────────────────────────────────────────────────────────

SUMS = st.integers(0, 10**9)
RATES = st.fractions(Fraction(1, 10**6), 10**3, max_denominator=10**6)


@given(SUMS, RATES, SUMS, st.fractions(0, 1, max_denominator=10**4))
@settings(max_examples=tries(100, 5000), deadline=None)
def test_a_cost_rounds_once_and_keeps_to_its_most(
    minor: int, rate: Fraction, most: int, share: Fraction
) -> None:
    piece = DebtPiece(minor, 1, rate)
    cost = expense(most=most, markup=0, piece1=piece)
    assert cost == most or 2 * abs(cost - minor * rate) <= 1
    assert cost <= most
    assert 2 * abs(expense(most=most, markup=share, piece1=piece) - cost * (1 + share)) <= 1


@given(SUMS, RATES, SUMS, st.fractions(0, 1, max_denominator=10**4))
@settings(max_examples=tries(100, 5000), deadline=None)
def test_a_stored_cost_comes_out_again(minor: int, rate: Fraction, most: int, share: Fraction) -> None:
    basis = Basis.of(
        expense, most=most, markup=share, piece1=DebtPiece(minor, 2, 1), piece2=DebtPiece(minor, 1, rate)
    )
    assert Basis.read(basis.shown).minor == basis.minor
    assert str(Basis.read(basis.shown).in_words(EUROPE))
