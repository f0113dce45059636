"""The days of each month: all work of one day together, in the order of the days, and charged up to the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.day_rate.entries import DaysApproved, DayWorked
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import Period
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.regular import months_begun
from charter.core.vocabulary.replacement import paid_for

if TYPE_CHECKING:
    from charter.core.clauses.financials.day_rate import DayRate


class Counted(NamedTuple):
    """A day as it counts: what was worked on it, at which price, and how many halves of it count and are charged."""

    day: dt.date
    entries: tuple[DayWorked, ...]
    clause: DayRate
    price: Money
    halves: int
    charged: int
    agreed: str


class Month(NamedTuple):
    """The days worked in one month, or in the part of it in which the engagement runs.

    `others` are the halves that other orders charged under one limit before each day, and last after them all.
    """

    period: Period
    days: tuple[Counted, ...]
    others: tuple[int, ...] = (0,)

    @property
    def charged(self) -> int:
        """The halves that are charged under the limit, those of other orders too."""
        return self.others[-1] + sum(day.charged for day in self.days)

    def reached(self, clause: DayRate) -> dt.date | None:
        """Give the day on which the share of the limit was used that calls for a warning; None while it is not."""
        if clause.alert is None or clause.cap is None:
            return None
        total, limit = 0, clause.alert.fraction * 2 * clause.cap
        for day, others in zip(self.days, self.others, strict=False):
            if others + total >= limit:
                return None  # it was another order that reached it
            total += day.charged
            if others + total >= limit:
                return day.day
        return None


def months(journal: Journal, past: Past[DayRate], deal: Deal) -> tuple[Month, ...]:
    """Count the days of each month that has begun; above the limit only with a yes.

    A limit that stands in a master is used up by all its orders; a yes to more is one to the work of its own order.
    """
    worked, more = paid_for(DayWorked, deal, journal), journal.of(DaysApproved)
    return tuple(_month(month, worked, more, past, deal) for month in months_begun(deal))


def _month(
    month: Period,
    worked: tuple[DayWorked, ...],
    more: tuple[DaysApproved, ...],
    past: Past[DayRate],
    deal: Deal,
) -> Month:
    def theirs(journal: Journal) -> Iterator[tuple[DayWorked, ...]]:
        first = month.start
        found = (
            one for one in journal.of(DayWorked) if (one.on.year, one.on.month) == (first.year, first.month)
        )
        return _by_day(found)

    own = _by_day(entry for entry in worked if entry.on in month)
    cap = f"{past.kind.cite}.cap"
    days: list[Counted] = []
    others, mine = [0], 0
    for entries, is_own in deal.beside.with_others(cap, own, theirs, lambda of: of[0].on):
        day = entries[0].on
        clause = past.at(day)
        if clause is None:
            continue
        halves = clause.halves(sum(map(clause.seconds, entries)))
        left = halves
        if clause.cap is not None:
            approved = _approved(more, month, day, past, deal) if is_own else 0
            left = max(2 * (clause.cap + approved) - mine - others[-1], 0)
        charged = min(halves, left)
        if not is_own:
            others[-1] += charged
            continue
        mine += charged
        others.append(others[-1])
        price = clause.price(day, deal)
        days.append(Counted(day, entries, clause, price, halves, charged, past.agreed(day)))
    return Month(month, tuple(days), tuple(others))


def _by_day(worked: Iterable[DayWorked]) -> Iterator[tuple[DayWorked, ...]]:
    return (tuple(of) for _, of in groupby(worked, key=attrgetter("on")))


def _approved(
    more: tuple[DaysApproved, ...], month: Period, day: dt.date, past: Past[DayRate], deal: Deal
) -> int:
    """Give the days above the limit that were approved for the work of a day: each yes that counts, up to the most."""
    clause = past.at(day)
    if clause is None or clause.beyond is None:
        return 0
    given = (yes.days for yes in more if month.start <= yes.on <= day and clause.refuses(yes, deal) is None)
    return min(sum(given), clause.beyond.days)
