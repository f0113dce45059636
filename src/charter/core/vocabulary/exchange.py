"""Invoices in another currency than that of the agreed amounts: whose rate, of which day, and the rates entered.

The rate is that of the last day before the day of the invoice on which it was published: of the euro, the last day on
which the European Central Bank did; of any other source, the last business day. The rate of the day of the invoice
itself would come out after most invoices went out.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from pydantic import Field

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.converted import CurrencyCode, RateFigure
from charter.core.vocabulary.dates.target import last_published
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line

ECB = "ECB"
"""The European Central Bank, as a source of rates: it publishes those of the euro alone."""


class ExchangeRate(Entry):
    """A rate of exchange as it was published for this day."""

    retroactive = False  # what was issued before stays as it was
    about = "source"

    kind: Literal["exchange rate"] = "exchange rate"
    one: CurrencyCode = Field(
        description="The currency of which one is worth the rate in the other one.", examples=["EUR"]
    )
    rate: RateFigure = Field(description="The rate as published.", examples=["1.0847"])
    currency: CurrencyCode = Field(description="The other currency.", examples=["USD"])
    source: Line = Field(min_length=1, description="Who published it.", examples=["ECB"])

    def says(self, named: Named) -> Sentence:
        """Say what one is worth, and who published that."""
        return say(
            "{one} 1 is {currency} {rate} ({source})",
            one=self.one, currency=self.currency, rate=self.rate, source=self.source,
        )  # fmt: skip


class InvoicedIn(NamedTuple):
    """Invoices are in another currency than the agreed amounts: which, and whose rate counts."""

    cite: Cite
    agreed: str
    currency: str
    source: str

    def day(self, issued: dt.date, deal: Deal) -> dt.date:
        """Give the day whose rate counts for an invoice of a day."""
        return last_published(issued) if self.source == ECB else deal.business(issued, -1)

    def fits(self, entry: ExchangeRate) -> bool:
        """Whether a rate is one between these two currencies from this source."""
        return entry.source == self.source and {entry.one, entry.currency} == {self.agreed, self.currency}

    def rate(self, day: dt.date, journal: Journal) -> ExchangeRate | None:
        """Give the rate of a day that was entered, of several the first; None where none was."""
        return next((each for each in journal.of(ExchangeRate) if each.on == day and self.fits(each)), None)


class RateWanted(NamedTuple):
    """A rate that nobody entered, so that an invoice cannot be issued."""

    invoiced: InvoicedIn
    day: dt.date

    @property
    def reads(self) -> Sentence:
        """Say what is to be entered."""
        return say(
            "enter the rate of {source} for {day} between {agreed} and {currency}",
            source=self.invoiced.source, day=self.day, agreed=self.invoiced.agreed, currency=self.invoiced.currency,
        )  # fmt: skip


def invoiced_in(deal: Deal) -> InvoicedIn | None:
    """Give the other currency of the invoices; None: they are in that of the agreed amounts."""
    found = deal.stated.get(InvoicedIn)
    return found if isinstance(found, InvoicedIn) else None


def account_currency(deal: Deal) -> str:
    """Give the currency in which invoices are issued and paid."""
    found = invoiced_in(deal)
    return found.currency if found is not None else deal.currency
