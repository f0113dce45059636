"""Invoices in another currency than the agreed amounts: the terms, an example, and rates that convert nothing."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from charter.core.vocabulary.converted import Converted, CurrencyCode
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.dates.target import publishes
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.exchange import ECB, ExchangeRate, invoiced_in
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Terms

_RATE = "1.0847"
_EXAMPLE = 1000


class BilledIn(Terms):
    """The currency of the invoices, and the source of its rate."""

    currency: CurrencyCode = Field(
        description="The currency in which invoices are issued and paid.", examples=["USD"]
    )
    source: Line = Field(
        description="Whose published rate counts: ECB, the European Central Bank; or who else.",
        examples=["ECB"],
    )


def example(currency: str, billed: BilledIn) -> Sentence:
    """Work out what a thousand comes to at a rate that is only an example."""
    quoted = Money(_EXAMPLE * 10 ** EXPONENTS[currency], currency)
    one = "EUR" if "EUR" in {currency, billed.currency} else currency
    other = billed.currency if one == currency else currency
    of = Converted(quoted=quoted, one=one, rate=_RATE, day=dt.date(2026, 1, 2), source=billed.source)
    return say(
        "Were {one} 1 worth {other} {rate}, {quoted} would be invoiced as {sum}",
        one=one, other=other, rate=_RATE, quoted=quoted, sum=of.gives(billed.currency),
    )  # fmt: skip


def unused(entry: ExchangeRate, deal: Deal, journal: Journal) -> tuple[Sentence, Sentence] | None:
    """Say why a rate of exchange converts nothing, and what to do; None where it may."""
    invoiced = invoiced_in(deal)
    if invoiced is None:
        why = say("Invoices are in the currency of the agreed amounts: nothing is converted.")
        return why, say("Leave it out, or agree on another currency for invoices.")
    if not invoiced.fits(entry):
        why = say(
            "The rate that counts is that of {source} between {agreed} and {currency}.",
            source=invoiced.source, agreed=invoiced.agreed, currency=invoiced.currency,
        )  # fmt: skip
        return why, say("Enter that one.")
    if invoiced.source == ECB and not publishes(entry.on):
        why = say("The European Central Bank publishes no rates on {day}.", day=entry.on)
        return why, say("Enter the rate of the last day before it.")
    first = invoiced.rate(entry.on, journal)
    if first is not None and first != entry:
        why = say("A rate of {day} was entered before: {rate}.", day=entry.on, rate=first.rate)
        return why, say("Where that one is wrong, declare it void.")
    return None
