"""The retainer: a fee for each period, the hours it includes, and what more of them cost.

The fee is charged for each part of a period as agreed for that part; parts round cumulatively, so that they sum
to the whole to the cent. Hours draw on what was carried over (oldest first), then on the period's own; the rest
settles when the period is over (`hours.settle`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.financials.retainer.periods import MONTHS, SHAPE, billing_periods, grid, paid
from charter.core.clauses.financials.retainer.pools import overage, pools
from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.arithmetic.part_periods import days_upto, exactly, part, whole_days
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Duration, Hours, Period, Span, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Reminded, Worked
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Form, Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import ByPeriod, Currency, IncludesHours, Price, Usage
from charter.core.vocabulary.term import Terms


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

    def prices(self) -> Iterator[Price]:
        """Give the fee of a period, the price of an hour beyond with the most of it, and the minimum commitment."""
        fee = say("{fee} a {period}", fee=self.amount, period=self.period)
        whole = say("{fee}, with {hours}", fee=fee, hours=self.hours) if self.hours else fee
        yield Price(Cite(f"{self.cite}.amount"), say("Retainer"), whole, whole)
        if self.overage is not None:
            most = self.overage.times(Fraction(self.cap.seconds, HOUR)) if self.cap is not None else None
            yield Price(
                Cite(f"{self.cite}.overage"),
                say("Each further hour"),
                say("{price}", price=self.overage),
                say("{sum} a {period}", sum=most, period=self.period) if most is not None else None,
            )
        if self.minimum is not None:
            whole = say("the fees of {time}", time=self.minimum)
            yield Price(Cite(f"{self.cite}.minimum"), say("Minimum commitment"), whole, whole)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each period's fee, hours beyond, and the rest of the minimum commitment."""
        for period in billing_periods(past, deal):
            yield from _fees(period, past, deal)
        for pool, used in journal.fold(pools, past, deal):
            if used.beyond:
                yield from overage(cls.cite, pool, used, past, deal)
        yield from _minimum(cls.cite, past, deal)

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """The day itself, or that on which the period began which it cuts and which may be paid for in advance."""
        if since <= starts:
            return dt.date.min
        span, clause = past.parts(Span(starts, since), by=SHAPE)[-1]
        if clause is None:
            return since
        *_, last = grid(span, clause, starts)
        return last.start if last.until < last.whole.until else since

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a period's hours is used."""
        for pool, used in journal.fold(pools, past, deal):
            clause = past.at(pool.span.start)
            alert = clause.alert if clause is not None else None
            on = used.reached(alert.fraction, pool) if alert is not None else None
            if alert is not None and on is not None:
                key = f"alert/{pool.span.start}"
                yield cls.must(
                    key,
                    Side.CONSULTANT,
                    say(
                        "Tell the client that {share} of the hours since {day} are used",
                        share=alert, day=pool.span.start,
                    ),
                    deal.business(on, 1),
                    on,
                    field="alert",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"),
                    met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the hours of the period of a day stand."""
        for pool, used in journal.fold(pools, past, deal):
            if day in pool.span:
                stand = used.usage(pool)
                yield Usage(cls.cite, pool.span.start, pool.span.until, stand.whole, stand.used, stand.beyond)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours beyond that nobody prices, caps or announces, and a fee for nothing."""
        if self.overage is not None and self.cap is None:
            yield self.finding(
                "CH-FIN-010",
                Level.ADVICE,
                "cap",
                say("Hours beyond the included ones are charged without a limit."),
                say("Agree a cap; above it nothing is charged without a change order."),
                to=str(Hours(self.hours.seconds // 4 // 3600 * 3600 or 3600)),
            )
        if self.overage is None and self.cap is not None:
            yield self.finding(
                "CH-FIN-011",
                Level.WARNING,
                "overage",
                say("There is a cap on hours beyond, but no price for them, so none is ever charged."),
                say("Agree the price of an hour beyond, or leave the cap out."),
            )
        if self.alert is None and self.hours:
            yield self.finding(
                "CH-FIN-012",
                Level.ADVICE,
                "alert",
                say("Nobody is told before the hours run out."),
                say("Agree an alert."),
                to="80 %",
            )
        if not self.amount and self.hours:
            yield self.finding(
                "CH-FIN-013",
                Level.WARNING,
                "amount",
                say(
                    "{hours} a {period} for {currency} 0: is that meant?",
                    hours=self.hours,
                    period=self.period,
                    currency=deal.currency,
                ),
                say("Agree the fee."),
            )
        yield from self._odd(deal)

    def _odd(self, deal: Deal) -> Iterator[Finding]:
        """Find more hours than people work, and an hour beyond that costs many times an included one."""
        months, alone = MONTHS[self.period], deal.consultant.form is not Form.COMPANY
        for name, each in (("hours", self.hours), ("cap", self.cap)):
            if each is not None and each.seconds > months * _A_WORKING_MONTH.seconds:
                never = alone and each.seconds > months * _A_WHOLE_MONTH.seconds
                yield self.finding(
                    "CH-FIN-014",
                    Level.ERROR if never else Level.WARNING,
                    f"{name}",
                    f"{each} a {self.period} are more than "
                    + ("a month has for one person." if never else "one person works."),
                    say("Agree hours that can be worked, or name how many people work them."),
                )
        if self.overage and self.amount and self.hours:
            included = self.amount.times(Fraction(3600, self.hours.seconds))
            if self.overage.minor > _TIMES * included.minor:
                yield self.finding(
                    "CH-FIN-015",
                    Level.WARNING,
                    "overage",
                    say(
                        "An hour beyond costs {overage}, an included one {included}: is that meant?",
                        overage=self.overage,
                        included=included,
                    ),
                    say("Agree a price nearer to that of the hours included."),
                )


_A_WORKING_MONTH, _A_WHOLE_MONTH = Hours.parse("250 hours"), Hours.parse("744 hours")
_TIMES = 5
"""From how many times the price of an included hour one beyond looks like a slip."""


# ── fees ───────────────────────────────────────────────────────────────────────────────────────


def _fees(period: Period, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge one period, part by part as agreed and not paused; parts round cumulatively."""
    carried: Fraction | int = 0
    ahead = False
    for span, clause, days, whole in paid(period, past, deal, by=_FEE_OF):
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


def _reads(span: Span, days: int, whole: int) -> Sentence:
    if days == whole:
        return say("Retainer {first} to {last}", first=span.start, last=span.last_day)
    return say(
        "Retainer {first} to {last}, {days} of {whole} days",
        first=span.start, last=span.last_day, days=days, whole=whole,
    )  # fmt: skip


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
        say("Minimum commitment to {day}", day=until - DAY),
        basis,
        Span(deal.ends, until),
        (ended.name,),
        past.agreed(deal.ends),
    )
