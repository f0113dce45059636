"""Hours: their rounding, what they come to in money, and how included hours are used up. Times are in seconds.

>>> to_step(420, 600, "up"), to_step(420, 600, "down"), to_step(420, 600, "nearest")
(600, 0, 600)
>>> hourly(15000, 123), hourly_in_hundredths(15000, 123)
(513, 450)
>>> included_first(5, (3, 4))
((3, 0), (2, 2))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from charter.core.vocabulary.arithmetic.rounding import divided, lesser

Way = Literal["up", "down", "nearest"]
HOUR = 3600


def to_step(seconds: int, step: int, way: Way) -> int:
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


def rounded_entry(
    begin: int, end: int, *, at_begin: tuple[int, Way], at_end: tuple[int, Way], duration: tuple[int, Way]
) -> int:
    """Give the seconds of an entry whose begin, end and duration are each rounded to a step, in this order.

    Begin and end are seconds of the day. Source: Kimai's rounding rules (tests/core/oracles).
    """
    return to_step(to_step(end, *at_end) - to_step(begin, *at_begin), *duration)


def hundredths_of_hours(seconds: int) -> int:
    """Give hours to two decimals, HALF_UP, as a whole number of hundredths: 59 seconds are 0.02 hours, so 2."""
    return divided(seconds, HOUR // 100)


def hourly(rate: int, seconds: int) -> int:
    """Give the amount of some time at a rate an hour, from the exact seconds, rounded once. Both are wholes."""
    return divided(rate * seconds, HOUR)


def hourly_in_hundredths(rate: int, seconds: int) -> int:
    """Give the amount of some time from its hours to two decimals: what the invoice shows multiplies out."""
    return divided(rate * hundredths_of_hours(seconds), 100)


def included_first(included: int, worked: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Split each entry, in the order of its date, into what is included and what is over.

    The entry that crosses the limit is split; so what is over are the last hours, at the rate of their day.
    Source: money.md, "Retainer".
    """
    found, left = [], included
    for seconds in worked:
        covered = lesser(left, seconds)
        left = left - covered
        found.append((covered, seconds - covered))
    return tuple(found)


def draw(pools: Sequence[int], wanted: int) -> tuple[tuple[int, ...], int]:
    """Use up pools in their order; give what is taken from each, and what none could cover.

    Rolled-over hours come first, the oldest of them before the others, the period's own last.

    >>> draw((5, 10, 40), 30)
    ((5, 10, 15), 0)
    """
    taken = []
    for pool in pools:
        part = lesser(pool, wanted)
        wanted = wanted - part
        taken.append(part)
    return tuple(taken), wanted


def rolled_over(included: int, unused: int, share: Fraction) -> int:
    """Give what passes to the next period: a share of the included time, at most what was unused. Wholes.

    >>> rolled_over(230400, 36000, Fraction(1, 4)), rolled_over(230400, 90000, Fraction(1, 4))
    (36000, 57600)
    """
    return lesser(unused, divided(included * share.numerator, share.denominator))


def running_balance(target: int, worked: Iterable[int]) -> tuple[int, ...]:
    """Carry the difference to a target from period to period: below zero, hours are owed.

    Source: Kimai's working-time contracts (tests/core/oracles).

    >>> running_balance(30, (10, 40, 40, 0))
    (-20, -10, 0, -30)
    """
    return tuple(accumulate(seconds - target for seconds in worked))
