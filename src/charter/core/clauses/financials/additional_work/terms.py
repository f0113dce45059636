"""The terms of additional work, and what they mean for a price."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.additional_work.entries import WorkApproved
from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.term import Listed, Terms


class SecondYes(Terms):
    """Another yes that dear work needs."""

    sum: Money = Field(description="The price above which it is needed.", examples=["EUR 2000.00"])
    approved_by: Listed[PersonKey] = Field(
        description="Whose yes it needs, too.", examples=[["finance"]], min_length=1
    )


class AdditionalWorkTerms(Clause):
    """What is agreed of additional work."""

    priced: Literal["rate card", "quote", "either"] = Field(
        description="Whether it costs an agreed price by the hour, a fixed price named for it, or either."
    )
    hour: Money | None = Field(None, description="The agreed price of an hour.", examples=["EUR 210.00"])
    urgent: Percent | None = Field(
        None, description="How much more an hour costs that the client asks for at once; left out: nothing.",
        examples=["50 %"],
    )  # fmt: skip
    approved_by: Listed[PersonKey] = Field(
        description="Whose yes it needs before the work.", examples=[["jonas"]], min_length=1
    )
    above: SecondYes | None = Field(
        None, description="Above what price it needs another yes; left out: never."
    )
    answer_within: TimeToAct = Field(
        description="How long the consultant has to answer.", examples=["3 business days"]
    )
    stands_for: TimeToAct = Field(
        description="How long the client has to say yes.", examples=["10 business days"]
    )
    cap: Money | None = Field(None, description="The most that all of it costs.", examples=["EUR 5000.00"])
    per: Literal["month", "engagement"] | None = Field(
        None, description="Whether that is for a calendar month, or for the whole engagement."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.hour is None) != (self.priced == "quote"):
            raise ValueError("give the price of an hour, unless all of it is priced by quote")
        if self.urgent is not None and self.hour is None:
            raise ValueError("urgent makes an hour dearer, but no price of an hour is agreed: leave it out")
        if (self.cap is None) != (self.per is None):
            raise ValueError("cap and per go together: the most, and for how long it counts")
        return self

    def limits(self) -> tuple[str, ...]:
        """The cap counts over all orders, where it stands in their master."""
        return ("cap",) if self.cap is not None else ()

    def entrusts(self, entry: Entry) -> Iterable[str]:  # type: ignore[override]  # any iterable of keys will do
        """Entrust those named with approving additional work."""
        if not isinstance(entry, WorkApproved):
            return ()
        return (*self.approved_by, *(self.above.approved_by if self.above is not None else ()))

    def an_hour(self, *, urgent: bool) -> Money | None:
        """Give the price of an hour, to the cent; None where none is agreed."""
        if self.hour is None or not urgent or self.urgent is None:
            return self.hour
        return self.hour.times(1 + self.urgent.fraction)

    def costs(self, seconds: int, *, urgent: bool) -> Money | None:
        """Give what some time costs; None where no price of an hour is agreed."""
        price = self.an_hour(urgent=urgent)
        return price.times(Fraction(seconds, HOUR)) if price is not None else None
