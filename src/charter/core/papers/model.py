"""The data of an invoice by the names of EN 16931, as a structured e-invoice will take them.

Sums are decimals without currency; a credit note's are positive (type 381). Source of the names: EN 16931-1:2017.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.papers.letterhead import Letterhead
from charter.core.papers.lines import WrittenLine, counted_as
from charter.core.papers.tree import Field, PaperKind
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.stated import PaymentTerms, Tax

_SEPA, _TRANSFER = "58", "30"
_OUTSIDE = "O"


def model(
    head: Letterhead, entry: Issued, lines: tuple[WrittenLine, ...], what: PaperKind
) -> Iterator[Field]:
    """Give every datum of an invoice that is known."""
    yield Field("BT-1", entry.number)
    yield Field("BT-2", entry.on.isoformat())
    yield Field("BT-3", "381" if what == "credit note" else "380")
    yield Field("BT-5", entry.total.currency)
    if what != "credit note":
        yield Field("BT-9", entry.due.isoformat())
    yield Field("BT-12", f"{head.agreement.title} {head.agreement.dated}")
    if entry.order:
        yield Field("BT-13", entry.order)
    for one in {
        line.corrects.invoice.number: line.corrects.invoice for line in lines if line.corrects
    }.values():
        yield Field("BT-25", one.number, one.number)
        yield Field("BT-26", one.on.isoformat(), one.number)
    yield from head.model()
    yield from _paid_to(head, entry)
    yield from _sums(entry)
    for place, line in enumerate(lines, 1):
        yield from _line(f"line {place}", line, credit=what == "credit note")


def _paid_to(head: Letterhead, entry: Issued) -> Iterator[Field]:
    terms = head.found.at(PaymentTerms, entry.on)
    bank = terms.pays_to if terms is not None else None
    if bank is not None:
        yield Field("BT-81", _SEPA if bank.iban and entry.total.currency == "EUR" else _TRANSFER)
        yield Field("BT-83", entry.number)
        yield Field("BT-84", (bank.iban or bank.number).replace(" ", ""))
        yield Field("BT-85", bank.holder)
        if bank.bic:
            yield Field("BT-86", bank.bic)


def _sums(entry: Issued) -> Iterator[Field]:
    def plain(money: Money) -> str:
        return str((money if entry.total.minor >= 0 else -money).amount)

    tax = entry.total - entry.net
    sums = {
        "BT-106": entry.net,
        "BT-109": entry.net,
        "BT-110": tax,
        "BT-112": entry.total,
        "BT-115": entry.total,
    }
    for name, money in sums.items():
        yield Field(name, plain(money))
    for place, one in enumerate(entry.taxes or (), 1):
        of = f"tax {place}"
        yield Field("BT-116", plain(one.net), of)
        yield Field("BT-117", plain(one.tax), of)
        yield Field("BT-119", f"{one.rate.value:f}", of)
        if not one.tax:
            yield Field("BT-120", one.reads, of)


def _line(of: str, line: WrittenLine, *, credit: bool) -> Iterator[Field]:
    billed = line.billed
    counted = counted_as(billed, -billed.amount if credit else billed.amount)
    yield Field("BT-126", of.removeprefix("line "), of)
    yield Field("BT-127", " ".join(filter(None, (billed.clause, billed.agreed, *line.entries))), of)
    yield Field("BT-129", f"{counted.many:f}", of)
    yield Field("BT-130", counted.code, of)
    yield Field("BT-131", str((-billed.amount if credit else billed.amount).amount), of)
    if billed.last is not None:
        yield Field("BT-134", (billed.first or billed.last).isoformat(), of)
        yield Field("BT-135", billed.last.isoformat(), of)
    yield Field("BT-146", str(counted.price.amount), of)
    yield Field("BT-151", _category(line.tax), of)
    if line.tax is not None and line.tax.category != _OUTSIDE:
        yield Field("BT-152", f"{line.tax.rate.value:f}", of)
    yield Field("BT-153", str(line.says), of)


def _category(tax: Tax | None) -> str:
    return tax.category if tax is not None else _OUTSIDE
