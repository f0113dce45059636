"""The retainer: a fee for each period, the hours it includes, and what more of them cost.

The fee is charged for each part of a period as agreed for that part; parts round cumulatively, so that they sum
to the whole to the cent. Hours draw on what was carried over (oldest first), then on the period's own; the rest
settles when the period is over (`hours.settle`).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from operator import attrgetter
from typing import Literal, NamedTuple, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.hours import hours
from charter.core.vocabulary.arithmetic.part_periods import days_upto, exactly, part, whole_days
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.burndown import Burn, Pool, burn
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Duration, Hours, Period, Span, Unit, add_months, periods, shown
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.party import Form, Side
from charter.core.vocabulary.stated import ByPeriod, Currency, IncludesHours, Usage
from charter.core.vocabulary.term import Terms

MONTHS = {"month": 1, "quarter": 3, "year": 12}
MONTHLY = {Unit.MONTHS: 1, Unit.YEARS: 12}


class Rollover(Terms):
    """How unused hours are carried on."""

    share: Share = Field(description="The most that is carried on, of the included hours.", examples=["25 %"])
    expires: Duration = Field(description="How long they last after their period.", examples=["1 month"])


class Retainer(Clause):
    """A fee for each period with hours included."""

    pays = True
    entries = (Worked,)

    amount: Money = Field(description="The fee for a whole period.", examples=["EUR 12000.00"])
    period: Literal["month", "quarter", "year"] = Field(description="How long a period is.")
    first_day: int = Field(1, ge=1, le=31, description="The day of the month on which a period begins.")
    billed: Literal["in advance", "in arrears"] = Field(
        description="Charged when the period begins, or ends."
    )
    hours: Hours = Field(description="The hours included in a whole period.", examples=["64 hours"])
    minimum: Duration | None = Field(
        None, description="The minimum commitment from the start, whose fees the client owes in any case."
    )
    rollover: Rollover | None = Field(None, description="What happens to unused hours; left out: they lapse.")
    overage: Money | None = Field(
        None, description="The price of an hour beyond; left out: none is charged.", examples=["EUR 210.00"]
    )
    alert: Share | None = Field(None, description="At what share of the hours to warn.", examples=["80 %"])
    cap: Hours | None = Field(
        None, description="The most hours beyond that are charged in a period.", examples=["16 hours"]
    )

    def states(self) -> Iterator[object]:
        """State the currency of the fee, that it includes hours, and is invoiced by the period."""
        yield Currency(self.amount.currency)
        yield IncludesHours()
        yield ByPeriod()

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each period's fee, hours beyond, and the rest of the minimum commitment."""
        for period in _periods(past, deal):
            yield from _fees(period, past, deal)
        for pool, used in journal.fold(_pools, past, deal):
            if used.beyond:
                yield from _overage(cls.cite, pool, used, past, deal)
        yield from _minimum(cls.cite, past, deal)

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """The day itself, or that on which the period began which it cuts and which may be paid for in advance."""
        if since <= starts:
            return dt.date.min
        span, clause = past.parts(Span(starts, since), by=_SHAPE)[-1]
        if clause is None:
            return since
        *_, last = _grid(span, clause, starts)
        return last.start if last.until < last.whole.until else since

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a period's hours is used."""
        for pool, used in journal.fold(_pools, past, deal):
            clause = past.at(pool.span.start)
            on = clause and clause.alert and used.reached(clause.alert.fraction, pool)
            if clause and on:
                name = f"{cls.cite}/alert/{pool.span.start}"
                yield Duty(
                    name,
                    Cite(f"{cls.cite}.alert"),
                    Force.MUST,
                    Side.CONSULTANT,
                    Side.CLIENT,
                    f"Tell the client that {clause.alert} of the hours since {shown(pool.span.start)} are used",
                    deal.business(on, 1),
                    on,
                    meets=(("kind", "reminded"), ("of", name)),
                    met=journal.reminded(name),
                )

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the hours of the period of a day stand."""
        for pool, used in journal.fold(_pools, past, deal):
            if day in pool.span:
                stand = used.stand(pool)
                yield Usage(cls.cite, pool.span.start, pool.span.until, stand.whole, stand.used, stand.beyond)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours beyond that nobody prices, caps or announces, and a fee for nothing."""
        if self.overage is not None and self.cap is None:
            yield Finding(
                "CH-FIN-010",
                Level.ADVICE,
                f"{self.cite}.cap",
                "Hours beyond the included ones are charged without a limit.",
                "Agree a cap; above it nothing is charged without a change order.",
                mend=(
                    Change(
                        f"{self.cite}.cap", None, str(Hours(self.hours.seconds // 4 // 3600 * 3600 or 3600))
                    ),
                ),
            )
        if self.overage is None and self.cap is not None:
            yield Finding(
                "CH-FIN-011",
                Level.WARNING,
                f"{self.cite}.overage",
                "There is a cap on hours beyond, but no price for them, so none is ever charged.",
                "Agree the price of an hour beyond, or leave the cap out.",
            )
        if self.alert is None and self.hours:
            yield Finding(
                "CH-FIN-012",
                Level.ADVICE,
                f"{self.cite}.alert",
                "Nobody is told before the hours run out.",
                "Agree an alert.",
                mend=(Change(f"{self.cite}.alert", None, "80 %"),),
            )
        if not self.amount and self.hours:
            yield Finding(
                "CH-FIN-013",
                Level.WARNING,
                f"{self.cite}.amount",
                f"{self.hours} a {self.period} for {deal.currency} 0: is that meant?",
                "Agree the fee.",
            )
        yield from self._odd(deal)

    def _odd(self, deal: Deal) -> Iterator[Finding]:
        """Find more hours than people work, and an hour beyond that costs many times an included one."""
        months, alone = MONTHS[self.period], deal.consultant.form is not Form.COMPANY
        for name, each in (("hours", self.hours), ("cap", self.cap)):
            if each is not None and each.seconds > months * _A_WORKING_MONTH.seconds:
                never = alone and each.seconds > months * _A_WHOLE_MONTH.seconds
                yield Finding(
                    "CH-FIN-014",
                    Level.ERROR if never else Level.WARNING,
                    f"{self.cite}.{name}",
                    f"{each} a {self.period} are more than "
                    + ("a month has for one person." if never else "one person works."),
                    "Agree hours that can be worked, or name how many people work them.",
                )
        if self.overage and self.amount and self.hours:
            included = self.amount.times(Fraction(3600, self.hours.seconds))
            if self.overage.minor > _TIMES * included.minor:
                yield Finding(
                    "CH-FIN-015",
                    Level.WARNING,
                    f"{self.cite}.overage",
                    f"An hour beyond costs {self.overage.shown()}, an included one {included.shown()}: is that meant?",
                    "Agree a price nearer to that of the hours included.",
                )


_A_WORKING_MONTH, _A_WHOLE_MONTH = Hours.parse("250 hours"), Hours.parse("744 hours")
_TIMES = 5
"""From how many times the price of an included hour one beyond looks like a slip."""


# ── periods and fees ───────────────────────────────────────────────────────────────────────────


def _periods(past: Past[Retainer], deal: Deal) -> Iterator[Period]:
    """Cut the engagement into billing periods, as far as they have begun; an amendment of their shape cuts them too."""
    until = deal.ends if deal.ends is not None else deal.today + 800 * DAY
    if until <= deal.starts:
        return
    for span, clause in past.parts(Span(deal.starts, until), by=_SHAPE):
        for period in _grid(span, clause, deal.starts) if clause is not None else ():
            if period.start > deal.today:
                break
            yield period


def _grid(span: Span, clause: Retainer, starts: dt.date) -> Iterator[Period]:
    """Give the periods of a span, counted from the month of the start, whenever they were agreed."""
    for period in periods(starts, MONTHS[clause.period], clause.first_day, span.until):
        if period.until > span.start:
            yield period if period.start >= span.start else Period(span.start, period.until, period.whole)


class _Paid(NamedTuple):
    """A part of a period with one version of the clause, and its days for which a fee runs, of those of the whole."""

    span: Span
    clause: Retainer
    days: int
    whole: int


def _paid(
    period: Period, past: Past[Retainer], deal: Deal, by: Callable[[Retainer], Hashable]
) -> Iterator[_Paid]:
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
            yield _Paid(span, clause, days, whole)


def _fees(period: Period, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge one period, part by part as agreed and not paused; parts round cumulatively."""
    carried: Fraction | int = 0
    ahead = False
    for span, clause, days, whole in _paid(period, past, deal, by=_FEE_OF):
        in_advance = clause.billed == "in advance"
        ahead = in_advance and (ahead or span.start == period.start)
        on = period.until if not in_advance else period.start if ahead else span.start
        fee = clause.amount
        basis = Basis.of(part, minor=fee.minor, days=days, whole=whole, carried=carried)
        carried += exactly(fee.minor, days, whole)
        if on > deal.today:
            continue
        yield Charge(
            f"{Retainer.cite}/{span.start}",
            _AMOUNT,
            on,
            basis.minor,
            fee.currency,
            _reads(span, days, whole),
            basis,
            Span(span.start, span.until),
            agreed=past.agreed(span.start),
        )


_AMOUNT = Cite("financials.retainer.amount")
_FEE_OF = attrgetter("amount", "billed")
_HOURS_OF = attrgetter("hours")
_SHAPE = attrgetter("period", "first_day")
_NONE = Fraction(0)


def _reads(span: Span, days: int, whole: int) -> str:
    part = "" if days == whole else f", {days} of {whole} days"
    return f"Retainer {shown(span.start)} to {shown(span.last_day)}{part}"


def _minimum(cite: Cite, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge what is left of the minimum commitment when the client ends earlier for its convenience."""
    clause = past.at(deal.ends - DAY) if deal.ends else None
    if deal.ends is None or clause is None or clause.minimum is None or deal.ends > deal.today:
        return
    ended = deal.ended
    until = deal.through(clause.minimum, deal.starts)
    if ended is None or ended.ended_by is not Side.CLIENT or until <= deal.ends:
        return
    total = Fraction(0)
    for period in periods(deal.starts, MONTHS[clause.period], clause.first_day, until):
        rest = period.overlap(Span(deal.ends, until))
        if rest is not None:
            counted = deal.ruled(period.start).part_months
            cut = Period(rest.start, rest.until, period.whole)
            days = days_upto(cut, cut.until, counted)
            total += exactly(clause.amount.minor, days, whole_days(cut, counted))
    basis = Basis.of(part, minor=1, days=total.numerator, whole=total.denominator, carried=0)
    yield Charge(
        f"{cite}/minimum",
        Cite(f"{cite}.minimum"),
        deal.ends,
        basis.minor,
        clause.amount.currency,
        f"Minimum commitment to {shown(until - DAY)}",
        basis,
        Span(deal.ends, until),
        (ended.name,),
        past.agreed(deal.ends),
    )


# ── hours ──────────────────────────────────────────────────────────────────────────────────────


def _pools(journal: Journal, past: Past[Retainer], deal: Deal) -> list[tuple[Pool, Burn]]:
    """Each period's hours and how they were used, one after the other, with what is carried over."""
    pools: list[tuple[Pool, Burn]] = []
    worked = tuple(entry for entry in journal.of(Worked) if entry.role is None)
    carried: tuple[tuple[dt.date, int], ...] = ()
    days = [entry.on for entry in worked]
    for period in _periods(past, deal):
        drawn = worked[bisect_left(days, period.start) : bisect_left(days, period.until)]
        pool = Pool(Span(period.start, period.until), _included(period, past, deal), carried)
        clause = past.at(period.start)
        rollover = clause.rollover if clause is not None else None
        share = rollover.share.fraction if rollover else _NONE
        used = burn(pool, drawn, share)
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
    if rollover.expires.unit in MONTHLY:
        months = rollover.expires.count * MONTHLY[rollover.expires.unit]
        whole = period.until == period.whole.until
        return add_months(period.until, months, anchor_day=clause.first_day if whole else None)
    return deal.after(rollover.expires, period.last_day) + DAY


def _included(period: Period, past: Past[Retainer], deal: Deal) -> int:
    """Give the seconds included in a period: each part's hours in proportion to the days that are paid for."""
    parts = _paid(period, past, deal, by=_HOURS_OF)
    return half_up(sum(exactly(clause.hours.seconds, days, whole) for _, clause, days, whole in parts))


def _overage(cite: Cite, pool: Pool, used: Burn, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
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
            f"{Hours(seconds).shown()} beyond the included, at {price.shown()}",
            basis,
            pool.span,
            tuple(entry.name for entry in entries),
            past.agreed(max(entry.on for entry in entries)),
        )
