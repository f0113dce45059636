"""The quantity and price of a line, from the inputs of its arithmetic: times each other they are its amount.

>>> of = Basis.read("hours(minor=21000, seconds=27000)")
>>> quantity(of, Money.parse("EUR 1575.00"))
Quantity(many=Decimal('7.5'), unit='h', code='HUR', price=Money(minor=21000, currency='EUR'))
>>> quantity(Basis.read("part(minor=1200000, days=16, whole=31)"), Money.parse("EUR 6193.55")).many
Decimal('1')
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from charter.core.vocabulary.arithmetic.hours import HOUR, hundredths_of_hours
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.money import Money

_PLACES = Decimal("0.0001")


class Quantity(NamedTuple):
    """How many of what at which price; `code` is the unit's in EN 16931 (BT-130): HUR an hour, C62 one."""

    many: Decimal
    unit: str
    code: str
    price: Money


def quantity(basis: Basis, amount: Money) -> Quantity:
    """Give the quantity of a line; one of its whole amount where no count times a price makes that."""
    given = {name: str(value) for name, value in basis.inputs}
    price = Money(int(given["minor"]), amount.currency) if given.get("minor", "").isdigit() else amount
    counted = _counted(basis.kernel, given)
    if counted is not None and price.times(counted[0]) == amount:
        return Quantity(*counted, price)
    return Quantity(Decimal(1), "", "C62", amount)


def _counted(kernel: str, given: dict[str, str]) -> tuple[Decimal, str, str] | None:
    seconds = given.get("seconds", "")
    if kernel in {"hours", "hours_up_to"} and seconds.isdigit():
        return (Decimal(seconds) / HOUR).quantize(_PLACES).normalize(), "h", "HUR"
    if kernel == "hundredths" and seconds.isdigit():
        return Decimal(hundredths_of_hours(int(seconds))) / 100, "h", "HUR"
    if kernel == "times" and given.get("count", "").isdigit():
        return Decimal(given["count"]), "", "C62"
    return None
