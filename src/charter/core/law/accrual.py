"""How interest accrues on a debt: simple, day by day on what is unpaid, at an agreed rate or the law's.

The law pack gives the statutory rate: for the life of a debt where it is fixed at the start (UK), half-year by
half-year otherwise (EU, Germany). A half-year whose rate is not published yet is provisional: shown, never claimed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from charter.core.law.lookup import law, statutory_percent
from charter.core.law.rates import Entered
from charter.core.vocabulary.arithmetic.debts import DebtPiece, interest
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.ledger import Debt
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import Sentence, say_n


class Accrual(NamedTuple):
    """Interest accrued over a span, in pieces of one unpaid amount and one rate."""

    span: Span
    pieces: tuple[DebtPiece, ...]
    provisional: bool
    entered: tuple[Entered, ...] = ()
    """The published rates in it that were entered, since they are newer than the data."""

    @property
    def minor(self) -> int:
        """The interest in minor units, rounded once."""
        return self.basis(0).minor

    def basis(self, claimed: int) -> Basis:
        """Give the sum of the pieces, less what was claimed before."""
        return Basis.of(interest, **{f"piece{n}": p for n, p in enumerate(self.pieces, 1)}, claimed=claimed)

    @property
    def said(self) -> tuple[Sentence, ...]:
        """The rates and days in words: "19 days at 11.75 % a year"."""
        return tuple(
            say_n(
                "{n} day at {rate} % a year", "{n} days at {rate} % a year", piece.days, rate=_percent(piece)
            )
            for piece in self.pieces
        )


def _percent(piece: DebtPiece) -> str:
    return f"{float(piece.yearly * 100):.4g}"


def accrue(
    debt: Debt, span: Span, yearly: Fraction | None, code: str, entered: Sequence[Entered] = ()
) -> Accrual:
    """Accrue interest on what of a debt can bear it, over a span; `yearly` None takes the law's rate.

    `entered` are published rates newer than the data.

    Payments count on the day they come in, and within an invoice first for its principal (money.md, "Payments"): the
    part that bears interest. What may still be held back on the last day of the span bears none yet.
    """
    held = debt.held_back(span.until - DAY)
    cuts = {on + DAY for on, _ in debt.payments if span.start <= on < span.until - DAY}
    if yearly is None:
        cuts |= _half_years(span, code, debt)
    edges = sorted({span.start, *cuts, span.until})
    pieces, provisional, used = [], False, dict[Entered, None]()
    for start, until in pairwise(edges):
        unpaid = debt.principal - held - (debt.total - debt.open(start - DAY))
        if unpaid > 0 and until > start:
            law_says = _statutory(code, debt, span.start, start, entered)
            share, unsure, newer = law_says if yearly is None else (yearly, False, None)
            pieces.append(DebtPiece(unpaid, (until - start).days, share))
            provisional |= unsure
            used |= {newer: None} if newer else {}
    return Accrual(span, tuple(pieces), provisional, tuple(used))


def _half_years(span: Span, code: str, debt: Debt) -> set[dt.date]:
    rules = law(code).late_interest(debt.due)
    if rules is None or rules.mode == "fixed_at_start":
        return set()
    days = (
        dt.date(year, month, 1) for year in range(span.start.year, span.until.year + 1) for month in (1, 7)
    )
    return {day for day in days if span.start < day < span.until}


def _statutory(
    code: str, debt: Debt, starts: dt.date, day: dt.date, entered: Sequence[Entered]
) -> tuple[Fraction, bool, Entered | None]:
    """Give the law's rate on a day, as a share of one for a year, for a debt whose interest starts on another.

    The second value says whether it is provisional, the third is the entered rate that it rests on, if it does.
    """
    if law(code).late_interest(debt.due) is None:
        return Fraction(0), False, None
    rules = law(code).late_interest(starts)
    newer = rules.entered(starts, day, entered) if rules is not None else None
    percent, provisional, _ = statutory_percent(law(code), starts, day, entered)
    return Percent(percent).fraction, provisional, newer
