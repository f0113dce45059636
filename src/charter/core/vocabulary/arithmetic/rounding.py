"""The one division that rounds.

>>> divided(5, 2), divided(-5, 2), divided(7, 3)
(3, -3, 2)
"""

from __future__ import annotations


def divided(numerator: int, denominator: int) -> int:
    """Divide wholes HALF_UP: to the nearest, a tie away from zero.

    Source: the rounding of EN 16931 and of ISO 4217 practice (money.md, "Money").
    """
    sign = (numerator >= 0) * 2 - 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def above_zero(whole: int) -> int:
    """Give the whole where it is positive, and 0 elsewhere."""
    return (whole > 0) * whole


def lesser(one: int, other: int) -> int:
    """Give the smaller of two wholes."""
    return one - above_zero(one - other)
