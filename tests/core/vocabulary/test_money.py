"""Money, percentages and rates: read as people write them, exact, one currency at a time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add, ge, gt, le, lt, sub
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.money import (
    LARGEST,
    CurrencyMismatch,
    Money,
    Percent,
    Rate,
    SignedMoney,
    half_up,
)

if TYPE_CHECKING:
    from collections.abc import Callable

EUR, USD = "EUR", "USD"
moneys = st.builds(Money, st.integers(-LARGEST, LARGEST), st.sampled_from(sorted(EXPONENTS)))


class Fees(BaseModel, frozen=True, extra="forbid"):
    fee: Money = Money(0, EUR)
    credit: SignedMoney = Money(0, EUR)
    share: Percent = Percent(Decimal(0))
    interest: Rate = Rate(Decimal(0), "year")


def read(term: str, json: str) -> Any:  # noqa: ANN401 - each term has a type of its own
    return getattr(Fees.model_validate_json(f'{{"{term}": {json}}}', strict=True), term)


def refused(term: str, json: str) -> str:
    with pytest.raises(ValidationError) as wrong:
        read(term, json)
    (error,) = wrong.value.errors()
    assert error["loc"] == (term,)
    return error["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(
    "written",
    ["EUR 12000.00", "EUR 12,000.00", "EUR 12000", "12000 EUR", "12,000.00 EUR", "EUR12000", " EUR 12000.0 "],
)
def test_one_amount_is_written_in_many_ways(written: str) -> None:
    assert Money.parse(written) == Money(1200000, EUR)


@given(moneys)
def test_what_is_written_reads_back(money: Money) -> None:
    assert Money.parse(str(money)) == Money.parse(money.shown()) == money
    assert money.amount == Decimal(money.minor).scaleb(-EXPONENTS[money.currency])


@pytest.mark.parametrize(
    ("written", "canonical", "shown"),
    [("JPY 120000", "JPY 120000", "JPY 120,000"), ("1234.5 KWD", "KWD 1234.500", "KWD 1,234.500")],
)
def test_each_currency_has_its_own_decimals(written: str, canonical: str, shown: str) -> None:
    money = Money.parse(written)
    assert (str(money), money.shown()) == (canonical, shown)


@pytest.mark.parametrize(
    ("json", "mending"),
    [
        (
            "30",
            'a bare number does not say what it counts: write the unit, like "EUR 12000.00" or "GBP 950.00"',
        ),
        ("true", 'write a text in quotes, like "EUR 12000.00" or "GBP 950.00"'),
        ('"12000"', 'use a currency and an amount, like "EUR 12000.00" (found "12000")'),
        ('"€ 12000"', 'use a currency and an amount, like "EUR 12000.00" (found "€ 12000")'),
        ('"EUR 12,00"', 'use a currency and an amount, like "EUR 12000.00" (found "EUR 12,00")'),
        ('"EUR 12.000"', 'EUR has 2 decimals, not 3; write it like "EUR 12000.00"'),
        ('"JPY 12.5"', 'JPY has 0 decimals, not 1; write it like "JPY 12000"'),
        ('"EUX 12000"', 'EUX is no currency code of ISO 4217; use one, like "EUR 12000.00"'),
        ('"EUR -5.00"', 'an amount here is zero or more; write it without the minus, like "EUR 5.00"'),
        ('"EUR ١٢"', 'use a currency and an amount, like "EUR 12000.00" (found "EUR ١٢")'),
    ],
)
def test_other_amounts_are_refused_with_a_way_to_mend_them(json: str, mending: str) -> None:
    assert refused("fee", json) == mending


def test_absurd_amounts_are_refused() -> None:
    assert "too large" in refused("fee", f'"EUR {LARGEST}"')
    assert refused("fee", '"EUR 1' + "0" * 500 + '"').endswith('(found "EUR 1' + "0" * 34 + '…")')


def test_only_a_credit_may_be_below_zero() -> None:
    assert read("fee", '"EUR 5.00"') == Fees(fee=Money(500, EUR)).fee == Money(500, EUR)
    assert read("credit", '"EUR -5.00"') == Money(-500, EUR)
    assert Fees(credit=Money(-500, EUR)).model_dump_json() == (
        '{"fee":"EUR 0.00","credit":"EUR -5.00","share":"0 %","interest":"0 % a year"}'
    )


def test_the_schema_lets_editors_complete_the_terms() -> None:
    terms = Fees.model_json_schema()["properties"]
    assert {term["type"] for term in terms.values()} == {"string"}
    assert all(term["examples"] and term["description"] and term["pattern"] for term in terms.values())
    assert "-?" in terms["credit"]["pattern"]
    assert "-?" not in terms["fee"]["pattern"]


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_money_adds_and_compares_as_its_minor_units_do(one: int, other: int) -> None:
    left, right = Money(one, EUR), Money(other, EUR)
    assert (left + right, left - right, -left) == (
        Money(one + other, EUR),
        Money(one - other, EUR),
        Money(-one, EUR),
    )
    for compare in (lt, le, gt, ge):
        assert compare(left, right) == compare(one, other)
    assert (bool(left), left.zero()) == (one != 0, Money(0, EUR))
    assert len({left, Money(one, EUR), Money(one, USD)}) == 2


@pytest.mark.parametrize("mix", [add, sub, lt, le, gt, ge])
def test_currencies_never_meet(mix: Callable[[Money, Money], object]) -> None:
    with pytest.raises(CurrencyMismatch, match="EUR and USD cannot be added or compared"):
        mix(Money(1, EUR), Money(1, USD))


def test_money_is_not_added_to_anything_else() -> None:
    with pytest.raises(TypeError):
        Money(1, EUR) + 1  # type: ignore[operator]  # the mistake is the point
    with pytest.raises(TypeError):
        Money(1, EUR) - 1  # type: ignore[operator]  # the mistake is the point


@pytest.mark.parametrize(
    ("factor", "minor"),
    [(Fraction(1, 2), 3), (Decimal("-0.5"), -3), (Decimal("0.49"), 2), (3, 15), (Fraction(1, 3), 2)],
)
def test_a_part_of_five_cents_rounds_half_away_from_zero(
    factor: Fraction | Decimal | int, minor: int
) -> None:
    assert Money(5, EUR).times(factor) == Money(minor, EUR)


@given(st.fractions())
def test_half_up_is_the_nearest_and_symmetrical(exact: Fraction) -> None:
    assert abs(half_up(exact) - exact) <= Fraction(1, 2)
    assert half_up(-exact) == -half_up(exact)


@given(st.decimals(0, 1000, places=4))
def test_a_percentage_reads_back_without_idle_zeros(value: Decimal) -> None:
    percent = Percent(value)
    assert Percent.parse(str(percent)) == percent
    assert Rate.parse(str(Rate(value, "month"))) == Rate(value, "month")
    assert percent.fraction == Fraction(value) / 100


def test_a_percentage_is_a_share_of_money() -> None:
    tax = Percent.parse("19%")
    assert (str(tax), tax.of(Money(1050, EUR))) == ("19 %", Money(200, EUR))
    assert bool(tax)
    assert not Percent.parse("0.00 %")
    assert Percent.parse("1.50 %") < Percent.parse("80\u202f%")


@pytest.mark.parametrize(
    ("written", "canonical", "yearly"),
    [
        ("1.5 % a month", "1.5 % a month", Fraction(18, 100)),
        ("1.50% per month", "1.5 % a month", Fraction(18, 100)),
        ("8 % p.a.", "8 % a year", Fraction(8, 100)),
        ("8 % an year", "8 % a year", Fraction(8, 100)),
    ],
)
def test_a_rate_counts_for_a_year(written: str, canonical: str, yearly: Fraction) -> None:
    rate = Rate.parse(written)
    assert (str(rate), rate.yearly) == (canonical, yearly)


@pytest.mark.parametrize(
    ("term", "json", "mending"),
    [
        ("share", '"80"', 'use a percentage, like "80 %" or "1.5 %" (found "80")'),
        ("share", "80", 'a bare number does not say what it counts: write the unit, like "80 %" or "1.5 %"'),
        ("share", '"-5 %"', 'use a percentage, like "80 %" or "1.5 %" (found "-5 %")'),
        ("share", '"1001 %"', '1001 % is too much; use a percentage up to 1000, like "80 %"'),
        (
            "interest",
            '"8 %"',
            'use a percentage and its time, like "8 % a year" or "1.5 % a month" (found "8 %")',
        ),
        ("interest", '"2000 % a year"', '2000 % is too much; use a percentage up to 1000, like "80 %"'),
    ],
)
def test_other_percentages_are_refused(term: str, json: str, mending: str) -> None:
    assert refused(term, json) == mending


def said(kind: type[Money | Percent | Rate], text: str) -> str:
    """Give the canonical text, or the error."""
    try:
        return str(kind.parse(text))
    except ValueError as wrong:
        return str(wrong)


@given(st.sampled_from([Money, Percent, Rate]), st.text(max_size=30))
def test_any_text_is_a_value_or_an_error_that_shows_how(
    kind: type[Money | Percent | Rate], text: str
) -> None:
    answer = said(kind, text)
    assert "like" in answer or said(kind, answer) == answer
