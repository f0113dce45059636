"""The one division that rounds, and splits whose parts sum to the whole.

>>> divided(5, 2), divided(-5, 2), divided(7, 3)
(3, -3, 2)
>>> cumulative(10000, (10, 10, 11))
(3226, 3226, 3548)
>>> split(100, (1, 1, 1))
(34, 33, 33)
"""

from __future__ import annotations

from collections.abc import Sequence


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


def cash(minor: int, step_minor: int) -> int:
    """Round an amount to coins that exist, HALF_UP: steps of 5 for Swiss francs.

    The difference is an amount of its own on an invoice (BT-114), never a changed line.

    >>> cash(2018, 5), cash(1001, 5)
    (2020, 1000)
    """
    return divided(minor, step_minor) * step_minor


def cumulative(minor: int, shares: Sequence[int], whole: int | None = None) -> tuple[int, ...]:
    """Cut an amount into consecutive parts by whole shares, such as days.

    What all parts up to any one come to is rounded, so that parts of the whole sum to the amount and none is off
    by more than a minor unit. `whole` is the sum of shares that the amount pays for; the shares given, unless said.

    Source: money.md, "Part periods".
    """
    of = sum(shares) if whole is None else whole
    parts, seen, given = [], 0, 0
    for share in shares:
        seen += share
        upto = divided(minor * seen, of)
        parts.append(upto - given)
        given = upto
    return tuple(parts)


def split(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount by weights above zero so that the parts sum to it exactly.

    Each part is rounded towards zero; what is left over goes, one minor unit each, to the largest remainders, the
    earlier first. Source: the largest remainder method (Hamilton, 1792). Raises ZeroDivisionError without weights.
    """
    sign = -1 if minor < 0 else 1
    whole = sum(weights)
    parts = [divmod(abs(minor) * weight, whole) for weight in weights]
    left = abs(minor) - sum(part for part, _ in parts)
    first = sorted(range(len(parts)), key=lambda at: -parts[at][1])[:left]
    return tuple(sign * (part + (at in first)) for at, (part, _) in enumerate(parts))
