"""The days of each month: all work of one day together, in the order of the days, and charged up to the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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
    """The days worked in one month, or in the part of it in which the engagement runs."""

    period: Period
    days: tuple[Counted, ...]

    def reached(self, clause: DayRate) -> dt.date | None:
        """Give the day on which the share of the limit was used that calls for a warning; None while it is not."""
        if clause.alert is None or clause.cap is None:
            return None
        total, limit = 0, clause.alert.fraction * 2 * clause.cap
        for day in self.days:
            total += day.charged
            if total >= limit:
                return day.day
        return None


def months(journal: Journal, past: Past[DayRate], deal: Deal) -> tuple[Month, ...]:
    """Count the days of each month that has begun; above the limit only with a yes."""
    worked, more = journal.of(DayWorked), journal.of(DaysApproved)
    return tuple(
        Month(month, tuple(_counted(month, worked, more, past, deal))) for month in months_begun(deal)
    )


def _counted(
    month: Period,
    worked: tuple[DayWorked, ...],
    more: tuple[DaysApproved, ...],
    past: Past[DayRate],
    deal: Deal,
) -> Iterator[Counted]:
    before = 0
    for day, of in groupby((entry for entry in worked if entry.on in month), key=attrgetter("on")):
        clause, entries = past.at(day), tuple(of)
        if clause is None:
            continue
        halves = clause.halves(sum(map(clause.seconds, entries)))
        left = halves
        if clause.cap is not None:
            left = max(2 * (clause.cap + _approved(more, month, day, past, deal)) - before, 0)
        charged = min(halves, left)
        before += charged
        price = clause.price(day, deal)
        yield Counted(day, entries, clause, price, halves, charged, past.agreed(day))


def _approved(
    more: tuple[DaysApproved, ...], month: Period, day: dt.date, past: Past[DayRate], deal: Deal
) -> int:
    """Give the days above the limit that were approved for the work of a day: each yes that counts, up to the most."""
    clause = past.at(day)
    if clause is None or clause.beyond is None:
        return 0
    given = (yes.days for yes in more if month.start <= yes.on <= day and clause.refuses(yes, deal) is None)
    return min(sum(given), clause.beyond.days)
