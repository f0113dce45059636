"""The terms of expenses, and what they mean for one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.expenses.entries import ExpenseApproved, RateFrom
from charter.core.vocabulary.bounds import Share, TimeToAct
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.term import Line, Listed, Table, Terms

PER = {"km": 1, "mile": 1, "100 km": 100, "100 miles": 100}
"""How far a price of driving goes."""
_OF_WHAT_IS_PAID = (
    "listed", "each_up_to", "total_up_to", "per", "approval", "markup", "mileage", "per_diem", "receipts",
    "claim_within", "late_claim", "conversion",
)  # fmt: skip
_NEEDED = ("receipts", "claim_within", "late_claim")


class Approval(Terms):
    """Whose yes an expense needs above a sum."""

    above: Money = Field(description="The sum above which it needs the yes.", examples=["EUR 150.00"])
    by: Listed[PersonKey] = Field(description="Whose yes.", examples=[["jonas"]], min_length=1)


class Mileage(Terms):
    """The price of driving one's own car."""

    rate: Money = Field(description="How much.", examples=["EUR 0.30"])
    per: Literal["km", "mile", "100 km", "100 miles"] = Field(description="For how far.", examples=["km"])


class PerDiem(Terms):
    """A sum for each day away, in place of meals."""

    whole: Money = Field(description="For a whole day away.", examples=["EUR 28.00"])
    part: Money | None = Field(
        None,
        description="For a day on which the consultant comes or goes; left out: nothing.",
        examples=["EUR 14.00"],
    )


class ExpensesTerms(Clause):
    """What is agreed of expenses."""

    covered: Literal["none", "listed", "reasonable"] = Field(
        description="Which expenses the client pays: none, those listed, or what the work reasonably needs."
    )
    listed: Listed[Line] | None = Field(
        None,
        description="Which ones; beside reasonable ones: examples.",
        examples=[["train", "hotel"]],
        min_length=1,
    )
    each_up_to: Money | None = Field(
        None, description="The most that is paid for one expense without a yes.", examples=["EUR 150.00"]
    )
    total_up_to: Money | None = Field(
        None, description="The most that all of them cost.", examples=["EUR 500.00"]
    )
    per: Literal["month", "engagement"] | None = Field(
        None, description="Whether that is for a calendar month, or for the whole engagement."
    )
    approval: Table[Approval] | None = Field(
        None, description="Whose yes an expense needs before, by its sum; each under a key."
    )
    markup: Share | None = Field(
        None, description="What the consultant may add to the cost; left out: nothing.", examples=["5 %"]
    )
    mileage: Mileage | None = Field(
        None, description="The price of driving one's own car; left out: nothing is paid for it."
    )
    per_diem: PerDiem | None = Field(
        None, description="A sum for each day away, in place of meals; left out: none."
    )
    receipts: bool | None = Field(None, description="Whether a claim needs the receipt.")
    claim_within: TimeToAct | None = Field(
        None, description="How long after spending an expense can be claimed.", examples=["60 days"]
    )
    late_claim: Literal["lapses", "paid"] | None = Field(
        None, description="What becomes of one that is claimed later."
    )
    conversion: RateFrom | None = Field(
        None, description="Whose rate counts for a sum in another currency; left out: none is paid."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        held = [name for name in _OF_WHAT_IS_PAID if getattr(self, name) is not None]
        if self.covered == "none":
            if held:
                raise ValueError(f"no expenses are paid, so {held[0]} says nothing: leave it out")
            return self
        missing = [name for name in _NEEDED if getattr(self, name) is None]
        if self.covered == "listed" and self.listed is None:
            missing.insert(0, "listed")
        if missing:
            raise ValueError(f"expenses are paid, so say {missing[0]}")
        if (self.total_up_to is None) != (self.per is None):
            raise ValueError("total_up_to and per go together: the most, and for how long it counts")
        return self

    def limits(self) -> tuple[str, ...]:
        """The most for all expenses counts over all orders, where it stands in their master."""
        return ("total_up_to",) if self.total_up_to is not None else ()

    def entrusts(self, entry: Entry) -> Iterable[str]:  # type: ignore[override]  # any iterable of keys will do
        """Entrust those named with approving expenses."""
        if not isinstance(entry, ExpenseApproved):
            return ()
        return tuple(key for one in (self.approval or {}).values() for key in one.by)

    def level(self, cost: Money) -> Approval | None:
        """Give whose yes a cost needs: by the highest of the sums that it passes; None: nobody's."""
        levels = [one for one in (self.approval or {}).values() if one.above.currency == cost.currency]
        passed = [one for one in levels if one.above < cost]
        return max(passed, key=lambda one: one.above.minor, default=None)

    def lapses_on(self, spent: dt.date, deal: Deal) -> dt.date | None:
        """Give the last day to claim what was spent on a day; None where none is agreed."""
        return deal.within(self.claim_within, spent) if self.claim_within is not None else None

    @property
    def added(self) -> Fraction | int:
        """What is added to the cost, as a share of it."""
        return self.markup.fraction if self.markup is not None else 0

    def with_markup(self, cost: Money) -> Money:
        """Give a cost with what is added to it."""
        return cost + cost.times(self.added)
