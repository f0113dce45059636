"""The terms of work by the day, and what they mean on a day."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from charter.core.clauses.financials.day_rate.entries import DaysApproved, DayWorked
from charter.core.vocabulary.arithmetic.kernels import half_days
from charter.core.vocabulary.bounds import Share, SomeHours
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.later import FromLaterDay
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.term import Listed, Table, Terms


class LaterDayRate(FromLaterDay):
    """Another price of a day, from a later day on."""

    price: Money = Field(description="The price of a day then.", examples=["EUR 1350.00"])


class MoreDays(Terms):
    """Days above the limit, which need a yes before the work."""

    approved_by: Listed[PersonKey] = Field(
        description="Whose yes they need.", examples=[["priya", "jonas"]], min_length=1
    )
    days: int = Field(
        ge=1,
        le=31,
        description="The most days above the limit that may be approved in a month.",
        examples=[3],
    )


class DayRateTerms(Clause):
    """What is agreed of work by the day."""

    rate: Money = Field(description="The price of a day.", examples=["EUR 1200.00"])
    later: Table[LaterDayRate] | None = Field(
        None, description="Other prices from later days on, each under a key."
    )
    hours: SomeHours = Field(description="How many hours a day has.", examples=["8 hours"])
    half_days: bool = Field(
        description="Whether work of up to half the hours of a day counts as half a day; otherwise any counts as a day."
    )
    travel_time: Share | None = Field(
        None,
        description="The share of the time on the way that counts as work; left out: none.",
        examples=["50 %"],
    )
    cap: int | None = Field(
        None, ge=1, le=31, description="The most days that are charged in a month.", examples=[10]
    )
    beyond: MoreDays | None = Field(
        None, description="Days above the limit with a yes; left out: only an amendment allows more."
    )
    alert: Share | None = Field(None, description="At what share of the limit to warn.", examples=["80 %"])

    def limits(self) -> tuple[str, ...]:
        """The cap counts over all orders, where it stands in their master."""
        return ("cap",) if self.cap is not None else ()

    def entrusts(self, entry: Entry) -> Listed[PersonKey]:  # type: ignore[override]  # any iterable of keys will do
        """Entrust those named with approving days above the limit."""
        return self.beyond.approved_by if isinstance(entry, DaysApproved) and self.beyond is not None else ()

    def price(self, day: dt.date, deal: Deal) -> Money:
        """Give the price of a day."""
        come = [rate for rate in (self.later or {}).values() if rate.day(deal) <= day]
        return max(come, key=lambda rate: rate.day(deal)).price if come else self.rate

    def costs(self, price: Money, halves: int) -> Money:
        """Give what some half days cost at a price a day."""
        return Money(half_days(minor=price.minor, halves=halves), price.currency)

    def seconds(self, entry: DayWorked) -> int:
        """Give the time of an entry that counts as work: the whole day where none is said, and part of the way."""
        worked = entry.hours.seconds if entry.hours is not None else self.hours.seconds
        way = entry.travel.seconds if entry.travel is not None else 0
        return worked + (int(way * self.travel_time.fraction) if self.travel_time is not None else 0)

    def halves(self, seconds: int) -> int:
        """Give the half days that the time of one day counts as."""
        return 1 if self.half_days and 2 * seconds <= self.hours.seconds else 2
