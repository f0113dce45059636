"""A charge: an amount earned or given back, under which clause, because of what, with its arithmetic.

A charge keeps the inputs of its arithmetic (`Basis`), so that anyone can run the sum again and get the same
cents. Charges are append-only: what is learned later is a charge of its own (facts and billing see to that).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.money import half_up


class Basis(NamedTuple):
    """How an amount came about: the name of a kernel, and its inputs by name, written out.

    >>> Basis("prorate", (("minor", "1200000"), ("days", "16"), ("whole", "31"))).shown
    'prorate(minor=1200000, days=16, whole=31)'
    """

    kernel: str
    inputs: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The sum as it can be read in a log."""
        return f"{self.kernel}({', '.join(f'{name}={value}' for name, value in self.inputs)})"

    @classmethod
    def read(cls, shown: str) -> Basis:
        """Read what `shown` wrote.

        >>> Basis.read("times(minor=5, count=2)").inputs
        (('minor', '5'), ('count', '2'))
        """
        kernel, _, rest = shown.removesuffix(")").partition("(")
        return cls(kernel, tuple(_pair(pair) for pair in rest.split(", ") if pair))

    @property
    def minor(self) -> int:
        """The amount again, from the inputs alone, in minor units."""
        inputs = dict(self.inputs)
        if self.kernel == "interest":
            pieces = [value.split("*") for name, value in self.inputs if name.startswith("piece")]
            exact = sum((int(m) * int(days) * Fraction(rate) / 365 for m, days, rate in pieces), Fraction(0))
            return half_up(exact) - int(inputs["claimed"])
        return _KERNELS[self.kernel](**{name: Fraction(value) for name, value in self.inputs})


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _part(minor: Fraction, days: Fraction, whole: Fraction, carried: Fraction) -> int:
    return half_up(carried + minor * days / whole) - half_up(carried)


_KERNELS: dict[str, Callable[..., int]] = {
    "part": _part,
    "share": lambda minor, before, share: half_up(minor * (before + share)) - half_up(minor * before),
    "times": lambda minor, count: half_up(minor * count),
    "hours": lambda minor, seconds: half_up(minor * seconds / 3600),
    "correction": lambda now, was: half_up(now - was),
}
"""Every arithmetic a charge can rest on, with the inputs it names."""


class Charge(NamedTuple):
    """One charge.

    `id` is stable: `clause/what[/date]`, with `@date` added when it corrects what was charged before. `on` is
    the day it arises, `minor` the amount in minor units of `currency` (negative: given back), `reads` the line
    people see, `span` the time it pays for, `entries` the names of the entries behind it, `agreed` where the terms
    were agreed: "agreement", or "amendment 2".
    """

    id: str
    cite: Cite
    on: dt.date
    minor: int
    currency: str
    reads: str
    basis: Basis
    span: Span | None = None
    entries: tuple[str, ...] = ()
    agreed: str = "agreement"
