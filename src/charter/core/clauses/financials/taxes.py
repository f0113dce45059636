"""Taxes: whether value added tax or the like comes on top of the prices, and what an invoice says of it.

The tax of an invoice is counted once for each rate, on the sum of its lines (`core.invoice_lines`), at the rate of the
last day that a line pays for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.law.levy import levy
from charter.core.law.lookup import LegalFact, law_at
from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.clause import Clause, Missed, Past
from charter.core.vocabulary.country import Country, country_name
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Tax, Taxing, TaxOnTop

_NONE = Percent.parse("0 %")
_CODES: dict[str, Literal["AE", "E", "O"]] = {
    "reverse charge": "AE",
    "small business": "E",
    "not taxable": "O",
}
"""The codes of EN 16931 for a supply on which no tax is charged."""
_OF_AN_EXAMPLE = 100_000
"""The sum, in minor units, of which the text works out the tax."""


class Taxes(Clause, Taxing):
    """Which tax the prices bear."""

    unsaid = say("taxes on the prices")
    missed = Missed(Level.ADVICE, say("nothing says whether a tax comes on top of the prices"), fees=True)

    category: Literal["standard rate", "reverse charge", "small business", "not taxable"] = Field(
        description="Added at the standard rate, accounted for by the client, or not charged, and why."
    )
    rate: Percent | None = Field(
        None, description="The rate; left out: that which the law sets for the day.", examples=["19 %"]
    )
    country: Country | None = Field(
        None, description="Whose tax it is; left out: that of the consultant's country.", examples=["DE"]
    )
    withholding: Literal["gross up", "deducted"] | None = Field(
        None,
        description="Who bears a tax that the client must withhold: the client (gross up), or the consultant.",
    )

    @model_validator(mode="after")
    def _rate_of_a_tax(self) -> Self:
        if self.rate is not None and self.category != "standard rate":
            raise ValueError(f"a rate, but the category is {self.category}: leave the rate out")
        return self

    def states(self) -> Iterator[object]:
        """State how prices are taxed."""
        yield TaxOnTop(self.tax)

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """A tax moves no charge: it comes on top, on the invoice."""
        return dt.date.min

    def tax(self, day: dt.date, deal: Deal) -> Tax | None:
        """Give how a supply of a day is taxed; None where neither the law nor the agreement gives a rate."""
        if self.category != "standard rate":
            return Tax(_NONE, say("{words}", words=self.words(deal)), _CODES[self.category])
        fact = self._standard(day, deal)
        rate = self._rate(fact)
        return (
            Tax(rate, say("{name} {rate}", name=self._name(day, deal), rate=rate))
            if rate is not None
            else None
        )

    def _untaxed(self, day: dt.date, deal: Deal) -> LegalFact | None:
        """Give what the law of the consultant's place says of a tax that services do not bear."""
        if self.category != "not taxable" or self.country not in {None, deal.consultant.country}:
            return None
        return law_at(deal.consultant.country, deal.consultant.state).fact("sales_tax", day)

    def _standard(self, day: dt.date, deal: Deal) -> LegalFact | None:
        """Give what the law says of the standard rate on a day."""
        return law_at(self.country or deal.consultant.country).fact("vat_rate", day)

    def _name(self, day: dt.date, deal: Deal) -> str:
        """Name the tax of the place whose tax it is."""
        own = self.country in {None, deal.consultant.country}
        place = law_at(deal.consultant.country, deal.consultant.state) if own else law_at(self.country or "")
        return levy(place, day).name

    def _rate(self, fact: LegalFact | None) -> Percent | None:
        if self.rate is not None or fact is None:
            return self.rate
        return Percent.parse(f"{fact.value['rate']} %")

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def name(self, deal: Deal) -> str:
        """Name the tax."""
        return self._name(deal.agreed, deal)

    @figure
    def today(self, deal: Deal) -> Percent | None:
        """Give the rate on the day of the draft."""
        return self._rate(self._standard(deal.agreed, deal))

    @figure
    def source(self, deal: Deal) -> str | None:
        """Give where the law says so; None where the sides agreed on the rate."""
        fact = self._standard(deal.agreed, deal)
        return fact.source if fact is not None and self.rate is None else None

    @figure
    def words(self, deal: Deal) -> str:
        """Give the words with which an invoice says that no tax is charged."""
        if self.category == "reverse charge":
            fact = law_at(self.country or deal.consultant.country).fact("reverse_charge", deal.agreed)
            start = str(fact.value["words"]) if fact is not None else "Reverse charge"
            return f"{start}: the customer accounts for the tax"
        if self.category == "small business":
            fact = law_at(self.country or deal.consultant.country).fact("vat_small_business", deal.agreed)
            return str(fact.value["words"]) if fact is not None else "No tax: small business"
        fact = self._untaxed(deal.agreed, deal)
        if fact is not None:
            return str(fact.value["words"])
        return f"Not taxable in {country_name(self.country or deal.consultant.country)}"

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out the tax on a round sum."""
        rate = self.today(deal)
        if rate is None or self.category != "standard rate" or not deal.currency:
            return None
        net = Money(_OF_AN_EXAMPLE, deal.currency)
        owed = Money(tax(minor=net.minor, rate=rate.fraction), deal.currency)
        return say("{net} and {tax} make {gross}", net=net, tax=owed, gross=net + owed)

    # ── what is wrong with it ──────────────────────────────────────────────────────────────────

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a rate that nobody knows, one that is not the law's, and a category that does not fit the places."""
        place = self.country or deal.consultant.country
        fact = self._standard(deal.agreed, deal)
        if self.category == "standard rate" and self._rate(fact) is None:
            yield self.finding(
                "CH-FIN-100", Level.ERROR, "rate",
                say("No standard rate of {country} is known here, so no tax is added.", country=country_name(place)),
                say("Agree the rate."),
            )  # fmt: skip
        if (
            self.rate is not None
            and fact is not None
            and self.rate != Percent.parse(f"{fact.value['rate']} %")
        ):
            yield self.finding(
                "CH-FIN-101", Level.WARNING, "rate",
                say("{rate} are agreed. {rule}", rate=self.rate, rule=fact.rule),
                say("Leave the rate out, and that of the law counts."), source=fact.cited(deal.agreed), to=None,
            )  # fmt: skip
        there = country_name(deal.client.country)
        abroad = deal.client.country != place
        crossing = law_at(place).fact("reverse_charge", deal.agreed) and law_at(deal.client.country).fact(
            "reverse_charge", deal.agreed
        )
        if self.category == "reverse charge" and not abroad:
            yield self.finding(
                "CH-FIN-102", Level.WARNING, "category",
                say("The tax passes to the client, but both are in {country}.", country=country_name(place)),
                say("Take the standard rate."), to="standard rate",
            )  # fmt: skip
        if self.category == "standard rate" and abroad and crossing:
            yield self.finding(
                "CH-FIN-103", Level.WARNING, "category",
                say("The client is in {country}. {rule}", country=there, rule=crossing.rule),
                say("Let the client account for the tax."), source=crossing.cited(deal.agreed), to="reverse charge",
            )  # fmt: skip
