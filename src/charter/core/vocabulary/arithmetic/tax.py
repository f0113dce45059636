"""Lines, discounts and tax: every figure of an invoice, by the rules of EN 16931-1.

>>> lines = (Taxed(100000, "S", Decimal(19)), Taxed(33333, "S", Decimal(19)), Taxed(5000, "E", Decimal(0)))
>>> sums = totals(lines)
>>> sums.net, sums.tax, sums.gross, sums.payable
(138333, 25333, 163666, 163666)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charter.core.vocabulary.arithmetic.rounding import divided, split


def line(quantity: Fraction | Decimal, price: Fraction | Decimal) -> int:
    """Give quantity times price, HALF_UP to the minor unit. The price is in minor units and may have parts of one.

    Source: EN 16931-1, BT-131.

    >>> line(Decimal(25), Decimal("33.3"))
    833
    """
    exact = Fraction(quantity) * Fraction(price)
    return divided(exact.numerator, exact.denominator)


def tax_on(minor: int, percent: Decimal) -> int:
    """Give the tax on a whole amount at a rate in percent, HALF_UP. Source: EN 16931-1, BR-CO-17.

    >>> tax_on(69622, Decimal(25))
    17406
    """
    rate = Fraction(percent) / 100
    return divided(minor * rate.numerator, rate.denominator)


def discounted(minor: int, percent: Decimal) -> int:
    """Give an amount less a percentage of it; the discount is rounded, and the rest is what remains."""
    return minor - tax_on(minor, percent)


@dataclass(frozen=True, slots=True)
class Taxed:
    """An amount with its VAT category (UNTDID 5305) and rate in percent; below zero for an allowance."""

    minor: int
    category: str
    percent: Decimal


def tax_by_category(amounts: Iterable[Taxed]) -> dict[tuple[str, Decimal], tuple[int, int]]:
    """Give the base and the tax of each category and rate: round(sum x rate), never a sum of rounded taxes.

    Source: EN 16931-1, BG-23 with BR-CO-14 and BR-CO-17.
    """
    bases: dict[tuple[str, Decimal], int] = {}
    for amount in amounts:
        key = amount.category, amount.percent
        bases[key] = bases.get(key, 0) + amount.minor
    return {key: (base, tax_on(base, key[1])) for key, base in bases.items()}


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document in minor units, named as in EN 16931-1, BG-22."""

    lines: int
    """BT-106: the sum of the lines."""
    net: int
    """BT-109: the lines less allowances plus charges of the document."""
    tax: int
    """BT-110."""
    gross: int
    """BT-112: net and tax."""
    payable: int
    """BT-115: gross less what was prepaid, plus the rounding to cash."""


def totals(
    lines: Iterable[Taxed], document: Iterable[Taxed] = (), prepaid: int = 0, cash_rounding: int = 0
) -> Totals:
    """Sum an invoice. `document` holds its charges, and its allowances below zero, spread over categories before.

    Source: EN 16931-1, BR-CO-10 to BR-CO-16.
    """
    listed, besides = tuple(lines), tuple(document)
    of_lines = sum(amount.minor for amount in listed)
    net = of_lines + sum(amount.minor for amount in besides)
    tax = sum(tax for _, tax in tax_by_category(listed + besides).values())
    return Totals(of_lines, net, tax, net + tax, net + tax - prepaid + cash_rounding)


def spread(discount: int, lines: tuple[Taxed, ...]) -> tuple[Taxed, ...]:
    """Spread a discount on the document over its lines before tax; the parts sum to it. Lines are above zero.

    Source: money.md, "Tax"; agrees with Lago's coupons (tests/core/oracles).

    >>> [part.minor for part in spread(1000, (Taxed(10000, "S", Decimal(10)), Taxed(5000, "E", Decimal(0))))]
    [-667, -333]
    """
    parts = split(discount, [amount.minor for amount in lines])
    return tuple(
        Taxed(-part, amount.category, amount.percent) for part, amount in zip(parts, lines, strict=True)
    )
