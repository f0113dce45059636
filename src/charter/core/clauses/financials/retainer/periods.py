"""The periods of a retainer: how they cut the engagement, and the days in them for which a fee runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.vocabulary.arithmetic.part_periods import days_upto, whole_days
from charter.core.vocabulary.clause import Past, Version
from charter.core.vocabulary.dates import DAY, Period, Span, periods
from charter.core.vocabulary.deal import Deal

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
SHAPE = attrgetter("period", "first_day")
"""What cuts the engagement into periods."""


def stepped(past: Past[Retainer], deal: Deal) -> Past[Retainer]:
    """Give the same history in which each later fee counts as agreed from its day on."""
    if not any(version.clause and version.clause.later for version in past.versions):
        return past
    ends = (*(version.since for version in past.versions[1:]), dt.date.max)
    found: list[Version[Retainer]] = []
    for version, until in zip(past.versions, ends, strict=True):
        clause = version.clause
        later = clause.later_days(deal) if clause is not None else ()
        days = (version.since, *(day for day in later if version.since < day < until))
        found += [
            Version(day, clause.on(day, deal) if clause is not None else None, version.agreed) for day in days
        ]
    return Past(tuple(found), past.kind)


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


def instalments(period: Period, clause: Retainer) -> tuple[Period, ...]:
    """Cut a period into the equal parts in which its fee is charged, each a whole of its own.

    The second half of a month begins fifteen days after the first.
    """
    if clause.instalments is None:
        return (period,)
    months = periods(period.whole.start, 1, clause.first_day, period.whole.until)
    halves = [day for month in months for day in (month.start, month.start + _HALF)]
    edges = (*halves[:: len(halves) // clause.instalments], period.whole.until)
    inside = ((whole, whole.overlap(period)) for whole in starmap(Span, pairwise(edges)))
    return tuple(Period(part.start, part.until, whole) for whole, part in inside if part is not None)


_HALF = 15 * DAY


class PaidPart(NamedTuple):
    """A part of a period with one version of the clause, and its days for which a fee runs, of those of the whole."""

    span: Span
    clause: Retainer
    days: int
    whole: int


def paid(
    period: Period,
    past: Past[Retainer],
    deal: Deal,
    by: Callable[[Retainer], Hashable],
    unpaid: tuple[Span, ...] | None = None,
) -> Iterator[PaidPart]:
    """Cut a period where what `by` reads is amended; a part without a day for which a fee runs is left out.

    `unpaid` are the days for which none runs (left out: those of the engagement).
    """
    counted = deal.ruled(period.start).part_months
    whole = whole_days(period, counted)

    def days_of(span: Span) -> int:
        return days_upto(period, span.until, counted) - days_upto(period, span.start, counted)

    without = deal.unpaid if unpaid is None else unpaid
    for span, clause in past.parts(period, by):
        days = days_of(span)
        if without:
            days -= sum(days_of(cut) for cut in map(span.overlap, without) if cut is not None)
        if clause is not None and days > 0:
            yield PaidPart(span, clause, days, whole)


# ── periods that are cut short ─────────────────────────────────────────────────────────────────


class Shortening(NamedTuple):
    """Days for which no fee runs in a period, and the last day on which nobody reckoned with that."""

    last: dt.date
    span: Span


def shortenings(period: Period, deal: Deal) -> tuple[Shortening, ...]:
    """Give what cuts a period short after it was agreed, in the order in which it was learned.

    The end counts from the day after its notice arrived, a suspension from its first day. An end that was agreed from
    the first, as that of the term, was always known.
    """
    if not deal.unpaid and period.until != deal.ends:
        return ()
    found = []
    last_day = Span(deal.ends - DAY, deal.ends) if deal.ends is not None else None
    for span in deal.unpaid:
        cut = span.overlap(period)
        if cut is not None:
            ending = last_day is not None and cut.start == last_day.start
            found.append(Shortening(_told(deal) if ending else cut.start - DAY, cut))
    if deal.ends is not None and period.until == deal.ends < period.whole.until:
        found.append(Shortening(_told(deal), Span(deal.ends, period.whole.until)))
    return tuple(sorted(found, key=attrgetter("last")))


def _told(deal: Deal) -> dt.date:
    """Give the day on which the end became known; the first of all days where it was agreed from the first."""
    ended = deal.ended
    if ended is None or (ended.deemed and ended.told is None):
        return dt.date.min
    return ended.told or ended.known
