"""The hours of a retainer: what each period includes, what is carried over, and what more of them costs."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.retainer.approval import approved
from charter.core.clauses.financials.retainer.periods import billing_periods, paid, shortenings, stepped
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
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.replacement import paid_for
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer
    from charter.core.clauses.financials.retainer.terms import Rollover

_MONTHLY = {Unit.MONTHS: 1, Unit.YEARS: 12}
_HOURS_OF = attrgetter("hours")
_NONE = Fraction(0)


class HoursOfPeriod(NamedTuple):
    """The hours of a period, how they were used, and which share of the period is paid for: for work up to a day.

    `shares` are those before the period was cut short, in order, then the one that is left.
    """

    pool: Pool
    used: Drawdown
    shares: tuple[tuple[dt.date, Fraction | int], ...]

    def share(self, day: dt.date) -> Fraction | int:
        """Give the share of the period that counts for work of a day."""
        return next(share for last, share in self.shares if day <= last)


def pools(journal: Journal, past: Past[Retainer], deal: Deal) -> list[HoursOfPeriod]:
    """Each period's hours and how they were used, one after the other, with what is carried over."""
    past = stepped(past, deal)
    pools: list[HoursOfPeriod] = []
    paid = paid_for(Worked, deal, journal)
    worked = tuple(entry for entry in paid if (then := past.at(entry.on)) is not None and then.draws(entry))
    carried: tuple[tuple[dt.date, int], ...] = ()
    days = [entry.on for entry in worked]
    for period in billing_periods(past, deal):
        drawn = worked[bisect_left(days, period.start) : bisect_left(days, period.until)]
        *before, (_, included, _) = included_at_first = tuple(_included(period, past, deal))
        until = tuple((last, seconds) for last, seconds, _ in before)
        pool = Pool(Span(period.start, period.until), included, carried, until)
        clause = past.at(period.start)
        rollover = clause.rollover if clause is not None else None
        share = rollover.share.fraction if rollover else _NONE
        used = draw_down(pool, drawn, share)
        carried = (
            used.roll(pool, share, _lapse(rollover, period, clause, deal)) if clause and rollover else ()
        )
        pools.append(HoursOfPeriod(pool, used, tuple((last, of) for last, _, of in included_at_first)))
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


def _included(
    period: Period, past: Past[Retainer], deal: Deal
) -> Iterator[tuple[dt.date, int, Fraction | int]]:
    """Give the seconds included in a period, and the share of it that is paid for, for work up to a day.

    Each part has its hours in proportion to the days that are paid for. Before it is known that a period is cut short,
    the days cut off count too.
    """
    cuts, whole = shortenings(period, deal), period
    if cuts:
        until = max(period.until, *(cut.span.until for cut in cuts))
        whole = Period(period.start, until, period.whole)
    for place in range(len(cuts) + 1):
        last = cuts[place].last if place < len(cuts) else dt.date.max
        if last < period.start:
            continue
        known = tuple(cut.span for cut in cuts[:place])
        parts = tuple(paid(whole, past, deal, _HOURS_OF, known))
        seconds = half_up(
            sum(exactly(c.hours.seconds if c.hours else 0, days, of) for _, c, days, of in parts)
        )
        yield last, seconds, sum(exactly(1, days, of) for _, _, days, of in parts)


# ── further hours ──────────────────────────────────────────────────────────────────────────────


def overage(
    cite: Cite, period: HoursOfPeriod, past: Past[Retainer], deal: Deal, journal: Journal
) -> Iterator[Charge]:
    """Charge hours beyond when the period is over or when they are learned, at the price of their day."""
    pool = period.pool
    sums: dict[tuple[dt.date, Money], tuple[int, tuple[Worked, ...]]] = {}
    for each in further(period, past, deal, journal):
        on = max(pool.span.until, each.entry.known)
        if each.charged and on <= deal.today:
            before, entries = sums.get((on, each.price), (0, ()))
            sums[on, each.price] = before + each.charged, (*entries, each.entry)
    for (on, price), (seconds, entries) in sums.items():
        basis = Basis.of(hours, minor=price.minor, seconds=seconds)
        late = "" if on == pool.span.until else f"/{on}"
        yield Charge(
            f"{cite}/overage/{pool.span.start}{late}/{price.minor}",
            Cite(f"{cite}.overage"),
            on,
            basis.minor,
            price.currency,
            say(
                "{hours} beyond the included of {span}, at {price}",
                hours=Hours(seconds), span=pool.span, price=price,
            ),
            basis,
            pool.span,
            tuple(entry.name for entry in entries),
            past.agreed(max(entry.on for entry in entries)),
        )  # fmt: skip


class Further(NamedTuple):
    """What of an entry goes beyond, in seconds: what the cap lets through, what of that is charged, at what price."""

    entry: Worked
    within: int
    charged: int
    price: Money


def further(period: HoursOfPeriod, past: Past[Retainer], deal: Deal, journal: Journal) -> Iterator[Further]:
    """Give the hours beyond that have a price: charged where they were approved before the work, if that is agreed.

    What was charged before in the period counts towards the cap of each day; a lowered one takes none of it back. The
    cap is that of the days for which the period is paid.
    """
    charged = of_a_yes = 0
    for entry, seconds in period.used.beyond:
        then = past.at(entry.on)
        if then is None or then.overage is None:
            continue
        within = seconds
        if then.cap is not None:
            within = max(min(within, half_up(then.cap.seconds * period.share(entry.on)) - charged), 0)
        paid_for = within
        if then.approved_by:
            yes = approved(journal, period.pool.span, entry.on, past, deal) - of_a_yes
            paid_for = max(min(within, yes), 0)
            of_a_yes += paid_for
        charged += paid_for
        yield Further(entry, within, paid_for, then.overage)


# ── hours that were kept ───────────────────────────────────────────────────────────────────────


def kept(periods: list[HoursOfPeriod], past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Give back the price of kept hours that are left when it ends on the consultant's account, where agreed."""
    ended, clause = deal.ended, past.at(deal.ends - DAY) if deal.ends is not None else None
    rollover = clause.rollover if clause is not None else None
    if ended is None or clause is None or rollover is None or not periods or ended.on > deal.today:
        return
    left = sum(seconds for day, seconds in periods[-1].used.carried_left if day >= ended.on)
    price = clause.included_hour
    if rollover.consultant_leaves == "credited" and ended.on_account_of is Side.CONSULTANT and left and price:
        basis = Basis.of(hours, minor=-price.minor, seconds=left)
        yield clause.charge(
            "kept", "rollover.consultant_leaves", ended.on, Money(basis.minor, price.currency),
            reads=say("Credit for {hours} kept and not used, at {price}", hours=Hours(left), price=price),
            basis=basis, entries=(ended.name,), agreed=past.agreed(ended.on - DAY),
        )  # fmt: skip
