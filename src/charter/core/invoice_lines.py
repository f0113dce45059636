"""What stands on an invoice: a line for each charge, and the tax of each rate.

Where invoices are in another currency than what was agreed, a charge is converted as it becomes a line. All lines of
one charge, its corrections too, go at the rate of the first of them, and what they come to together is rounded once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from charter.core.facts import Facts
from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.billed import INTEREST, Billed, Taxed
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.converted import Converted
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.exchange import InvoicedIn, RateWanted, invoiced_in
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.series import Numbers, Series
from charter.core.vocabulary.stated import Addressed, Issuing, PaymentTerms, Tax, Taxing


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


class LinesInOrder:
    """Makes the lines of one invoice after the other, with what was invoiced of each charge before."""

    def __init__(self, found: Facts) -> None:
        self.found, self.invoiced = found, invoiced_in(found.deal)
        self._last: dict[str, Converted] = {}
        for billed in (
            (each for one in found.journal.of(Issued) for each in one.lines) if self.invoiced else ()
        ):
            if billed.converted is not None:
                self._last[_of(billed)] = billed.converted

    def made(self, of: Sequence[Charge], day: dt.date) -> tuple[tuple[Billed, ...], RateWanted | None]:
        """Give the lines of an invoice of a day; without its rate those as agreed, and which rate is wanted."""
        plain = tuple(map(line, of))
        if self.invoiced is None:
            return plain, None
        last, done = dict(self._last), []
        for each in plain:
            if each.amount.currency == self.invoiced.currency:
                done.append(each)  # interest on what is owed in that currency
                continue
            how = self._how(each, last.get(_of(each)), self.invoiced, day)
            if how is None:
                return plain, RateWanted(self.invoiced, self.invoiced.day(day, self.found.deal))
            last[_of(each)] = how
            done.append(
                each.model_copy(update={"amount": how.gives(self.invoiced.currency), "converted": how})
            )
        self._last = last
        return tuple(done), None

    def _how(
        self, billed: Billed, last: Converted | None, invoiced: InvoicedIn, day: dt.date
    ) -> Converted | None:
        """Say how a line is converted: like the last of its charge, else at the rate of the invoice; None: unknown."""
        if last is not None:
            before = last.quoted + (last.before or last.quoted.zero())
            return last.model_copy(update={"quoted": billed.amount, "before": before})
        rate = invoiced.rate(invoiced.day(day, self.found.deal), self.found.journal)
        if rate is None:
            return None
        return Converted(quoted=billed.amount, one=rate.one, rate=rate.rate, day=rate.on, source=rate.source)


def _of(billed: Billed) -> str:
    """Give the id of the charge that a line is of, or that it corrects."""
    return billed.charge.partition("@")[0]


class InvoiceDraft(NamedTuple):
    """An invoice to be.

    `on` is the day of the cycle that it falls on, `day` that of its issue: the same, or today where that has passed;
    `due` is the last day to pay if it is issued then. `wants` is the rate without which it cannot be issued: its lines
    are then in the currency that was agreed.
    """

    on: dt.date
    day: dt.date
    due: dt.date
    number: str
    charges: tuple[Charge, ...]
    lines: tuple[Billed, ...]
    taxes: tuple[Taxed, ...] = ()
    addressed: Addressed | None = None
    wants: RateWanted | None = None

    @property
    def net(self) -> Money:
        """The sum of its lines, without tax."""
        return sum((line.amount for line in self.lines[1:]), self.lines[0].amount)

    @property
    def total(self) -> Money:
        """What is to be paid: the sum of its lines, with tax."""
        return sum((taxed.tax for taxed in self.taxes), self.net)

    def issued(self, by: str) -> Issued:
        """Give the entry that freezes it, as issued on its day."""
        to, order = self.addressed or (None, None)
        return Issued(
            on=self.day, by=by, number=self.number, due=self.due, to=to, order=order,
            lines=self.lines, taxes=self.taxes or None,
        )  # fmt: skip


def invoice_draft(made: LinesInOrder, on: dt.date, used: Numbers, of: list[Charge]) -> InvoiceDraft:
    """Give the invoice of a day of the cycle, as it would be issued: where that has passed, today."""
    found = made.found
    day = max(on, found.deal.today)
    lines, wants = made.made(of, day)
    issuing = found.at(Issuing, day)
    return InvoiceDraft(
        on=on,
        day=day,
        due=due(found, day),
        number=next_number(found, used, day),
        charges=tuple(of),
        lines=lines,
        taxes=tuple(taxed(found, of, lines)),
        addressed=issuing.addressed(found.deal) if issuing is not None else None,
        wants=wants,
    )


def due(found: Facts, day: dt.date) -> dt.date:
    """Give the last day to pay an invoice issued on a day; without a payment clause, that day."""
    terms = found.at(PaymentTerms, day)
    return terms.due(day, None, found.deal) if terms else day


def next_number(found: Facts, used: Numbers, day: dt.date) -> str:
    """Take the next number of the series that is agreed on a day; without one, of its year."""
    clause = found.at(Issuing, day)
    return used.take(clause.series if clause else Series("{year}-{n}"), day)


def taxed(found: Facts, of: Iterable[Charge], lines: Iterable[Billed]) -> Iterator[Taxed]:
    """Give the tax of some charges and their lines, rate by rate: on the sum of what bears it, rounded once.

    The rate is that of the last day that a charge pays for, or on which it was earned. Interest and fixed sums for late
    payment are no price of anything, and bear none.
    """
    sums: dict[Tax, int] = {}
    currency = ""
    for charge, billed in zip(of, lines, strict=True):
        day, currency = _supplied(charge), billed.amount.currency
        clause = None if charge.id.startswith(INTEREST) else found.at(Taxing, day)
        how = clause.tax(day, found.deal) if clause is not None else None
        if how is not None:
            sums[how] = sums.get(how, 0) + billed.amount.minor
    for how, minor in sums.items():
        owed = tax(minor=minor, rate=how.rate.fraction)
        yield Taxed(
            reads=str(how.reads), rate=how.rate, net=Money(minor, currency), tax=Money(owed, currency)
        )


def _supplied(charge: Charge) -> dt.date:
    return charge.span.last_day if charge.span is not None else charge.on
