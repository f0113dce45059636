"""Tax on a sum.

>>> tax(minor=2323900, rate=Fraction(19, 100)), tax(minor=-250, rate=Fraction(1, 5))
(441541, -50)
"""

from __future__ import annotations

from fractions import Fraction

from charter.core.vocabulary.arithmetic.rounding import divided


def tax(*, minor: int, rate: Fraction) -> int:
    """Give the tax on the sum of all lines of one rate, HALF_UP: counted once an invoice, never line by line.

    Source: EN 16931, BR-CO-17: the tax of a category is its taxable amount times the rate, rounded to two decimals.
    """
    return divided(minor * rate.numerator, rate.denominator)
