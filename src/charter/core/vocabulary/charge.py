"""A charge: an amount earned or given back, under which clause, because of what, with its arithmetic.

A charge keeps the inputs of its arithmetic (`Basis`), so that anyone can run the sum again and get the same
cents. Charges are append-only: what is learned later is a charge of its own (facts and billing see to that).
"""

# ruff: noqa: RUF002 - the sign of multiplication is meant

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple, ParamSpec

from charter.core.vocabulary.arithmetic.kernels import KERNELS, KernelInput, read_input
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.sentence import Sentence

_KernelInputs = ParamSpec("_KernelInputs")


class Basis(NamedTuple):
    """How an amount came about: the name of a kernel, and its inputs by name; as text where they were read.

    >>> from charter.core.vocabulary.arithmetic.part_periods import part
    >>> basis = Basis.of(part, minor=1200000, days=16, whole=31)
    >>> basis.shown, basis.minor
    ('part(minor=1200000, days=16, whole=31)', 619355)
    """

    kernel: str
    inputs: tuple[tuple[str, KernelInput | str], ...]

    @classmethod
    def of(
        cls, kernel: Callable[_KernelInputs, int], *_: _KernelInputs.args, **inputs: _KernelInputs.kwargs
    ) -> Basis:
        """Give the basis of an amount that a kernel counts from these inputs."""
        return cls(kernel.__name__, tuple(inputs.items()))  # type: ignore[arg-type]

    @classmethod
    def read(cls, shown: str) -> Basis:
        """Read what `shown` wrote.

        >>> Basis.read("times(minor=5, count=2)").inputs
        (('minor', '5'), ('count', '2'))
        """
        kernel, _, rest = shown.removesuffix(")").partition("(")
        return cls(kernel, tuple(_pair(pair) for pair in rest.split(", ") if pair))

    @property
    def shown(self) -> str:
        """The sum as it is stored, and can be read in a log."""
        return f"{self.kernel}({', '.join(f'{name}={value}' for name, value in self.inputs)})"

    @property
    def minor(self) -> int:
        """The amount again, from the inputs alone, in minor units.

        Raises KeyError for a kernel that is none, TypeError or ValueError for inputs that do not fit it, and
        ZeroDivisionError for a whole of nothing.
        """
        return KERNELS[self.kernel].count(**self._values)

    def in_words(self, currency: str) -> Sentence:
        """Write the sum out as people would on paper.

        >>> def words(shown):
        ...     return str(Basis.read(shown).in_words("EUR"))
        >>> words("part(minor=1500000, days=16, whole=31, carried=18000000/31)")
        'EUR 15,000.00 × 16 ÷ 31 days, rounded together with the part before'
        >>> words("interest(piece1=2160000*40*303/2500, claimed=0)")
        'EUR 21,600.00 × 40 ÷ 365 days × 12.12 %'
        >>> words("correction(now=580645, was=1200000)")
        'EUR 5,806.45 instead of EUR 12,000.00'
        >>> words("share(minor=2400000, before=2/5, share=2/5)")
        'EUR 24,000.00 × 40 %, rounded together with the shares before'
        >>> words("hours(minor=21000, seconds=9000)"), words("times(minor=40000, count=1)")
        ('EUR 210.00 × 2.5 hours', 'EUR 400.00, once')
        """
        return KERNELS[self.kernel].words(self._values, lambda minor: Money(half_up(minor), currency))

    @property
    def _values(self) -> dict[str, Any]:
        if self.inputs and not isinstance(self.inputs[0][1], str):
            return dict(self.inputs)
        return {name: read_input(name, str(value)) for name, value in self.inputs}


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


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
    reads: Sentence
    basis: Basis
    span: Span | None = None
    entries: tuple[str, ...] = ()
    agreed: str = "agreement"
