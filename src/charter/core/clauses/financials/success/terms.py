"""The terms of pay that depends on success: bonus, commission, share, cost plus, and what the client gives freely."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import NoticeTime, Share, TimeToAct
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.term import Key, Line, Listed, Terms

MEASURES = Refers("foundation.purpose.measures", "measure")
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""How many months the time of one statement has; what is stated once has none."""


class Tier(Terms):
    """A share that counts for what lies above a sum, up to the next tier."""

    above: Money = Field(description="The sum above which it counts.", examples=["EUR 100000.00"])
    share: Share = Field(description="The share of what lies above it.", examples=["5 %"])


class Audit(Terms):
    """The right of the other side to have a statement looked at."""

    notice: TimeToAct = Field(
        description="How long before it the other side is told.", examples=["10 business days"]
    )
    off_by: Share = Field(
        description="How far a statement is wrong at least, so that its author pays for the audit.",
        examples=["5 %"],
    )
    cost_up_to: Money = Field(description="The most that it pays then.", examples=["EUR 3000.00"])


class Success(Terms):
    """One payment that depends on success."""

    name: Line = Field(description="What it is called.", examples=["Commission on new customers"])
    kind: Literal["bonus", "commission", "share", "cost plus", "discretionary"] = Field(
        description="What it is; a discretionary one is owed only where the client gives it."
    )
    measure: Annotated[Key, MEASURES] | None = Field(
        None, description="The measure of success that it depends on: its key.", examples=["releases"]
    )
    base: Line | None = Field(
        None,
        description="What is counted, in words that both sides count alike.",
        examples=["net revenue from customers whom the consultant brought"],
    )
    amount: Money | None = Field(None, description="A fixed amount.", examples=["EUR 10000.00"])
    share: Percent | None = Field(None, description="Or a share of what is counted.", examples=["8 %"])
    tiers: Listed[Tier] | None = Field(
        None, description="Or shares that grow or fall with the sum, the lowest first.", min_length=1
    )
    threshold: Money | None = Field(
        None,
        description="What is counted must reach this; below it nothing is owed.",
        examples=["EUR 50000.00"],
    )
    floor: Money | None = Field(
        None, description="The least that is owed for a period.", examples=["EUR 500.00"]
    )
    cap: Money | None = Field(
        None, description="The most that is owed for a period.", examples=["EUR 20000.00"]
    )
    per: Literal["once", "month", "quarter", "half-year", "year"] = Field(
        description="The time of one statement, in calendar months from that of the start; or once."
    )
    statement_by: Side = Field(description="The side that states what is counted.")
    statement_within: TimeToAct = Field(
        description="How soon after the period, or the event, it does.", examples=["15 days"]
    )
    object_within: TimeToAct = Field(
        description="How long the other side may object; silence accepts.", examples=["15 days"]
    )
    paid_when_received: bool = Field(
        default=False, description="Whether only money counts that the client has received."
    )
    tail: NoticeTime | None = Field(
        None,
        description="How long after the last day what began before still counts; left out: not at all.",
        examples=["6 months"],
    )
    audit: Audit | None = Field(
        None, description="The other side's right to have statements looked at; left out: none."
    )

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        given = [name for name in ("amount", "share", "tiers") if getattr(self, name) is not None]
        if self.kind == "discretionary":
            if given or self.floor is not None:
                raise ValueError(
                    "what is discretionary has no price: leave amount, share, tiers and floor out"
                )
        elif len(given) != 1:
            raise ValueError("say what is owed: one of amount, share and tiers")
        elif self.kind == "cost plus" and self.share is None:
            raise ValueError("what is owed beside the cost is a share of it: write share")
        sums = [tier.above.minor for tier in self.tiers or ()]
        if sums != sorted(set(sums)):
            raise ValueError("the tiers go up: put the lowest first, each sum once")
        if self.floor is not None and self.cap is not None and self.cap < self.floor:
            raise ValueError(f"the floor of {self.floor} is above the cap of {self.cap}: swap them")
        return self

    @figure
    def measured(self, deal: Deal) -> str | None:
        """Name the measure that it depends on."""
        return deal.named(MEASURES, self.measure) if self.measure is not None else None

    @property
    def currency(self) -> str | None:
        """The currency of its sums; None where it has none of its own."""
        sums = (self.amount, *(tier.above for tier in self.tiers or ()), self.threshold, self.floor, self.cap)
        return next((money.currency for money in sums if money is not None), None)
