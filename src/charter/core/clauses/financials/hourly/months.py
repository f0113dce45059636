"""The hours of each month: rounded entry by entry, split by the clock, and charged up to the cap.

Rounding, a minimum and a cap add or take away time at the end of an entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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
    """The hours of one month, or of the part of it in which the engagement runs."""

    period: Period
    lines: tuple[Counted, ...]

    def reached(self, clause: Hourly) -> dt.date | None:
        """Give the day on which the share of the cap was used that calls for a warning; None while it is not."""
        if clause.alert is None or clause.cap is None:
            return None
        total, limit = 0, clause.alert.fraction * clause.cap.seconds
        for line in self.lines:
            total += line.charged
            if total >= limit:
                return line.entry.on
        return None


def months(journal: Journal, past: Past[Hourly], deal: Deal) -> tuple[Month, ...]:
    """Count the hours of each month that has begun, in the order of their days; above the cap only with a yes."""
    begun = months_begun(deal)
    worked, more = journal.of(Worked), journal.of(AboveCap)
    return tuple(Month(month, tuple(_counted(month, worked, more, past, deal))) for month in begun)


def _counted(
    month: Period, worked: tuple[Worked, ...], more: tuple[AboveCap, ...], past: Past[Hourly], deal: Deal
) -> Iterator[Counted]:
    before = 0
    for entry in (entry for entry in worked if entry.on in month):
        clause = past.at(entry.on)
        role = clause.role_of(entry, deal) if clause is not None else None
        if clause is None or role is None:
            continue
        counted = clause.rounded(entry.hours.seconds, on_site=entry.on_site)
        left = counted
        if clause.cap is not None:
            left = max(clause.cap.seconds + _approved(more, month, entry.on, past, deal) - before, 0)
        charged = min(counted, left)
        before += charged
        taken = tuple(_taken(split(entry, clause.surcharges, deal), charged))
        price = clause.price(role, entry.on, deal)
        yield Counted(entry, clause, role, price, counted, taken, past.agreed(entry.on))


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
