"""The terms of grants of equity: what is granted, at what price, how it vests, and what else comes about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.arithmetic.part_periods import share as part_of
from charter.core.vocabulary.bounds import NoticeTime, Share, TimeToAct
from charter.core.vocabulary.dates import Day, Duration, add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Table, Terms

Kind = Literal["option", "restricted stock", "restricted stock unit", "warrant", "shares", "phantom shares"]
"""What is granted."""

Event = Literal["change of control", "client leaves without a reason", "client gives the reason"]
"""What makes units vest sooner."""


class Monthly(Terms):
    """Vesting in equal parts month by month."""

    months: int = Field(ge=1, le=120, description="Over how many months.", examples=[24])
    cliff: int = Field(0, ge=0, le=60, description="In how many months at first nothing vests.", examples=[3])

    @model_validator(mode="after")
    def _cliff_inside(self) -> Self:
        if self.cliff > self.months:
            raise ValueError(f"a cliff of {self.cliff} months in {self.months}: make it shorter")
        return self


class Tranche(Terms):
    """A part of the units that vests at once: on a day, after a time, or upon an event that the client confirms."""

    name: Line = Field(description="What it is called.", examples=["First release"])
    on: Day | None = Field(None, description="The day on which it vests.")
    after: Duration | None = Field(
        None, description="Or how long after the first day.", examples=["6 months"]
    )
    upon: Line | None = Field(
        None, description="Or the event upon which it vests.", examples=["the first sale"]
    )
    share: Share = Field(description="Its share of the units.", examples=["25 %"])

    @model_validator(mode="after")
    def _one_moment(self) -> Self:
        if sum(each is not None for each in (self.on, self.after, self.upon)) != 1:
            raise ValueError("say when it vests: by one of on, after and upon")
        return self


class Sooner(Terms):
    """A part of what has not vested that vests because of an event."""

    upon: Event = Field(description="The event.")
    share: Share = Field(description="The share of the units not vested by then.", examples=["100 %"])


class Vests(NamedTuple):
    """One step of the schedule: its day, and the units that have vested by then, all together."""

    day: dt.date
    units: int


class Grant(Terms):
    """One grant."""

    name: Line = Field(description="What it is called.", examples=["Adviser's options"])
    kind: Kind = Field(description="What is granted.")
    units: int = Field(ge=1, le=10**12, description="How many units.", examples=[12000])
    share_of: Share | None = Field(
        None,
        description="Their share of all units, those that could be issued included.",
        examples=["0.25 %"],
    )
    price: Money | Literal["fair market value", "30-day average", "par", "none"] = Field(
        description="The price of a unit: a sum, its value on the day of the grant, its average, par, or none.",
        examples=["fair market value"],
    )
    monthly: Monthly | None = Field(None, description="Vesting month by month.")
    tranches: Table[Tranche] | None = Field(None, description="Or vesting in tranches, each under a key.")
    sooner: Table[Sooner] | None = Field(None, description="Events upon which more vests, each under a key.")
    exercise_within: NoticeTime | None = Field(
        None, description="How long after the last day options can be exercised.", examples=["90 days"]
    )
    holder: Line | None = Field(None, description="Who holds it; left out: the consultant.")
    plan: Line | None = Field(None, description="The plan, which prevails.", examples=["2024 Equity Plan"])
    board_within: TimeToAct = Field(
        description="How soon after the start the client's board decides.", examples=["30 days"]
    )
    papers_within: TimeToAct = Field(
        description="How soon after that the client hands over the papers.", examples=["30 days"]
    )
    instead: Money | None = Field(
        None,
        description="What the client pays if its board does not decide in time; left out: nothing.",
        examples=["EUR 5000.00"],
    )

    @model_validator(mode="after")
    def _one_way_to_vest(self) -> Self:
        if self.monthly is not None and self.tranches is not None:
            raise ValueError("it vests month by month or in tranches: leave one of them out")
        if self.in_tranches > 1:
            raise ValueError("the tranches are more than the whole: change the share of one")
        return self

    @property
    def in_tranches(self) -> Fraction:
        """Give the share that vests in tranches, all together."""
        return sum((tranche.share.fraction for tranche in (self.tranches or {}).values()), Fraction(0))

    @property
    def option(self) -> bool:
        """Whether it has to be exercised."""
        return self.kind in {"option", "warrant"}

    def board_by(self, deal: Deal) -> dt.date:
        """Give the last day for the board."""
        return deal.within(self.board_within, deal.starts)

    def schedule(self, deal: Deal) -> Iterator[Vests]:
        """Give each step of vesting that comes by a day, in order; parts round together, so that they sum to all.

        >>> from charter.core.vocabulary.arithmetic.part_periods import share
        >>> [share(minor=10, before=0, share=Fraction(n, 3)) for n in (1, 2, 3)]
        [3, 7, 10]
        """
        if self.monthly is not None:
            for month in range(max(self.monthly.cliff, 1), self.monthly.months + 1):
                yield Vests(add_months(deal.starts, month), self._upto(Fraction(month, self.monthly.months)))
            return
        if self.tranches is None:
            yield Vests(deal.starts, self.units)
            return
        done = Fraction(0)
        for day, _, share in sorted(self._dated(deal)):
            done += share
            yield Vests(day, self._upto(done))

    def _dated(self, deal: Deal) -> Iterator[tuple[dt.date, str, Fraction]]:
        for key, tranche in (self.tranches or {}).items():
            if tranche.upon is None:
                day = tranche.on or deal.through(tranche.after or Duration.parse("1 day"), deal.starts)
                yield day, key, tranche.share.fraction

    def _upto(self, share: Fraction) -> int:
        return part_of(minor=self.units, before=0, share=share)

    @figure
    def vests(self, deal: Deal) -> Sentence:
        """Say how it vests."""
        if self.monthly is not None:
            if self.monthly.cliff:
                return say(
                    "in {months} equal months, nothing in the first {cliff}",
                    months=self.monthly.months, cliff=self.monthly.cliff,
                )  # fmt: skip
            return say("in {months} equal months", months=self.monthly.months)
        if self.tranches is None:
            return say("at once")
        return say("in tranches")

    @figure
    def board_day(self, deal: Deal) -> dt.date:
        """Give the last day for the board."""
        return self.board_by(deal)

    @figure
    def whole_on(self, deal: Deal) -> dt.date | None:
        """Give the day on which all of it that comes by days has vested."""
        return max((step.day for step in self.schedule(deal)), default=None)
