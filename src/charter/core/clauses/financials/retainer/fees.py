"""The fees of a retainer: of each period, in its instalments and parts, of setting up, and of a minimum commitment."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from charter.core.clauses.financials.retainer.periods import MONTHS, instalments, paid
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.arithmetic.part_periods import days_upto, exactly, instalment, part, whole_days
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Period, Span, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer

_AMOUNT = Cite("financials.retainer.amount")
_FEE_OF = attrgetter("amount", "billed", "instalments")


def fees(period: Period, past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge one period, instalment by instalment and part by part as agreed and not paused.

    The parts round cumulatively, so that they sum to the fee of the period to the cent.
    """
    carried: Fraction | int = 0
    clause = past.at(period.start)
    for each in instalments(period, clause) if clause is not None else ():
        ahead = False
        for span, agreed, days, whole in paid(each, past, deal, by=_FEE_OF):
            in_advance = agreed.billed == "in advance"
            ahead = in_advance and (ahead or span.start == each.start)
            on = each.until if not in_advance else each.start if ahead else span.start
            number = clause.instalments if clause is not None else None
            basis = _basis(agreed.amount.minor, number, days, whole, carried)
            carried += exactly(agreed.amount.minor, days, whole * (number or 1))
            if on > deal.today:
                continue
            yield Charge(
                f"{_AMOUNT.clause}/{span.start}",
                _AMOUNT,
                on,
                basis.minor,
                agreed.amount.currency,
                _reads(span, days, whole),
                basis,
                Span(span.start, span.until),
                agreed=past.agreed(span.start),
            )


def _basis(minor: int, number: int | None, days: int, whole: int, carried: Fraction | int) -> Basis:
    if number is None:
        return Basis.of(part, minor=minor, days=days, whole=whole, carried=carried)
    return Basis.of(instalment, minor=minor, of=number, days=days, whole=whole, carried=carried)


def _reads(span: Span, days: int, whole: int) -> Sentence:
    if days == whole:
        return say("Retainer {first} to {last}", first=span.start, last=span.last_day)
    return say(
        "Retainer {first} to {last}, {days} of {whole} days",
        first=span.start, last=span.last_day, days=days, whole=whole,
    )  # fmt: skip


def setting_up(past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
    """Charge what setting up costs, once, on the first day."""
    clause = past.at(deal.starts)
    if (
        clause is not None
        and clause.set_up is not None
        and deal.runs(deal.starts)
        and deal.starts <= deal.today
    ):
        basis = Basis.of(times, minor=clause.set_up.minor, count=1)
        yield clause.charge(
            "set_up", "set_up", deal.starts, clause.set_up,
            reads=say("Setting up"), basis=basis, agreed=past.agreed(deal.starts),
        )  # fmt: skip


def rest_of_minimum(past: Past[Retainer], deal: Deal) -> Iterator[Charge]:
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
        f"{clause.cite}/minimum",
        Cite(f"{clause.cite}.minimum"),
        deal.ends,
        basis.minor,
        clause.amount.currency,
        say("Minimum commitment to {day}", day=until - DAY),
        basis,
        Span(deal.ends, until),
        (ended.name,),
        past.agreed(deal.ends),
    )
