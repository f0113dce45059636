"""The hours of each month: rounded entry by entry, split by the clock, and charged up to the cap.

Rounding, a minimum and a cap add or take away time at the end of an entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.hourly.entries import AboveCap
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import Period
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.dearer import DearerPart, split
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.regular import months_begun
from charter.core.vocabulary.replacement import paid_for

if TYPE_CHECKING:
    from charter.core.clauses.financials.hourly import Hourly


class Counted(NamedTuple):
    """An entry as it counts: in which role, at which price of an hour, and which parts of it are charged."""

    entry: Worked
    clause: Hourly
    role: str
    price: Money
    counted: int
    parts: tuple[DearerPart, ...]
    agreed: str

    @property
    def charged(self) -> int:
        """The seconds that are charged."""
        return sum(part.seconds for part in self.parts)


class Month(NamedTuple):
    """The hours of one month, or of the part of it in which the engagement runs.

    `others` are the seconds that other orders charged under one cap before each line, and last after them all.
    """

    period: Period
    lines: tuple[Counted, ...]
    others: tuple[int, ...] = (0,)

    @property
    def charged(self) -> int:
        """The seconds that are charged under the cap, those of other orders too."""
        return self.others[-1] + sum(line.charged for line in self.lines)

    def reached(self, clause: Hourly) -> dt.date | None:
        """Give the day on which the share of the cap was used that calls for a warning; None while it is not."""
        if clause.alert is None or clause.cap is None:
            return None
        total, limit = 0, clause.alert.fraction * clause.cap.seconds
        for line, others in zip(self.lines, self.others, strict=False):
            if others + total >= limit:
                return None  # it was another order that reached it
            total += line.charged
            if others + total >= limit:
                return line.entry.on
        return None


def months(journal: Journal, past: Past[Hourly], deal: Deal) -> tuple[Month, ...]:
    """Count the hours of each month that has begun, in the order of their days; above the cap only with a yes.

    A cap that stands in a master is used up by all its orders; a yes to more is one to the work of its own order.
    """
    worked, more = paid_for(Worked, deal, journal), journal.of(AboveCap)
    return tuple(_month(month, worked, more, past, deal) for month in months_begun(deal))


def _month(
    month: Period, worked: tuple[Worked, ...], more: tuple[AboveCap, ...], past: Past[Hourly], deal: Deal
) -> Month:
    def theirs(journal: Journal) -> Iterator[Worked]:
        first = month.start
        return (one for one in journal.of(Worked) if (one.on.year, one.on.month) == (first.year, first.month))

    own = (entry for entry in worked if entry.on in month)
    cap = f"{past.kind.cite}.cap"
    lines: list[Counted] = []
    others, mine = [0], 0
    for entry, is_own in deal.beside.with_others(cap, own, theirs, attrgetter("on")):
        clause = past.at(entry.on)
        role = clause.role_of(entry, deal) if clause is not None else None
        if clause is None or role is None:
            continue
        counted = clause.rounded(entry.hours.seconds, on_site=entry.on_site)
        left = counted
        if clause.cap is not None:
            approved = _approved(more, month, entry.on, past, deal) if is_own else 0
            left = max(clause.cap.seconds + approved - mine - others[-1], 0)
        charged = min(counted, left)
        if not is_own:
            others[-1] += charged
            continue
        mine += charged
        others.append(others[-1])
        taken = tuple(_taken(split(entry, clause.surcharges, deal), charged))
        price = clause.price(role, entry.on, deal)
        lines.append(Counted(entry, clause, role, price, counted, taken, past.agreed(entry.on)))
    return Month(month, tuple(lines), tuple(others))


def _approved(more: tuple[AboveCap, ...], month: Period, day: dt.date, past: Past[Hourly], deal: Deal) -> int:
    """Give the seconds above the cap that were approved for the work of a day: each yes that counts, up to the most."""
    clause = past.at(day)
    if clause is None or clause.beyond is None:
        return 0
    given = (yes for yes in more if month.start <= yes.on <= day and yes.on in month)
    counting = (yes.hours.seconds for yes in given if clause.refuses(yes, deal) is None)
    return min(sum(counting), clause.beyond.hours.seconds)


def _taken(split: list[DearerPart], seconds: int) -> Iterator[DearerPart]:
    """Give the parts up to a time; what is more than they hold counts as the last of them."""
    for place, part in enumerate(split):
        here = seconds if place == len(split) - 1 else min(part.seconds, seconds)
        seconds -= here
        if here:
            yield DearerPart(part.surcharge, here)
