"""What comes again under a clause: the days of a rhythm as agreed for each time, while the engagement runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Period, Rhythm, Span, periods
from charter.core.vocabulary.deal import Deal

_Kind = TypeVar("_Kind", bound=Clause)
_A_YEAR = dt.timedelta(days=366)
"""How far ahead a first day is looked for where no end is known."""


class Occasion(NamedTuple, Generic[_Kind]):
    """One time: its day by the rhythm, the business day to which that moves, and the clause as agreed then."""

    day: dt.date
    due: dt.date
    clause: _Kind


def occasions(
    past: Past[_Kind], deal: Deal, rhythm: Callable[[_Kind], Rhythm | None]
) -> Iterator[Occasion[_Kind]]:
    """Give each time until the engagement ends, or as far as anybody looks; none while work is stopped."""
    until = min(deal.ends or deal.horizon, deal.horizon)
    if until <= deal.starts:
        return
    for span, clause in past.parts(Span(deal.starts, until), by=lambda c: c):
        again = rhythm(clause) if clause is not None else None
        for day in again.occurrences(deal.starts, span.until) if again is not None else ():
            due = deal.rolled(day)
            stopped = any(due in pause for pause in deal.pauses)
            if clause is not None and day >= span.start and deal.runs(due) and not stopped:
                yield Occasion(day, due, clause)


def first_day(rhythm: Rhythm, deal: Deal) -> dt.date | None:
    """Give the first day of a rhythm, moved to a business day as agreed; None where the engagement has none."""
    days = rhythm.occurrences(deal.starts, deal.ends or deal.starts + _A_YEAR)
    return next((deal.rolled(day) for day in days), None)


def months_begun(deal: Deal) -> tuple[Period, ...]:
    """Give the calendar months of the engagement that have begun; one that is cut short ends with it."""
    until = min(deal.ends or deal.today + DAY, deal.today + DAY)
    if until <= deal.starts:
        return ()
    whole = deal.ends if deal.ends is not None else until + 31 * DAY
    return tuple(month for month in periods(deal.starts, 1, 1, whole) if month.start < until)
