"""Debts: simple interest, the statutory rate, and fixed sums by the size of the debt.

EUR 10,000.00 at 11.75 % for 40 days, of which the first ten were owed in full and the rest by half:

>>> rate = Fraction(1175, 10000)
>>> interest(claimed=0, piece1=(1000000, 10, rate), piece2=(500000, 30, rate))
8048
>>> interest(claimed=3219, piece1=(1000000, 40, rate))
9658
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from charter.core.vocabulary.arithmetic.rounding import divided

YEAR = 365
"""Days of the year in which a yearly rate is counted (act/365)."""


class DebtPiece(NamedTuple):
    """Days with one unpaid amount (minor units) and one yearly rate (a share of one)."""

    minor: int
    days: int
    yearly: Fraction | int

    def __str__(self) -> str:
        return f"{self.minor}*{self.days}*{self.yearly}"


def interest(*, claimed: int, **pieces: tuple[int, int, Fraction | int]) -> int:
    """Give simple interest over times with an amount and a rate of their own, rounded once, less what was claimed.

    Source: money.md, "Interest": simple, Act/365.
    """
    of = lcm(*(yearly.denominator for _, _, yearly in pieces.values()))
    exact = sum(
        minor * days * (yearly.numerator * (of // yearly.denominator))
        for minor, days, yearly in pieces.values()
    )
    return divided(exact, of * YEAR) - claimed


def statutory_rate(reference: Decimal, margin: Decimal) -> Decimal:
    """Give the yearly rate in percent that a law makes of a reference rate and its margin; never below zero."""
    return max(reference + margin, Decimal(0))


class Tier(NamedTuple):
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
