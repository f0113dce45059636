"""The deal: what every clause may know besides its own terms: who, under which law and calendar, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Calendar, Duration, Rhythm, Span, Unit
from charter.core.vocabulary.entry import Ended
from charter.core.vocabulary.framing import ALONE, OtherPapers
from charter.core.vocabulary.ladder import Ladder
from charter.core.vocabulary.party import Party, Person, Side
from charter.core.vocabulary.reference import Refers


class Rules(NamedTuple):
    """What counts days and money from a day on: the governing law, the business days, and how part periods count.

    `paid_apart` are the deliverables that are paid for by themselves, beside a fee that includes hours; None: no fee
    includes any.
    `ladder` is what follows step by step when an invoice that falls due then is not paid.
    """

    since: dt.date
    law: str
    calendar: Calendar
    roll: Literal["forward", "back", "modified", "none"]
    part_months: Literal["actual", "fixed 30"]
    last_day_billed: bool
    paid_apart: frozenset[str] | None = None
    ladder: Ladder = ()


def ruling(rules: tuple[Rules, ...], day: dt.date) -> Rules:
    """Give the rules that count what begins on a day; before the first ones, those."""
    return next((r for r in reversed(rules) if r.since <= day), rules[0])


def rolled(rules: tuple[Rules, ...], day: dt.date) -> dt.date:
    """Move a day that is no business day as agreed."""
    ruled = rules[0] if len(rules) == 1 else ruling(rules, day)
    return ruled.calendar.roll(day, ruled.roll)


@lru_cache(maxsize=256)
def _occasions(
    rhythm: Rhythm, start: dt.date, until: dt.date, rules: tuple[Rules, ...]
) -> tuple[tuple[dt.date, dt.date], ...]:
    return tuple((day, rolled(rules, day)) for day in rhythm.occurrences(start, until))


class Deal(NamedTuple):
    """What counts for the whole engagement on a day.

    `people` act for the sides, by key: as agreed first and in each amended state, by the day from which it counts.
    `rules` are those agreed first and each amended state of them, by the day from which they count: what began before
    an amendment is counted as agreed then. `ends` is the first day after the last, None while no end is known, `ended`
    the entry that brings it; `pauses` are suspensions so far, `unpaid` the days for which no fee runs: suspensions,
    without an end while they last, and a last day that is not billed. `horizon` is how far
    dated occasions are looked for. `clauses` are the clauses the agreement has, `fees` those of them that are fees,
    `stated` what they state today, by its type, and `tables` the names of the things in its keyed tables, by the path
    of the table and the key. `beside` is what is known of the other papers of its frame.
    """

    client: Party
    consultant: Party
    people: tuple[tuple[dt.date, Mapping[str, Person]], ...]
    rules: tuple[Rules, ...]
    zone: str
    currency: str
    agreed: dt.date
    starts: dt.date
    ends: dt.date | None
    ended: Ended | None
    pauses: tuple[Span, ...]
    unpaid: tuple[Span, ...]
    clauses: frozenset[Cite]
    fees: tuple[Cite, ...]
    stated: Mapping[type, object]
    tables: Mapping[str, Mapping[str, str]]
    today: dt.date
    horizon: dt.date
    beside: OtherPapers = ALONE

    def ruled(self, day: dt.date) -> Rules:
        """Give the rules that count what begins on a day."""
        return self.rules[0] if len(self.rules) == 1 else ruling(self.rules, day)

    @property
    def law(self) -> str:
        """The law that governs today."""
        return self.ruled(self.today).law

    def business(self, day: dt.date, n: int) -> dt.date:
        """Give the n-th business day after a day."""
        return self.ruled(day).calendar.add(day, n)

    def is_business(self, day: dt.date) -> bool:
        """Whether a day is a business day."""
        return self.ruled(day).calendar.is_business(day)

    def after(self, span: Duration, day: dt.date) -> dt.date:
        """Give the last day of a time that runs from the day after `day`."""
        return span.after(day, self.ruled(day).calendar)

    def clear_before(self, span: Duration, day: dt.date) -> dt.date:
        """Give the last day after which all of a time still lies before `day`."""
        return span.clear_before(day, self.ruled(day).calendar)

    def rolled(self, day: dt.date) -> dt.date:
        """Move a day that is no business day as agreed."""
        return rolled(self.rules, day)

    def occasions(
        self, rhythm: Rhythm, start: dt.date, until: dt.date
    ) -> tuple[tuple[dt.date, dt.date], ...]:
        """Give each day of a rhythm in [start, until), with the day to which it moves where it is no business day."""
        return _occasions(rhythm, start, until, self.rules)

    def rolled_forward(self, day: dt.date) -> dt.date:
        """Move a day that is no business day to the next one, whatever else was agreed."""
        return self.ruled(day).calendar.roll(day, "forward")

    def through(self, span: Duration, first: dt.date) -> dt.date:
        """Give the first day after a time that begins on a day: a month from 31 January is all of February too."""
        return span.through(first, self.ruled(first).calendar)

    def within(self, span: Duration, day: dt.date) -> dt.date:
        """Give the last day of a time that runs from the day after `day`, rolled as agreed.

        A time in hours runs by the clock, also through days that are no business days, so it is not rolled.
        """
        rules = self.ruled(day)
        last = span.after(day, rules.calendar)
        return last if span.unit is Unit.HOURS else rules.calendar.roll(last, rules.roll)

    def names(self, refers: Refers) -> Mapping[str, str]:
        """Give the names of the things in a table, by key."""
        return self.tables.get(refers.table, {})

    def named(self, refers: Refers, key: str) -> str:
        """Name a thing of a table; the key itself once it is gone from the agreement."""
        return self.names(refers).get(key, key)

    def has(self, cite: str) -> bool:
        """Whether the agreement has a clause."""
        return cite in self.clauses

    def runs(self, day: dt.date) -> bool:
        """Whether a day lies in the engagement: started, and not ended."""
        return self.starts <= day and (self.ends is None or day < self.ends)

    def over(self, day: dt.date) -> bool:
        """Whether the engagement had ended before a day, so that nothing ends or renews it any more."""
        return self.ends is not None and self.ends < day

    def party(self, side: Side) -> Party:
        """The party on a side."""
        return self.client if side is Side.CLIENT else self.consultant

    def person(self, key: str, day: dt.date) -> Person | None:
        """Give the person of a key as agreed on a day; None where nobody of that key acts for a side then."""
        return next(people for since, people in reversed(self.people) if since <= day).get(key)
