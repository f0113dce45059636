"""Part periods: the days they have, and what a fee comes to for some of the days it is paid for.

A retainer of EUR 12,000.00 from 19 May until 1 June, by the days of May and by months of thirty days:

>>> start, until = dt.date(2026, 5, 19), dt.date(2026, 6, 1)
>>> part(minor=1200000, days=(until - start).days, whole=31)
503226
>>> part(minor=1200000, days=days_fixed_month(start, until, 30), whole=30)
480000

May in three parts, each rounded together with those before, comes to the fee to the cent:

>>> first, rest = 10000, exactly(10000, 10, 31)
>>> part(minor=10000, days=10, whole=31), part(minor=10000, days=10, whole=31, carried=rest)
(3226, 3226)
>>> part(minor=10000, days=11, whole=31, carried=rest + rest)
3548
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from fractions import Fraction
from typing import Literal

from charter.core.vocabulary.arithmetic.rounding import divided
from charter.core.vocabulary.dates.span import Period

PartMonths = Literal["actual", "fixed 30"]
"""How the days of a part period are counted: as the calendar has them, or as if every month had thirty."""


def part(*, minor: int, days: int, whole: int, carried: Fraction | int = 0) -> int:
    """Give the part of an amount for some days of its whole billing period, HALF_UP.

    `carried` is what the parts before it come to exactly (see `exactly`): what all parts up to any one come to is
    rounded, so that the parts of a whole sum to the amount, and none is off by more than a minor unit.

    Source: money.md, "Part periods"; agrees with Kill Bill, Lago and Stripe (tests/core/oracles).
    """
    before, of = carried.numerator, carried.denominator
    return divided(before * whole + minor * days * of, whole * of) - divided(before, of)


def instalment(*, minor: int, of: int, days: int, whole: int, carried: Fraction | int = 0) -> int:
    """Give one of so many equal parts of an amount, or the part of it for some days of its whole, HALF_UP.

    `carried` is what the parts before it come to exactly, as in `part`: all of them sum to the amount.

    >>> [instalment(minor=100, of=3, days=1, whole=1, carried=Fraction(100 * n, 3)) for n in range(3)]
    [33, 34, 33]
    """
    return part(minor=minor, days=days, whole=whole * of, carried=carried)


def share(*, minor: int, before: Fraction | int, share: Fraction | int) -> int:
    """Give a share of a whole, HALF_UP, rounded together with the shares before it, so that all sum to the whole.

    >>> [share(minor=100, before=Fraction(n, 3), share=Fraction(1, 3)) for n in range(3)]
    [33, 34, 33]
    """
    upto = before + share
    return divided(minor * upto.numerator, upto.denominator) - divided(
        minor * before.numerator, before.denominator
    )


def parts(*, minor: int, left: int, of: int) -> int:
    """Give what is left of an amount when only some of its equal parts are owed, HALF_UP.

    >>> parts(minor=960000, left=2, of=3)
    640000
    """
    return divided(minor * left, of)


def exactly(minor: int, days: int, whole: int) -> Fraction | int:
    """Give the part of an amount for some days of its whole period before it is rounded."""
    return minor if days == whole else Fraction(minor * days, whole)


def days_fixed_month(start: dt.date, until: dt.date, days_in_month: int = 30) -> int:
    """Count the days of [start, until) as if every month had the same number of days.

    For each month end crossed, the actual days are corrected by what that month has above or below. The 31st
    alone therefore counts nothing, and the last day of a short February three.

    Source: Kill Bill's fixed-days proration, which corrects the start month; here each month that is crossed.
    """
    days, year, month = (until - start).days, start.year, start.month
    while (year, month) < (until.year, until.month):
        days -= monthrange(year, month)[1] - days_in_month
        year, month = year + month // 12, month % 12 + 1
    return max(0, days)


def whole_days(period: Period, part_months: PartMonths) -> int:
    """Count the days of the whole period that a period is, or is cut from."""
    whole = period.whole
    if part_months == "actual":
        return (whole.until - whole.start).days
    return 30 * ((whole.until.year - whole.start.year) * 12 + whole.until.month - whole.start.month)


def days_upto(period: Period, day: dt.date, part_months: PartMonths) -> int:
    """Count the days from the start of a period to a day in it; of one that is no part, all days to its end."""
    if part_months == "actual":
        return (day - period.start).days
    whole = whole_days(period, part_months)
    if day == period.until and not period.is_part:
        return whole
    return min(days_fixed_month(period.start, day), whole)
