"""From one currency into another: what all lines of one charge come to is rounded, not each line by itself.

A charge of EUR 100.00 at USD 1.0847, of which EUR 33.33 are credited later: what is left is EUR 66.67, or USD 72.32.

>>> rate = Fraction(10847, 10000)
>>> converted(minor=10000, before=0, rate=rate), converted(minor=-3333, before=10000, rate=rate)
(10847, -3615)
>>> converted(minor=6667, before=0, rate=rate)
7232
"""

from __future__ import annotations

from fractions import Fraction

from charter.core.vocabulary.arithmetic.rounding import divided


def converted(*, minor: int, before: int, rate: Fraction) -> int:
    """Convert an amount of minor units, HALF_UP, together with what was converted before of the same charge.

    `rate` is what one minor unit is worth in minor units of the other currency. So a charge that is credited whole
    comes to nothing in either currency, and what stands of it is off by half a minor unit at most.
    """
    return _rounded(before + minor, rate) - _rounded(before, rate)


def _rounded(minor: int, rate: Fraction) -> int:
    return divided(minor * rate.numerator, rate.denominator)
