"""What a line of an invoice in another currency was before it was converted, and at which rate."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field

from charter.core.vocabulary.arithmetic.conversion import converted
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.money import Money, SignedMoney
from charter.core.vocabulary.term import Line, Terms


def currency_in_use(text: str) -> str:
    """Take the code of a currency. Raises ValueError for what is none."""
    if text not in EXPONENTS:
        raise ValueError('not a currency in use: write its three letters, like "EUR"')
    return text


def _something(text: str) -> str:
    if not Fraction(text):
        raise ValueError("a rate is more than nothing")
    return text


CurrencyCode = Annotated[str, AfterValidator(currency_in_use)]
"""The three letters of a currency in use (ISO 4217)."""

RateFigure = Annotated[str, Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,6})?$"), AfterValidator(_something)]
"""A rate of exchange as it was published: figures with a decimal point, without an exponent."""


class OfAccount:
    """An entry whose amounts are in the currency of the invoices, also where that is not the agreed one."""


class Converted(Terms):
    """How a line came from the currency that was agreed into that of the invoice, to be counted again."""

    quoted: SignedMoney = Field(description="The amount of the line in the currency that was agreed.")
    one: CurrencyCode = Field(
        description="The currency of which one is worth the rate in the other one.", examples=["EUR"]
    )
    rate: RateFigure = Field(description="The rate as published.", examples=["1.0847"])
    day: Day = Field(description="The day for which it was published.")
    source: Line = Field(description="Who published it.", examples=["ECB"])
    before: SignedMoney | None = Field(
        None, description="What was invoiced of the same charge before, in the currency that was agreed."
    )

    def gives(self, currency: str) -> Money:
        """Give the amount in the currency of the invoice.

        >>> import datetime as dt
        >>> fee = Money.parse("EUR 12000.00")
        >>> of = Converted(quoted=fee, one="EUR", rate="1.0847", day=dt.date(2026, 2, 27), source="ECB")
        >>> str(of.gives("USD")), str(of.model_copy(update={"one": "USD"}).gives("USD"))
        ('USD 13016.40', 'USD 11062.97')
        """
        figure = Fraction(self.rate)
        units = figure if self.one == self.quoted.currency else 1 / figure
        rate = units * Fraction(10) ** (EXPONENTS[currency] - EXPONENTS[self.quoted.currency])
        before = self.before.minor if self.before is not None else 0
        return Money(converted(minor=self.quoted.minor, before=before, rate=rate), currency)
