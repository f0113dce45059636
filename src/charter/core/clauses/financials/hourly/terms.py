"""The terms of work by the hour, and what they mean on a day."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from pydantic import Field

from charter.core.clauses.financials.hourly.entries import AboveCap
from charter.core.vocabulary.arithmetic.hours import HOUR, RoundingWay, to_step
from charter.core.vocabulary.bounds import Share, SomeHours, TimeToAct
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.dearer import Surcharge
from charter.core.vocabulary.entry import Entry, Worked
from charter.core.vocabulary.later import FromLaterDay
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import PersonKey, RoleKey
from charter.core.vocabulary.stated import HoursPaidAhead, IncludesHours
from charter.core.vocabulary.term import Line, Listed, Table, Terms


class RoleRate(Terms):
    """The price of an hour in one role."""

    name: Line = Field(description="What the role is called.", examples=["Chief technology officer"])
    price: Money = Field(description="The price of an hour.", examples=["EUR 180.00"])


class LaterRate(FromLaterDay):
    """Another price of an hour in one role, from a day on."""

    role: RoleKey = Field(description="The key of the role.", examples=["cto"])
    price: Money = Field(description="The price of an hour then.", examples=["EUR 195.00"])


class OnCall(Terms):
    """What it costs that the consultant stands by on a day, because the client asked for it."""

    fee: Money = Field(description="The fee for a day on call.", examples=["EUR 150.00"])
    days: int = Field(ge=1, le=31, description="The most days that are charged in a month.", examples=[7])


class Cancelled(Terms):
    """What an appointment costs that the client calls off too late."""

    within: TimeToAct = Field(
        description="How long before its beginning it is too late.", examples=["24 hours"]
    )
    charged: Share = Field(description="What is charged, of the hours planned.", examples=["50 %"])


class Beyond(Terms):
    """Hours above the cap, which need a yes before the work."""

    approved_by: Listed[PersonKey] = Field(
        description="Whose yes they need.", examples=[["priya", "jonas"]], min_length=1
    )
    hours: SomeHours = Field(
        description="The most hours above the cap that may be approved in a month.", examples=["10 hours"]
    )


class HourlyTerms(Clause):
    """What is agreed of work by the hour."""

    rates: Table[RoleRate] = Field(
        description="The price of an hour in each role, each under a key such as cto; the first is the usual one.",
        min_length=1,
    )
    later: Table[LaterRate] | None = Field(
        None, description="Other prices from later days on, each under a key."
    )
    increment: SomeHours = Field(
        description="The step to which each entry is rounded.", examples=["15 minutes"]
    )
    rounding: RoundingWay = Field(description="To which step: up, down or nearest.")
    minimum: SomeHours | None = Field(
        None, description="The least that is charged for an entry.", examples=["30 minutes"]
    )
    minimum_on_site: SomeHours | None = Field(
        None, description="The least for an entry of work at the client's place.", examples=["2 hours"]
    )
    figures: Literal["exact", "two decimals"] = Field(
        description="Whether the time is charged exactly, or as hours to two decimals, so that the line multiplies out."
    )
    surcharges: Table[Surcharge] | None = Field(
        None, description="Hours that are dearer, each under a key; of several the dearest counts."
    )
    on_call: OnCall | None = Field(
        None, description="What a day on call costs; left out: standing by is not agreed."
    )
    cancelled: Cancelled | None = Field(
        None, description="What an appointment called off too late costs; left out: nothing."
    )
    cap: SomeHours | None = Field(
        None, description="The most hours that are charged in a month.", examples=["40 hours"]
    )
    beyond: Beyond | None = Field(
        None, description="Hours above the cap with a yes; left out: only an amendment allows more."
    )
    alert: Share | None = Field(None, description="At what share of the cap to warn.", examples=["80 %"])

    def limits(self) -> tuple[str, ...]:
        """The cap counts over all orders, where it stands in their master."""
        return ("cap",) if self.cap is not None else ()

    def entrusts(self, entry: Entry) -> Listed[PersonKey]:  # type: ignore[override]  # any iterable of keys will do
        """Entrust those named with approving hours above the cap."""
        return self.beyond.approved_by if isinstance(entry, AboveCap) and self.beyond is not None else ()

    def named(self, role: str) -> str:
        """Give the name of a role."""
        return self.rates[role].name

    def price(self, role: str, day: dt.date, deal: Deal) -> Money:
        """Give the price of an hour in a role on a day."""
        come = [rate for rate in (self.later or {}).values() if rate.role == role and rate.day(deal) <= day]
        return max(come, key=lambda rate: rate.day(deal)).price if come else self.rates[role].price

    def dearest(self, day: dt.date, deal: Deal) -> Money:
        """Give the price of the dearest role on a day."""
        return max((self.price(role, day, deal) for role in self.rates), key=lambda price: price.minor)

    def dearer(self, price: Money, surcharge: str | None) -> Money:
        """Give what an hour at a price costs with a surcharge, to the cent."""
        if surcharge is None or self.surcharges is None:
            return price
        return price.times(1 + self.surcharges[surcharge].more.fraction)

    def rounded(self, seconds: int, *, on_site: bool = False) -> int:
        """Give the seconds of a piece of work that count: rounded to the step, and at least the minimum."""
        step = to_step(seconds, self.increment.seconds, self.rounding)
        least = self.minimum_on_site if on_site and self.minimum_on_site is not None else self.minimum
        return max(step, least.seconds if least is not None else 0)

    def role_of(self, entry: Worked, deal: Deal) -> str | None:
        """Give the role in which hours are charged; None where another fee includes them, or no such role is agreed."""
        if entry.prepaid and HoursPaidAhead in deal.stated:
            return None
        if entry.role is None:
            return None if deal.stated.keys() & {IncludesHours, HoursPaidAhead} else next(iter(self.rates))
        return entry.role if entry.role in self.rates else None

    def costs(self, price: Money, time: Hours) -> Money:
        """Give what some time costs at a price an hour."""
        return price.times(Fraction(time.seconds, HOUR))
