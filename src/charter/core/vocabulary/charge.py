"""A charge: an amount earned or given back, under which clause, because of what, with its arithmetic.

A charge keeps the inputs of its arithmetic (`Basis`), so that anyone can run the sum again and get the same
cents. Charges are append-only: what is learned later is a charge of its own (facts and billing see to that).
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Span


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
