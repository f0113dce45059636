"""The terms of blocks of hours that are paid for ahead."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.prepaid.entries import BlockBought
from charter.core.vocabulary.bounds import NoticeTime, SomeHours, TimeToAct
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.dearer import Surcharge, split
from charter.core.vocabulary.entry import Entry, Worked
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.stated import IncludesHours
from charter.core.vocabulary.term import Listed, Table, Terms


class TopUp(Terms):
    """When the client is asked for another block."""

    below: SomeHours = Field(
        description="How many hours are left when the client is asked.", examples=["8 hours"]
    )
    within: TimeToAct = Field(
        description="How soon after that the client answers.", examples=["5 business days"]
    )


class RateCard(Terms):
    """What hours cost while no block has any left."""

    price: Money = Field(description="The price of an hour then.", examples=["EUR 190.00"])
    most: SomeHours = Field(
        description="The most of them in a calendar month; above it work stops.", examples=["10 hours"]
    )


class PrepaidTerms(Clause):
    """What is agreed of hours that are paid for ahead."""

    hours: SomeHours = Field(description="The hours of a block.", examples=["40 hours"])
    hours_a_day: SomeHours | None = Field(
        None, description="How many hours make a day, where a block is sold in days.", examples=["8 hours"]
    )
    price: Money = Field(description="The price of a block.", examples=["EUR 6400.00"])
    expires: NoticeTime | None = Field(
        None,
        description="How long a block may be used from the day on which it is bought; left out: until the end.",
        examples=["12 months"],
    )
    at_expiry: Literal["refunded", "credited", "forfeit"] | None = Field(
        None,
        description="What becomes of hours left then: paid back, set against the next block, or lost.",
    )
    at_end: Literal["refunded", "forfeit"] = Field(
        description="What becomes of hours left when the engagement ends: paid back, or lost."
    )
    surcharges: Table[Surcharge] | None = Field(
        None, description="Hours that use more of a block, each under a key; of several the dearest counts."
    )
    approved_by: Listed[PersonKey] = Field(
        description="Whose yes each further block needs.", examples=[["priya", "jonas"]], min_length=1
    )
    top_up: TopUp | None = Field(
        None, description="When the client is asked for another block; left out: never."
    )
    further: RateCard | None = Field(
        None, description="What hours cost while no block has any left; left out: work stops then."
    )

    @model_validator(mode="after")
    def _expires_how(self) -> Self:
        if (self.expires is None) != (self.at_expiry is None):
            raise ValueError("expires and at_expiry go together: say when, and what becomes of hours left")
        return self

    @property
    def seconds(self) -> int:
        """The time of a block, in seconds."""
        return self.hours.seconds

    def uses(self, entry: Worked, deal: Deal) -> int:
        """Give the seconds of a block that an entry uses, more for dearer ones; part seconds are dropped."""
        held = self.surcharges or {}
        return sum(
            int(part.seconds * (1 + held[part.surcharge].more.fraction)) if part.surcharge else part.seconds
            for part in split(entry, self.surcharges, deal)
        )

    def draws(self, entry: Worked, deal: Deal) -> bool:
        """Whether an entry uses a block: it says so, or is in no role while no other fee includes hours."""
        return entry.prepaid or (entry.role is None and IncludesHours not in deal.stated)

    def entrusts(self, entry: Entry) -> Listed[PersonKey]:  # type: ignore[override]  # any iterable of keys will do
        """Entrust those named with buying another block."""
        return self.approved_by if isinstance(entry, BlockBought) else ()
