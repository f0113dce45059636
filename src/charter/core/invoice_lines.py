"""What stands on an invoice: a line for each charge, and the tax of each rate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from charter.core.facts import Facts
from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.billed import INTEREST, Billed, Taxed
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.stated import Tax, Taxing


def line(charge: Charge) -> Billed:
    """Give the line of an invoice that a charge becomes, with the days that it pays for."""
    span = charge.span
    return Billed(
        charge=charge.id,
        reads=str(charge.reads),
        amount=Money(charge.minor, charge.currency),
        basis=charge.basis.shown,
        agreed=charge.agreed,
        first=span.start if span is not None else None,
        last=_supplied(charge),
    )


def taxed(found: Facts, of: Iterable[Charge]) -> Iterator[Taxed]:
    """Give the tax of some charges, rate by rate: on the sum of what bears it, rounded once.

    The rate is that of the last day that a charge pays for, or on which it was earned. Interest and fixed sums for late
    payment are no price of anything, and bear none.
    """
    sums: dict[Tax, int] = {}
    currency = ""
    for charge in of:
        day, currency = _supplied(charge), charge.currency
        clause = None if charge.id.startswith(INTEREST) else found.at(Taxing, day)
        how = clause.tax(day, found.deal) if clause is not None else None
        if how is not None:
            sums[how] = sums.get(how, 0) + charge.minor
    for how, minor in sums.items():
        owed = tax(minor=minor, rate=how.rate.fraction)
        yield Taxed(
            reads=str(how.reads), rate=how.rate, net=Money(minor, currency), tax=Money(owed, currency)
        )


def _supplied(charge: Charge) -> dt.date:
    return charge.span.last_day if charge.span is not None else charge.on
