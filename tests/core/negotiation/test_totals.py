"""Three figures of a yes to everything, each worked out by hand."""

from __future__ import annotations

import pytest

import charter
from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from tests.conftest import EXAMPLES
from tests.core.negotiation.test_proposals import DAY, DUE, NOTICE, agreement  # noqa: F401 - a fixture

HOURS, CAP = "financials.retainer.hours", "risk.liability.cap.amount"


def totals(agreement: Agreement, side: Side) -> charter.Totals:  # noqa: F811
    found = charter.totals_between(agreement, agreement, side)
    assert found is not None
    return found


def after(agreement: Agreement, values: dict[str, str], side: Side = Side.CONSULTANT) -> charter.Totals:  # noqa: F811
    other = charter.with_terms(agreement, values, DAY)
    assert other is not None
    found = charter.totals_between(agreement, other, side)
    assert found is not None
    return found


def test_the_same_agreement_is_no_other(agreement: Agreement) -> None:  # noqa: F811
    for side in Side:
        assert totals(agreement, side).none


def test_cash_is_what_is_charged_in_a_year_by_the_days_to_pay(agreement: Agreement) -> None:  # noqa: F811
    """16 days of 365 of what is charged in the first year, as tests/core/test_change_costs.py has it."""
    found = after(agreement, {DUE: "30 days"})
    assert (found.cash, found.hours.seconds, found.exposure.minor) == (Money(652274, "EUR"), 0, 0)
    assert after(agreement, {DUE: "30 days"}, Side.CLIENT).cash == found.cash
    assert after(agreement, {DUE: "7 days"}).cash.minor < 0


def test_hours_are_those_of_all_periods_and_worth_what_the_fee_gives(agreement: Agreement) -> None:  # noqa: F811
    """Twelve months from 1 August, 8 hours more in each; EUR 12,000.00 for 64 hours are EUR 187.50 an hour."""
    found = after(agreement, {HOURS: "72 hours"})
    assert found == charter.Totals(
        Money(0, "EUR"), Hours.parse("96 hours"), Money(1800000, "EUR"), Money(0, "EUR")
    )


def test_exposure_is_what_is_owed_at_most_and_what_a_notice_takes(agreement: Agreement) -> None:  # noqa: F811
    longer = {NOTICE: "60 days"}
    assert after(agreement, longer).exposure.minor < 0, "a client who leaves pays for longer"
    assert after(agreement, longer, Side.CLIENT).exposure.minor == -after(agreement, longer).exposure.minor


@pytest.mark.parametrize("side", Side)
def test_a_higher_limit_is_more_exposure_for_each_side(agreement: Agreement, side: Side) -> None:  # noqa: F811
    limited = charter.with_terms(agreement, {"risk.liability": {"cap": {"amount": "EUR 100000.00"}}}, DAY)
    assert limited is not None
    assert after(limited, {CAP: "EUR 250000.00"}, side).exposure == Money(15000000, "EUR")
    fees = {"fees": "100 %", "fees_of": "12 months", "amount": "EUR 100000.00", "which": "higher"}
    raised = charter.with_terms(limited, {"risk.liability.cap": fees}, DAY)
    assert raised is not None
    found = charter.totals_between(limited, raised, side)
    assert found is not None
    assert found.exposure == Money(4880000, "EUR"), "EUR 148,800.00 are charged in the first year"


def test_of_two_currencies_nothing_is_said(agreement: Agreement) -> None:  # noqa: F811
    other = charter.load(EXAMPLES / "california-sole-proprietor" / "brightkettle").agreement
    assert charter.totals_between(agreement, other, Side.CLIENT) is None
