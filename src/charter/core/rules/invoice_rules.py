"""What must hold of issued invoices, and of entries that name one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.register import Register
from charter.core.rules.violation import Violation
from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.billed import Billed, interest_line
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.written import excerpt

SUM = re.compile(r"[a-z]+\([a-z0-9]+=[-0-9/.*]{1,100}(?:, [a-z0-9]+=[-0-9/.*]{1,100})*\)")
"""How a line's arithmetic is written. Without exponents: a few signs could ask for a number of a billion digits."""


FINAL = "an issued invoice is final: restore the line, and correct by a new entry"
"""What to do with an invoice that does not say what was issued."""


def invoice_violations(each: LocatedEntry, register: Register) -> Iterator[Violation]:
    """Give what does not fit of an invoice, or of an entry that names one."""
    if isinstance(each.entry, Issued):
        yield from _issued(each, each.entry, register)
        for place, line in enumerate(each.entry.lines):
            if register.charges[line.charge] != (each.place, place):
                said = f"the charge {line.charge!r} was invoiced already"
                yield each.wrong("lines", said, "a charge is invoiced once")
            yield from _line(each, line)
    named = getattr(each.entry, "invoice", None)
    if named and named not in register.numbers:
        known = ", ".join(sorted(register.numbers)) or "none"
        yield each.wrong("invoice", f"there is no invoice {named!r}", f"issued: {known}")


def _issued(each: LocatedEntry, entry: Issued, register: Register) -> Iterator[Violation]:
    if register.numbers[entry.number] != each.place:
        said = f"the invoice {entry.number!r} was issued already"
        yield each.wrong("number", said, "numbers are used once")
    if entry.due < entry.on:
        said = f"due on {entry.due}, before it was issued on {entry.on}"
        yield each.wrong("due", said, "correct one of the days")
    yield from _taxes(each, entry)


def _taxes(each: LocatedEntry, entry: Issued) -> Iterator[Violation]:
    """Count the frozen taxes again: each on its own sum, and all of these on no more than what bears tax."""
    for one in entry.taxes or ():
        if tax(minor=one.net.minor, rate=one.rate.fraction) != one.tax.minor:
            said = f"{one.rate} of {one.net} is no tax of {one.tax}"
            yield each.wrong("taxes", said, FINAL)
    bearing = sum(line.amount.minor for line in entry.lines if not interest_line(line))
    taxed = sum(one.net.minor for one in entry.taxes or ())
    if entry.taxes and taxed not in _partial_sums(entry):
        currency = entry.net.currency
        said = f"taxed on {Money(taxed, currency)}, but what bears tax comes to {Money(bearing, currency)}"
        yield each.wrong("taxes", said, FINAL)


def _partial_sums(entry: Issued) -> set[int]:
    """Give what the lines that bear tax can come to: all of them, or those supplied from a day on.

    Where taxes were agreed or left out later, what was supplied before, or after, bears none.
    """
    lines = sorted(
        (line for line in entry.lines if not interest_line(line)), key=lambda line: line.last or entry.on
    )
    upto = [0, *accumulate(line.amount.minor for line in lines)]
    return {*upto, *(upto[-1] - before for before in upto)}


def _line(each: LocatedEntry, line: Billed) -> Iterator[Violation]:
    if "." not in line.charge.split("/", 1)[0]:
        said = f"the line {line.reads!r} names no clause"
        yield each.wrong("lines", said, "every line rests on a clause")
    elif _again(line.basis) != line.quoted.minor:
        said = f"{excerpt(line.basis)} does not give {line.quoted}"
        yield each.wrong("lines", said, FINAL)
    elif line.converted is not None and line.converted.gives(line.amount.currency) != line.amount:
        said = f"{line.quoted} at {line.converted.rate} does not give {line.amount}"
        yield each.wrong("lines", said, FINAL)


def _again(basis: str) -> int | None:
    read = Basis.read(basis)
    if not SUM.fullmatch(basis) or read.shown != basis:
        return None
    try:
        return read.minor
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return None
