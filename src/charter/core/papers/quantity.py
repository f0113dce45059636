"""The quantity and price of a line, from the inputs of its arithmetic: times each other they are its amount.

>>> of = Basis.read("hours(minor=21000, seconds=27000)")
>>> quantity(of, Money.parse("EUR 1575.00"))
Quantity(many=Decimal('7.5'), unit='h', code='HUR', price=Money(minor=21000, currency='EUR'))
>>> quantity(Basis.read("half_days(minor=120000, halves=7)"), Money.parse("EUR 4200.00"))[:3]
(Decimal('3.5'), 'd', 'DAY')
>>> quantity(Basis.read("part(minor=1200000, days=16, whole=31)"), Money.parse("EUR 6193.55")).many
Decimal('1')
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from charter.core.vocabulary.arithmetic.debts import DebtPiece
from charter.core.vocabulary.arithmetic.hours import HOUR, hundredths_of_hours
from charter.core.vocabulary.arithmetic.kernels import read_input
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.money import Money

_PLACES = Decimal("0.0001")


class Quantity(NamedTuple):
    """How many of what at which price; `code` is the unit's in EN 16931 (BT-130): HUR an hour, DAY, C62 one."""

    many: Decimal
    unit: str
    code: str
    price: Money


class _Counted(NamedTuple):
    """A count, what is counted, its code, and the price of one in minor units."""

    many: Decimal
    unit: str
    code: str
    minor: int


def quantity(basis: Basis, amount: Money) -> Quantity:
    """Give the quantity of a line; one of its whole amount where no count times a price makes that."""
    found = _counted(basis.kernel, {name: str(value) for name, value in basis.inputs})
    if found is not None:
        price = Money(found.minor, amount.currency)
        if price.times(found.many) == amount:
            return Quantity(found.many, found.unit, found.code, price)
    return Quantity(Decimal(1), "", "C62", amount)


def _counted(kernel: str, given: dict[str, str]) -> _Counted | None:
    """Read the count and the price of arithmetic that is a count times a price."""
    one = _single(given) if kernel == "expense" else None
    if one is not None:
        return _Counted(Decimal(one.days), "", "C62", one.minor)
    many = _many(kernel, given)
    minor = given.get("minor", "")
    return _Counted(*many, int(minor)) if many is not None and minor.isdigit() else None


def _many(kernel: str, given: dict[str, str]) -> tuple[Decimal, str, str] | None:
    """Give how many of what, and the code of it."""
    counted = next(
        (given[name] for name in ("seconds", "halves", "count") if given.get(name, "").isdigit()), None
    )
    if counted is None:
        return None
    match kernel:
        case "hours" | "hours_up_to":
            return (Decimal(counted) / HOUR).quantize(_PLACES).normalize(), "h", "HUR"
        case "hundredths":
            return Decimal(hundredths_of_hours(int(counted))) / 100, "h", "HUR"
        case "half_days":
            return Decimal(counted) / 2, "d", "DAY"
        case "times":
            return Decimal(counted), "", "C62"
        case _:
            return None


def _single(given: dict[str, str]) -> DebtPiece | None:
    """Give the only piece of an expense, such as kilometres at a price each; None where there are more."""
    pieces = [read_input(name, value) for name, value in given.items() if name.startswith("piece")]
    first = pieces[0] if len(pieces) == 1 else None
    return first if isinstance(first, DebtPiece) and first.minor > 0 < first.days else None
