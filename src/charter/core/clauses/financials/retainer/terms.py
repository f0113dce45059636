"""The terms of a retainer, and what they mean on a day."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.retainer.periods import MONTHS
from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.bounds import Share, SomeHours
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.later import FromLaterDay
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import Activity, PersonKey
from charter.core.vocabulary.term import Listed, Table, Terms

OF_HOURS = ("counts", "rollover", "overage", "approved_by", "alert", "cap")
"""The terms that say something of hours: without hours there is nothing for them to say."""


class Rollover(Terms):
    """How unused hours are carried on."""

    share: Share = Field(description="The most that is carried on, of the included hours.", examples=["25 %"])
    expires: Duration = Field(description="How long they last after their period.", examples=["1 month"])
    consultant_leaves: Literal["credited"] | None = Field(
        None,
        description="What becomes of those left where the consultant leaves or gives the reason; left out: they lapse.",
    )


class LaterFee(FromLaterDay):
    """Another fee from a day on."""

    amount: Money = Field(description="The fee for a whole period.", examples=["EUR 14000.00"])
    hours: SomeHours | None = Field(None, description="The hours included then; left out: as before.")


class RetainerTerms(Clause):
    """What is agreed of a retainer."""

    amount: Money = Field(description="The fee for a whole period.", examples=["EUR 12000.00"])
    period: Literal["month", "quarter", "half-year", "year"] = Field(description="How long a period is.")
    first_day: int = Field(1, ge=1, le=31, description="The day of the month on which a period begins.")
    billed: Literal["in advance", "in arrears"] = Field(
        description="Charged when the period begins, or ends."
    )
    instalments: int | None = Field(
        None,
        ge=2,
        le=12,
        description="In how many equal parts the fee of a period is charged; left out: in one.",
    )
    set_up: Money | None = Field(
        None, description="What setting up costs, charged once on the first day.", examples=["EUR 2500.00"]
    )
    later: Table[LaterFee] | None = Field(
        None, description="Other fees from later days on, each under a key."
    )
    hours: SomeHours | None = Field(
        None,
        description="The hours included in a whole period; left out: none are counted.",
        examples=["64 hours"],
    )
    counts: Listed[Activity] | None = Field(
        None,
        description="What uses up included hours beside advice, messages and reports; left out: all of it.",
        examples=[["meetings"]],
    )
    minimum: Duration | None = Field(
        None, description="The minimum commitment from the start, whose fees the client owes in any case."
    )
    rollover: Rollover | None = Field(None, description="What happens to unused hours; left out: they lapse.")
    overage: Money | None = Field(
        None, description="The price of an hour beyond; left out: none is charged.", examples=["EUR 210.00"]
    )
    approved_by: Listed[PersonKey] | None = Field(
        None,
        description="Whose yes each hour beyond needs before the work; left out: nobody's.",
        examples=[["priya", "jonas"]],
        min_length=1,
    )
    alert: Share | None = Field(None, description="At what share of the hours to warn.", examples=["80 %"])
    cap: SomeHours | None = Field(
        None, description="The most hours beyond that are charged in a period.", examples=["16 hours"]
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        halves = 2 * MONTHS[self.period]
        if self.instalments is not None and halves % self.instalments:
            raise ValueError(
                f"a {self.period} has {halves} halves of a month, which {self.instalments} instalments do not divide"
            )
        without = [name for name in OF_HOURS if getattr(self, name) is not None] if self.hours is None else []
        if without:
            raise ValueError(
                f"{without[0]} speaks of hours, but none are agreed: add hours, or leave {without[0]} out"
            )
        return self

    def later_days(self, deal: Deal) -> tuple[dt.date, ...]:
        """Give the days from which other fees count, in order."""
        return tuple(sorted({fee.day(deal) for fee in (self.later or {}).values()}))

    def on(self, day: dt.date, deal: Deal) -> Self:
        """Give the clause with the fee and the hours that count on a day; itself where no other fee has come."""
        come = [fee for fee in (self.later or {}).values() if fee.day(deal) <= day]
        if not come:
            return self
        latest = max(come, key=lambda fee: fee.day(deal))
        return self.model_copy(update={"amount": latest.amount, "hours": latest.hours or self.hours})

    def draws(self, entry: Worked) -> bool:
        """Whether an entry uses up included hours: in no role of its own, and for something that counts."""
        if entry.role is not None or entry.prepaid or self.hours is None:
            return False
        activity, milestone, counts = entry.activity, entry.milestone, self.counts
        if counts is None or (activity is None and milestone is None):
            return True
        return (activity is None or activity in counts) and (milestone is None or "milestone work" in counts)

    @property
    def included_hour(self) -> Money | None:
        """The price of an included hour, rounded to the cent; None where none are counted."""
        return self.amount.times(Fraction(HOUR, self.hours.seconds)) if self.hours else None
