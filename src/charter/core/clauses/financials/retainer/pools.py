"""The hours of a retainer: what each period includes, what is carried over, and what more of them costs."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from charter.core.clauses.financials.retainer.periods import billing_periods, paid
from charter.core.vocabulary.arithmetic.hours import hours
from charter.core.vocabulary.arithmetic.part_periods import exactly
from charter.core.vocabulary.burndown import Drawdown, Pool, draw_down
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Hours, Period, Span, Unit, add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer, Rollover

_MONTHLY = {Unit.MONTHS: 1, Unit.YEARS: 12}
_HOURS_OF = attrgetter("hours")
_NONE = Fraction(0)


def pools(journal: Journal, past: Past[Retainer], deal: Deal) -> list[tuple[Pool, Drawdown]]:
    """Each period's hours and how they were used, one after the other, with what is carried over."""
    pools: list[tuple[Pool, Drawdown]] = []
    worked = tuple(entry for entry in journal.of(Worked) if entry.role is None)
    carried: tuple[tuple[dt.date, int], ...] = ()
    days = [entry.on for entry in worked]
    for period in billing_periods(past, deal):
        drawn = worked[bisect_left(days, period.start) : bisect_left(days, period.until)]
        pool = Pool(Span(period.start, period.until), _included(period, past, deal), carried)
        clause = past.at(period.start)
        rollover = clause.rollover if clause is not None else None
        share = rollover.share.fraction if rollover else _NONE
        used = draw_down(pool, drawn, share)
        carried = (
            used.roll(pool, share, _lapse(rollover, period, clause, deal)) if clause and rollover else ()
        )
        pools.append((pool, used))
    return pools


def _lapse(rollover: Rollover, period: Period, clause: Retainer, deal: Deal) -> dt.date:
    """Give the first day on which hours carried out of a period no longer count.

    They last from the first day after the period: through all of March for a month after February, and as long as the
    next period where periods begin on a day that months do not have.
    """
    if rollover.expires.unit in _MONTHLY:
        months = rollover.expires.count * _MONTHLY[rollover.expires.unit]
        whole = period.until == period.whole.until
        return add_months(period.until, months, anchor_day=clause.first_day if whole else None)
    return deal.after(rollover.expires, period.last_day) + DAY


def _included(period: Period, past: Past[Retainer], deal: Deal) -> int:
    """Give the seconds included in a period: each part's hours in proportion to the days that are paid for."""
    parts = paid(period, past, deal, by=_HOURS_OF)
    return half_up(sum(exactly(clause.hours.seconds, days, whole) for _, clause, days, whole in parts))


def overage(cite: Cite, pool: Pool, used: Drawdown, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge hours beyond when the period is over or when they are learned, at the price and cap of their day.

    What was charged before in the period counts towards the cap of each day; a lowered one takes none of it back.
    """
    charged = 0
    sums: dict[tuple[dt.date, Money], tuple[int, tuple[Worked, ...]]] = {}
    for entry, seconds in used.beyond:
        then = past.at(entry.on)
        on = max(pool.span.until, entry.known)
        if then is None or then.overage is None or on > deal.today:
            continue
        billed = seconds if then.cap is None else min(seconds, max(then.cap.seconds - charged, 0))
        if billed:
            charged += billed
            before, entries = sums.get((on, then.overage), (0, ()))
            sums[on, then.overage] = before + billed, (*entries, entry)
    for (on, price), (seconds, entries) in sums.items():
        basis = Basis.of(hours, minor=price.minor, seconds=seconds)
        late = "" if on == pool.span.until else f"/{on}"
        yield Charge(
            f"{cite}/overage/{pool.span.start}{late}/{price.minor}",
            Cite(f"{cite}.overage"),
            on,
            basis.minor,
            price.currency,
            say("{hours} beyond the included, at {price}", hours=Hours(seconds), price=price),
            basis,
            pool.span,
            tuple(entry.name for entry in entries),
            past.agreed(max(entry.on for entry in entries)),
        )
