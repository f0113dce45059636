"""Debts: simple interest, fixed sums by the size of the debt, fees, and money held against money owed.

EUR 10,000.00 at 11.75 % for 40 days, exact and with the daily figure rounded first:

>>> interest(1000000, Fraction(1175, 10000), 40), interest_by_day(1000000, Fraction(1175, 10000), 40)
(12877, 12880)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from charter.core.vocabulary.arithmetic.rounding import divided, lesser
from charter.core.vocabulary.dates.span import Span

DayCount = Literal["act/365", "act/360", "act/act", "30/360"]


def interest(minor: int, rate: Fraction, days: int, year: int = 365) -> int:
    """Give simple interest for some days at a yearly rate (a share of one), rounded once. Wholes, but the rate.

    Source: money.md, "Interest": Act/365 unless the clause says otherwise.
    """
    return divided(minor * days * rate.numerator, year * rate.denominator)


def interest_by_day(minor: int, rate: Fraction, days: int, year: int = 365) -> int:
    """Give simple interest with the daily figure rounded to the minor unit first (`daily_rounding = "daily"`)."""
    return interest(minor, rate, 1, year) * days


def interest_over(minor: int, pieces: Iterable[tuple[Fraction, Fraction]]) -> int:
    """Give simple interest over times with rates of their own, rounded once.

    Each piece is a yearly rate (a share of one) and a time in years, from `years`: a rate that changes every
    half-year has a piece for each.
    """
    exact = sum((rate * time for rate, time in pieces), Fraction(0))
    return divided(minor * exact.numerator, exact.denominator)


def years(span: Span, day_count: DayCount) -> Fraction:
    """Measure a span in years.

    act/365 and act/360 divide the days, act/act the days of each calendar year by its length, and 30/360 counts
    months of thirty days (European: the 31st is the 30th). Source: ISDA 2006 definitions, section 4.16.

    >>> years(Span(dt.date(2024, 12, 31), dt.date(2025, 1, 2)), "act/act")
    Fraction(731, 133590)
    """
    start, until = span.start, span.until
    match day_count:
        case "act/365":
            return Fraction(span.days, 365)
        case "act/360":
            return Fraction(span.days, 360)
        case "30/360":
            days = min(until.day, 30) - min(start.day, 30)
            return Fraction(360 * (until.year - start.year) + 30 * (until.month - start.month) + days, 360)
        case _:
            return sum((_of_year(span, year) for year in range(start.year, until.year + 1)), Fraction(0))


def _of_year(span: Span, year: int) -> Fraction:
    whole = Span(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    part = span.overlap(whole)
    return Fraction(part.days, whole.days) if part else Fraction(0)


def statutory_rate(reference: Decimal, margin: Decimal) -> Decimal:
    """Give the yearly rate in percent that a law makes of a reference rate and its margin; never below zero."""
    return max(reference + margin, Decimal(0))


@dataclass(frozen=True, slots=True)
class Tier:
    """A fixed sum for debts up to a size, in minor units; the last tier has no bound.

    `inclusive` says whether a debt of exactly the bound is still in the tier.
    """

    total: int
    bound: int | None = None
    inclusive: bool = False


def fixed_sum(debt: int, tiers: Sequence[Tier]) -> int:
    """Give the fixed sum for a whole debt, tiers from the smallest; nothing for no debt.

    Source: UK Late Payment of Commercial Debts (Interest) Act 1998, s. 5A (below 1,000, below 10,000); Irish
    S.I. 580/2012 (up to and with the bound); Directive 2011/7/EU, art. 6 (one sum).

    >>> uk = (Tier(4000, 100000), Tier(7000, 1000000), Tier(10000))
    >>> fixed_sum(99999, uk), fixed_sum(100000, uk), fixed_sum(1000000, uk), fixed_sum(0, uk)
    (4000, 7000, 10000, 0)
    """
    found = tiers[-1].total
    for lower, upper in pairwise(tiers):
        bound = 0 if lower.bound is None else lower.bound + lower.inclusive
        found = found - (debt < bound) * (upper.total - lower.total)
    return (debt > 0) * found


def late_fee(balance: int, flat: int, percent: Decimal) -> int:
    """Give the fee of one reminder: a flat sum and a percentage of the balance, in minor units.

    Source: Invoice Ninja's reminder fees (tests/core/oracles).

    >>> late_fee(100000, 1000, Decimal("1.5"))
    2500
    """
    rate = Fraction(percent) / 100
    return flat + divided(balance * rate.numerator, rate.denominator)


def drawn(held: int, owed: int) -> tuple[int, int]:
    """Set money held against money owed; give what is still owed, and what is still held. Wholes.

    Source: Harvest's retainers (tests/core/oracles): a deposit is a liability until it is drawn down.

    >>> drawn(500000, 200000)
    (0, 300000)
    """
    used = lesser(held, owed)
    return owed - used, held - used
