"""The lines of what was issued, each to be understood alone: period, what, clause, quantity, price, tax, amount.

Figures are those that were frozen. A line's words are said anew in the paper's language where the charge behind it
still reads as it was frozen; else as frozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from charter.core.billing import charges
from charter.core.engagement import Engagement
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.quantity import Quantity, quantity
from charter.core.papers.tongue import NO_BREAK
from charter.core.papers.tree import PaperLine
from charter.core.vocabulary.billed import Billed, Taxed, interest_line
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.converted import Converted
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, say_n, verbatim
from charter.core.vocabulary.stated import Tax, Taxing

_PLACES = 2


class Corrected(NamedTuple):
    """What a line corrects: the invoice that it stood on, and as which line."""

    invoice: Issued
    line: int


class WrittenLine(NamedTuple):
    """A frozen line with all that is said of it."""

    billed: Billed
    says: Sentence
    tax: Tax | None
    corrects: Corrected | None
    entries: tuple[str, ...]


def written_lines(head: Letterhead, engagement: Engagement, entry: Issued) -> tuple[WrittenLine, ...]:
    """Give the lines of an invoice with their words, their tax, and what they correct."""
    booked = {charge.id: charge for charge in charges(engagement, head.deal.today)}
    before = [
        one for one in head.found.journal.of(Issued) if one.on <= entry.on and one.number != entry.number
    ]
    return tuple(
        WrittenLine(
            line,
            _says(line, booked.get(line.charge)),
            _tax(head, line),
            _corrects(line, before),
            booked[line.charge].entries if line.charge in booked else (),
        )
        for line in entry.lines
    )


def _says(line: Billed, charge: Charge | None) -> Sentence:
    """Say what a line is; of a correction what is right now, with what was invoiced."""
    same = charge is not None and str(charge.reads) == line.reads
    reads = charge.reads if charge is not None and same else verbatim(line.reads)
    given = dict(line.sum.inputs)
    if line.sum.kernel != "correction":
        return reads
    inner = dict(reads.values).get("what")
    after = dict(inner.values).get("after", inner) if isinstance(inner, Sentence) else reads
    was, now = (Money(int(str(given[name])), line.quoted.currency) for name in ("was", "now"))
    what = after if isinstance(after, Sentence) else verbatim(str(after))
    return say("{what}: {was} invoiced, {now} right", what=what, was=was, now=now)


def _tax(head: Letterhead, line: Billed) -> Tax | None:
    """Give how a line was taxed: at the rate of the last day that it pays for."""
    day = line.last or head.day
    clause = None if interest_line(line) else head.found.at(Taxing, day)
    return clause.tax(day, head.deal) if clause is not None else None


def _corrects(line: Billed, before: list[Issued]) -> Corrected | None:
    """Find the line that a correction corrects: the first of its charge, on what was issued before."""
    name, _, day = line.charge.rpartition("@")
    if not day or not name:
        return None
    for invoice in before:
        for place, other in enumerate(invoice.lines, 1):
            if other.charge == name:
                return Corrected(invoice, place)
    return None


def reconciled(lines: tuple[WrittenLine, ...], taxes: tuple[Taxed, ...]) -> bool:
    """Whether the taxes of the lines add up to those that were frozen, so that a line may say which is its own."""
    sums: dict[str, int] = {}
    for line in lines:
        if line.tax is not None:
            sums[str(line.tax.reads)] = sums.get(str(line.tax.reads), 0) + line.billed.amount.minor
    return sums == {one.reads: one.net.minor for one in taxes}


def printed_lines(
    head: Letterhead, lines: tuple[WrittenLine, ...], *, taxed: bool, sign: int
) -> Iterator[PaperLine]:
    """Print the lines; `sign` is -1 on a credit note, whose figures are positive."""
    tongue, total = head.tongue, None
    for place, line in enumerate(lines, 1):
        billed = line.billed
        amount = billed.amount if sign > 0 else -billed.amount
        total = amount if total is None else total + amount
        counted = counted_as(billed, amount)
        yield PaperLine(
            number=str(place),
            period=_period(head, billed),
            what=head.say(line.says),
            under=_under(head, line, sign),
            quantity=_shown(head, counted).replace(" ", NO_BREAK),
            price=tongue.figure(counted.price),
            tax=head.say(say("{rate}", rate=line.tax.rate)) if taxed and line.tax is not None else "",
            amount=tongue.figure(amount),
            carried=tongue.figure(total),
        )


def counted_as(billed: Billed, amount: Money) -> Quantity:
    """Give the quantity of a line; one of a line that was converted, since its price is in another currency."""
    return (
        quantity(billed.sum, amount) if billed.converted is None else Quantity(Decimal(1), "", "C62", amount)
    )


def _shown(head: Letterhead, counted: Quantity) -> str:
    """Write how many of what: hours to two decimals, days as whole or half ones."""
    whole = counted.many == counted.many.to_integral_value()
    match counted.code:
        case "HUR":
            return f"{head.tongue.number(counted.many, max(_PLACES, _decimals(counted.many)))} {counted.unit}"
        case "DAY" if whole:
            return head.say(say_n("{n} day", "{n} days", int(counted.many)))
        case "DAY":
            return head.say(say("{number} days", number=head.tongue.number(counted.many, 1)))
        case _:
            return head.tongue.number(counted.many, 0 if whole else max(_PLACES, _decimals(counted.many)))


def _decimals(count: Decimal) -> int:
    exponent = count.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _period(head: Letterhead, line: Billed) -> str:
    if line.last is None:
        return ""
    return head.tongue.period(line.first or line.last, line.last).replace(NO_BREAK, " ")


def _under(head: Letterhead, line: WrittenLine, sign: int) -> str:
    """Say on which clause a line rests, as which amendment has it, which line it corrects, and by which entries."""
    parts = [head.cited(line.billed.clause)]
    if line.billed.converted is not None:
        parts.append(head.say(_conversion(head, line.billed, line.billed.converted, sign)))
    if line.billed.agreed != "agreement":
        parts.append(head.say(say("amendment {n}", n=line.billed.agreed.rpartition(" ")[2])))
    if line.corrects is not None:
        number, place = line.corrects.invoice.number, line.corrects.line
        parts.append(head.say(say("corrects {number}, line {n}", number=number, n=place)))
    elif len(line.entries) == 1:
        parts.append(head.say(say("entry {name}", name=line.entries[0])))
    elif line.entries:
        parts.append(head.say(say("{count} entries: hours sheet", count=len(line.entries))))
    return " \u00b7 ".join(parts)


def _conversion(head: Letterhead, billed: Billed, of: Converted, sign: int) -> Sentence:
    """Say what a line was as agreed, and at which rate of which day it was converted."""
    tongue, figure = head.tongue, Decimal(of.rate)
    return say(
        "{sum}, at {one}\u00a01 = {currency}\u00a0{rate} ({source}, {day})",
        sum=tongue.sum(of.quoted if sign > 0 else -of.quoted),
        one=of.one,
        currency=billed.amount.currency if of.one == of.quoted.currency else of.quoted.currency,
        rate=tongue.number(figure, _decimals(figure)),
        source=of.source,
        day=tongue.day(of.day),
    )
