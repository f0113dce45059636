"""Part periods: what a fee comes to for some of the days it is paid for.

A retainer of EUR 12,000.00 from 19 May until 1 June, by the days of May and by months of thirty days:

>>> start, until = dt.date(2026, 5, 19), dt.date(2026, 6, 1)
>>> prorate(1200000, (until - start).days, 31)
503226
>>> prorate(1200000, days_fixed_month(start, until, 30), 30)
480000
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import Decimal
from typing import Literal

from charter.core.vocabulary.arithmetic.rounding import above_zero, divided
from charter.core.vocabulary.dates import Period, add_months, periods

_SCALE = 9


def prorate(minor: int, days: int, whole_days: int) -> int:
    """Give the part of a fee for some days of its whole billing period, HALF_UP. All three are wholes.

    Source: money.md, "Part periods"; agrees with Kill Bill, Lago and Stripe (tests/core/oracles).
    """
    return divided(minor * days, whole_days)


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


def days_of(period: Period, part_months: Literal["actual", "fixed 30"], months: int = 1) -> tuple[int, int]:
    """Count the days of a billing period and of the whole one it is cut from, as the agreement counts them.

    `months` is the length of the whole period.
    """
    if part_months == "actual" or not period.is_part:
        return period.days, period.whole.days
    return days_fixed_month(period.start, period.until), 30 * months


def fraction(days: int, whole_days: int) -> Decimal:
    """Give days of whole days as a decimal fraction at scale 9, HALF_UP, to be shown beside a sum.

    >>> fraction(8, 30)
    Decimal('0.266666667')
    """
    return Decimal(divided(days * 10**_SCALE, whole_days)).scaleb(-_SCALE)


def cycles(
    start: dt.date, until: dt.date | None, target: dt.date, *, months: int, day_of_month: int
) -> Decimal:
    """Count the billing periods that begin on or before `target`, parts as fractions at scale 9.

    This is how often a fee in advance has been billed by that day. Source: Kill Bill's in-advance proration tests.
    """
    ends = until or add_months(target, 2 * months)
    begun = [p for p in periods(start, months, day_of_month, ends) if p.start <= target]
    return sum((fraction(p.days, p.whole.days) for p in begun), Decimal(0))


def true_up(minimum: int, used: int, days: int, whole_days: int) -> int:
    """Give what is missing to the minimum of a part period, or 0. All four are wholes, amounts in minor units.

    Source: Lago's minimum commitments (tests/core/oracles).

    >>> true_up(1000, 800, 25, 28)
    93
    """
    return above_zero(prorate(minimum, days, whole_days) - used)


def changed(before: int, after: int, days_left: int, whole_days: int) -> tuple[int, int]:
    """Give credit (below zero) and debit when a fee paid in advance changes in mid-period.

    Both are rounded by themselves, as each is a line of its own. Source: Stripe's proration (tests/core/oracles).

    >>> changed(1000, 2000, 15, 30)
    (-500, 1000)
    """
    return -prorate(before, days_left, whole_days), prorate(after, days_left, whole_days)
