"""What is recorded of expenses: what was spent, a yes to it, the claim, and that one was let go."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import EXPENSES
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Listed

RateFrom = Literal["receipt", "card statement", "ECB rate"]
"""Where the rate for a sum in another currency comes from."""


def _sum(text: str) -> str:
    return str(Money.parse(text))


SumAbroad = Annotated[str, AfterValidator(_sum)]
"""A sum in another currency than that of the account; kept as text, for it never enters a sum of money."""


class Spent(Entry):
    """Money that the consultant spent for the work, a way it drove, or days that it was away."""

    whose = Side.CONSULTANT
    about = "expense"
    words = "what"
    after_start = before_end = True

    kind: Literal["expense"] = "expense"
    expense: Key = Field(description="A short name for it, which no other has.", examples=["hotel_march"])
    what: Line = Field(description="What for.", examples=["Hotel for the workshop, one night"])
    of: Line | None = Field(None, description="Which of the kinds listed it is.", examples=["hotel"])
    amount: Money | None = Field(
        None, description="How much, without tax that the consultant gets back.", examples=["EUR 128.40"]
    )
    abroad: SumAbroad | None = Field(
        None, description="Or how much in another currency.", examples=["GBP 96.00"]
    )
    rate: str | None = Field(
        None, pattern="^[0-9]{1,9}([.][0-9]{1,9})?$",
        description="How much of the account's currency one unit of that currency costs.", examples=["1.1702"],
    )  # fmt: skip
    rate_from: RateFrom | None = Field(None, description="Where that rate comes from.")
    distance: int | None = Field(
        None, ge=1, le=100_000, description="Or how far the consultant drove.", examples=[120]
    )
    days: int | None = Field(
        None, ge=0, le=366, description="Or how many whole days it was away.", examples=[2]
    )
    part_days: int | None = Field(
        None, ge=0, le=366, description="And how many days on which it came or went.", examples=[2]
    )
    receipt: bool = Field(default=True, description="Whether there is a receipt.")

    @model_validator(mode="after")
    def _one_cost(self) -> Self:
        told = [
            one for one in (self.amount, self.abroad, self.distance, self.away or None) if one is not None
        ]
        if len(told) != 1:
            raise ValueError("say what it cost in one way: amount, abroad, distance, or days and part_days")
        if (self.abroad is None) != (self.rate is None) or (self.rate is None) != (self.rate_from is None):
            raise ValueError("a sum abroad has its rate and where that comes from, and nothing else has")
        if self.rate is not None and not Decimal(self.rate):
            raise ValueError(f"a rate of {self.rate} makes nothing of any sum: write the rate")
        return self

    @property
    def away(self) -> int:
        """On how many days the consultant was away, whole and in part."""
        return (self.days or 0) + (self.part_days or 0)

    def says(self, named: Named) -> Sentence:
        """Say what for, and how much where that is a sum."""
        if self.amount is not None:
            return say("{what}, {amount}", what=self.what, amount=self.amount)
        if self.abroad is not None:
            return say("{what}, {amount}", what=self.what, amount=Money.parse(self.abroad))
        return say("{what}", what=self.what)


class ExpenseApproved(Entry):
    """A yes to an expense, before the money is spent."""

    whose = Side.CLIENT
    needs = "approve costs"
    about = "expense"

    kind: Literal["expense approved"] = "expense approved"
    expense: Key = Field(description="The short name of the expense.", examples=["hotel_march"])
    up_to: Money = Field(description="The most that it may cost.", examples=["EUR 180.00"])

    def says(self, named: Named) -> Sentence:
        """Say which, up to how much."""
        return say("{expense}, up to {most}", expense=named(EXPENSES, self.expense), most=self.up_to)


class Claimed(Entry):
    """The consultant claims expenses, with their receipts."""

    whose = Side.CONSULTANT
    after_start = True

    kind: Literal["expenses claimed"] = "expenses claimed"
    expenses: Listed[Key] = Field(
        description="The short names of the expenses.",
        examples=[["hotel_march", "train_march"]],
        min_length=1,
    )

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{expenses}", expenses=tuple(named(EXPENSES, each) for each in self.expenses))


class LetGo(Entry):
    """An expense that the consultant claims no more: it says so, or the time to claim it is over."""

    whose = Side.CONSULTANT
    about = "expense"

    kind: Literal["expense let go"] = "expense let go"
    expense: Key = Field(description="The short name of the expense.", examples=["hotel_march"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{expense}", expense=named(EXPENSES, self.expense))
