"""What every clause may know beside its own terms: who, under which law, by which calendar, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Calendar, Duration, Span
from charter.core.vocabulary.party import Party, Side


@dataclass(frozen=True, slots=True)
class Deal:
    """The frame of an engagement on a day.

    `ends` is the first day after the last, None while no end is known; `pauses` are suspensions so far, `unpaid` those
    for which no fee runs, without an end while they last. `horizon` is how far dated occasions are looked for.
    `part_months` and `last_day_billed` say how part periods are counted.
    `clauses` are the clauses the agreement has, `deliverables` the names of what is handed over, by key.
    """

    client: Party
    consultant: Party
    law: str
    calendar: Calendar
    roll: Literal["forward", "back", "modified", "none"]
    zone: str
    currency: str
    agreed: dt.date
    starts: dt.date
    ends: dt.date | None
    pauses: tuple[Span, ...]
    unpaid: tuple[Span, ...]
    part_months: Literal["actual", "fixed 30"]
    last_day_billed: bool
    clauses: frozenset[Cite]
    deliverables: Mapping[str, str]
    today: dt.date
    horizon: dt.date

    def business(self, day: dt.date, n: int) -> dt.date:
        """Give the n-th business day after a day."""
        return self.calendar.add(day, n)

    def within(self, span: Duration, day: dt.date) -> dt.date:
        """Give the last day of a time that runs from the day after `day`, rolled as agreed."""
        return self.calendar.roll(span.after(day, self.calendar), self.roll)

    def has(self, cite: str) -> bool:
        """Whether the agreement has a clause."""
        return cite in self.clauses

    def runs(self, day: dt.date) -> bool:
        """Whether a day lies in the engagement: started, and not ended."""
        return self.starts <= day and (self.ends is None or day < self.ends)

    def party(self, side: Side) -> Party:
        """The party on a side."""
        return self.client if side is Side.CLIENT else self.consultant
