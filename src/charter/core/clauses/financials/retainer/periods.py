"""The periods of a retainer: how they cut the engagement, and the days in them for which a fee runs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.vocabulary.arithmetic.part_periods import days_upto, whole_days
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Period, Span, periods
from charter.core.vocabulary.deal import Deal

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.clauses.financials.retainer import Retainer

MONTHS = {"month": 1, "quarter": 3, "year": 12}
SHAPE = attrgetter("period", "first_day")
"""What cuts the engagement into periods."""


def billing_periods(past: Past[Retainer], deal: Deal) -> Iterator[Period]:
    """Cut the engagement into billing periods, as far as they have begun; an amendment of their shape cuts them too."""
    until = deal.ends if deal.ends is not None else deal.today + 800 * DAY
    if until <= deal.starts:
        return
    for span, clause in past.parts(Span(deal.starts, until), by=SHAPE):
        for period in grid(span, clause, deal.starts) if clause is not None else ():
            if period.start > deal.today:
                break
            yield period


def grid(span: Span, clause: Retainer, starts: dt.date) -> Iterator[Period]:
    """Give the periods of a span, counted from the month of the start, whenever they were agreed."""
    for period in periods(starts, MONTHS[clause.period], clause.first_day, span.until):
        if period.until > span.start:
            yield period if period.start >= span.start else Period(span.start, period.until, period.whole)


class PaidPart(NamedTuple):
    """A part of a period with one version of the clause, and its days for which a fee runs, of those of the whole."""

    span: Span
    clause: Retainer
    days: int
    whole: int


def paid(
    period: Period, past: Past[Retainer], deal: Deal, by: Callable[[Retainer], Hashable]
) -> Iterator[PaidPart]:
    """Cut a period where what `by` reads is amended; a part without a day for which a fee runs is left out."""
    counted = deal.ruled(period.start).part_months
    whole = whole_days(period, counted)

    def days_of(span: Span) -> int:
        return days_upto(period, span.until, counted) - days_upto(period, span.start, counted)

    for span, clause in past.parts(period, by):
        days = days_of(span)
        if deal.unpaid:
            days -= sum(days_of(cut) for cut in map(span.overlap, deal.unpaid) if cut is not None)
        if clause is not None and days > 0:
            yield PaidPart(span, clause, days, whole)
