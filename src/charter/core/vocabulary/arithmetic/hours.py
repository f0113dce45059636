"""Hours: their rounding, what they come to in money, and what of them is carried on. Times are in seconds.

>>> to_step(420, 600, "up"), to_step(420, 600, "down"), to_step(420, 600, "nearest")
(600, 0, 600)
>>> hours(minor=15000, seconds=123), hundredths(minor=15000, seconds=123)
(513, 450)
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from charter.core.vocabulary.arithmetic.rounding import divided, lesser

RoundingWay = Literal["up", "down", "nearest"]
HOUR = 3600


def to_step(seconds: int, step: int, way: RoundingWay) -> int:
    """Round a whole time to a step in seconds; a step of 0 leaves it. A tie goes up.

    Source: the modes of Kimai and Invoice Ninja (tests/core/oracles).
    """
    if not step:
        return seconds
    if way == "up":
        return -(-seconds // step) * step
    if way == "down":
        return seconds // step * step
    return divided(seconds, step) * step


def hours(*, minor: int, seconds: int) -> int:
    """Give the amount of some time at a price an hour, from the exact seconds, HALF_UP.

    Source: money.md, "Hourly"; agrees with Kimai (tests/core/oracles).
    """
    return divided(minor * seconds, HOUR)


def hours_up_to(*, minor: int, seconds: int, most: int) -> int:
    """Give the amount of some time at a price an hour, from the exact seconds, HALF_UP, and never more than a limit.

    >>> hours_up_to(minor=10000, seconds=7200, most=30000), hours_up_to(minor=10000, seconds=14400, most=30000)
    (20000, 30000)
    """
    return lesser(divided(minor * seconds, HOUR), most)


def hours_of(*, minor: int, seconds: int, of: int) -> int:
    """Give the part of the price of a block of hours for some of its time, from the exact seconds, HALF_UP.

    >>> hours_of(minor=-640000, seconds=9000, of=144000)
    -40000
    """
    return divided(minor * seconds, of)


def hundredths(*, minor: int, seconds: int) -> int:
    """Give the amount of some time from its hours to two decimals: what the invoice shows multiplies out.

    Source: money.md, "Hourly"; agrees with Kimai's decimal calculator (tests/core/oracles).
    """
    return divided(minor * hundredths_of_hours(seconds), 100)


def hundredths_of_hours(seconds: int) -> int:
    """Give hours to two decimals, HALF_UP, as a whole number of hundredths: 59 seconds are 0.02 hours, so 2."""
    return divided(seconds, HOUR // 100)


def rolled_over(included: int, unused: int, share: Fraction) -> int:
    """Give what passes to the next period: a share of the included time, HALF_UP, at most what was unused. Wholes.

    Source: money.md, "Retainer"; the share is rounded to the second as the hours of part periods are.

    >>> rolled_over(230400, 36000, Fraction(1, 4)), rolled_over(230400, 90000, Fraction(1, 4))
    (36000, 57600)
    """
    return lesser(unused, divided(included * share.numerator, share.denominator))
