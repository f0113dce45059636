"""The fees of a retainer: of each period, in its instalments and parts, of setting up, and of a minimum commitment."""

from __future__ import annotations

import datetime as dt
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
from charter.core.vocabulary.fee_owed import FeeOwed
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer

_WHOLE = Fraction(1)
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
    until, ended = _minimum_until(clause, deal), deal.ended
    if clause is None or ended is None or deal.ends is None or until is None or deal.ends > deal.today:
        return
    basis = _fee_of(Span(deal.ends, until), clause, deal)
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


def _minimum_until(clause: Retainer | None, deal: Deal) -> dt.date | None:
    """Give the first day after the minimum commitment where the client left earlier for its convenience, else None."""
    ended = deal.ended
    if clause is None or clause.minimum is None or ended is None or ended.ended_by is not Side.CLIENT:
        return None
    until = deal.through(clause.minimum, deal.starts)
    return until if ended.on < until else None


def owed_after_end(past: Past[Retainer], deal: Deal, journal: Journal) -> Iterator[Charge]:
    """Charge what other clauses say is still owed of the fee for days after the end, at the price of the last day.

    Days that the minimum commitment pays for are not paid for twice.
    """
    clause = past.at(deal.ends - DAY) if deal.ends else None
    minimum = _minimum_until(clause, deal)
    for owed in journal.of(FeeOwed) if clause is not None else ():
        first = max(owed.since, minimum) if minimum is not None else owed.since
        if clause is None or owed.on > deal.today or owed.until <= first:
            continue
        basis, last = _fee_of(Span(first, owed.until), clause, deal, owed.share.fraction), owed.until - DAY
        yield Charge(
            f"{clause.cite}/owed/{owed.term}", _AMOUNT, owed.on, basis.minor, clause.amount.currency,
            say("{share} of the retainer {first} to {last}, after the end", share=owed.share, first=first, last=last),
            basis, Span(first, owed.until), (owed.name,), past.agreed(owed.since - DAY),
        )  # fmt: skip


def _fee_of(span: Span, clause: Retainer, deal: Deal, share: Fraction = _WHOLE) -> Basis:
    """Count a share of the fee for days after the end, period by period by its days, HALF_UP once."""
    total = Fraction(0)
    for period in periods(deal.starts, MONTHS[clause.period], clause.first_day, span.until):
        rest = period.overlap(span)
        if rest is not None:
            counted = deal.ruled(period.start).part_months
            cut = Period(rest.start, rest.until, period.whole)
            days = days_upto(cut, cut.until, counted)
            total += exactly(clause.amount.minor, days, whole_days(cut, counted))
    total *= share
    return Basis.of(part, minor=1, days=total.numerator, whole=total.denominator, carried=0)
