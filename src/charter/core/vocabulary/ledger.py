"""Debts: what was issued, paid and given back, folded in date order.

What debts bring about (interest, suspension, the duty to pay) reads this ledger only, never the charges. A payment
goes to the invoice that the payer names, else to the oldest due date, and to interest notes last. What is left makes up
for what was given back too much, or waits for the next invoice. A credit note first covers what was given back ahead of
it, then works like a payment. An invoice may fall due on another day than it says (`FallsDue`). Why so: decision 17.
What the client may hold back (`HeldBack`) is owed, and not overdue.

On one day invoices come first, then due dates that move and disputes, payments, money given back, and credit notes.
"""

from __future__ import annotations

import datetime as dt
from bisect import insort
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from charter.core.vocabulary.billed import interest_line
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.dispute import HeldBack, Released
from charter.core.vocabulary.entry import FallsDue, Issued, Paid, Refunded
from charter.core.vocabulary.journal import Journal


@dataclass(slots=True, eq=False)
class Debt:
    """One issued invoice and what was paid on it; amounts in minor units, with tax.

    `payments` are (day, amount) in date order; `principal` is the part that can bear interest, `left` what is unpaid
    in the end. `moved` has each day on which the due date moved, with what it was before. `held` has what may be held
    back from a day on, `released` what no longer may.
    """

    number: str
    issued: dt.date
    due: dt.date
    total: int
    principal: int
    currency: str
    left: int
    payments: list[tuple[dt.date, int]] = field(default_factory=list)
    moved: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    held: list[tuple[dt.date, int]] = field(default_factory=list)
    released: list[tuple[dt.date, int]] = field(default_factory=list)

    def due_before(self, day: dt.date) -> dt.date:
        """Give the due date as it stood before a day."""
        return next((was for on, was in self.moved if on >= day), self.due)

    def open(self, day: dt.date) -> int:
        """What is unpaid at the end of a day."""
        if not self.left and self.payments and self.payments[-1][0] <= day:
            return 0
        return self.total - sum(amount for on, amount in self.payments if on <= day)

    @property
    def settled(self) -> dt.date | None:
        """The day on which nothing was left; None while something is."""
        if self.left > 0:
            return None
        return self.payments[-1][0] if self.payments else self.issued

    def held_back(self, day: dt.date) -> int:
        """What may be held back at the end of a day."""
        if not self.held:
            return 0
        return sum(amount for on, amount in self.held if on <= day) - sum(
            amount for on, amount in self.released if on <= day
        )

    def payable(self, day: dt.date) -> int:
        """What is unpaid at the end of a day and may not be held back."""
        return max(self.open(day) - self.held_back(day), 0)

    def overdue(self, day: dt.date) -> bool:
        """Whether something is unpaid at the end of a day after the due date, and may not be held back."""
        return self.due < day and self.payable(day) > 0

    def zero(self, day: dt.date) -> dt.date:
        """Give the day from which lateness counts, as known on a day: the due date, or when a dispute ended later.

        It is the day on which something became payable after the due date, where nothing was before.
        """
        if not self.released:
            return self.due
        later = [on for on, _ in self.released if self.due < on <= day and self.payable(on - DAY) <= 0]
        return max(later, default=self.due) if self.payable(self.due) <= 0 else self.due

    def was_late(self, day: dt.date) -> bool:
        """Whether something of it was payable after the due date, as known on a day: what was paid in time never is."""
        if not self.left and self.payments and self.payments[-1][0] <= self.due:
            return False
        return self.payable(self.zero(day)) > 0


class Ledger(NamedTuple):
    """All debts in order of issue, and what the client is ahead of them; credit notes are no debts.

    The balance is what is left of the debts, less the credit, plus what was given back too much. Minor units.
    """

    debts: tuple[Debt, ...]
    credit: int
    """What the client has paid beyond its invoices."""
    over_refunded: int
    """What was given back beyond what the client had paid ahead: it owes that again."""

    def debt(self, number: str) -> Debt | None:
        """Find a debt by its invoice number."""
        return next((debt for debt in self.debts if debt.number == number), None)

    def overdue(self, day: dt.date) -> tuple[Debt, ...]:
        """Debts overdue at the end of a day."""
        return tuple(debt for debt in self.debts if debt.overdue(day))


def ledger(journal: Journal) -> Ledger:
    """Fold issued, paid and refunded in date order into debts."""
    return journal.fold(_fold)


def _fold(journal: Journal) -> Ledger:
    debts: list[Debt] = []
    unpaid: list[Debt] = []
    ahead = 0  # what the client has paid ahead; below zero: what was given back too much
    for entry in sorted(_moves(journal), key=attrgetter("on")):
        match entry:
            case Issued():
                debt = _debt(entry)
                if debt.total < 0:
                    covers = min(-debt.total, max(-ahead, 0))
                    ahead += covers + _allocate(unpaid, entry.on, -debt.total - covers, None)
                    continue
                debts.append(debt)
                insort(unpaid, debt, key=_allocation_order)
                if ahead > 0:
                    ahead = _allocate(unpaid, entry.on, ahead, None)
            case FallsDue() | HeldBack() | Released():
                for debt in (debt for debt in debts if debt.number == entry.invoice):
                    _touch(debt, entry)
                unpaid.sort(key=_allocation_order)
            case Paid():
                ahead += _allocate(unpaid, entry.on, entry.amount.minor, entry.invoice)
            case Refunded():  # pragma: no branch - the last of the kinds
                ahead -= entry.amount.minor
    return Ledger(tuple(debts), max(ahead, 0), max(-ahead, 0))


def _touch(debt: Debt, entry: FallsDue | HeldBack | Released) -> None:
    """Let a debt fall due on another day, or be held back or released in part."""
    if isinstance(entry, FallsDue):
        debt.moved.append((entry.on, debt.due))
        debt.due = entry.due
    else:
        kept = debt.held if isinstance(entry, HeldBack) else debt.released
        kept.append((entry.on, entry.amount.minor))


def _moves(journal: Journal) -> tuple[Issued | FallsDue | HeldBack | Released | Paid | Refunded, ...]:
    """Give what moves the ledger; sorted by date, it stands within a day in this order."""
    issued = journal.of(Issued)
    back = tuple(entry for entry in issued if entry.total.minor < 0)
    bills = tuple(entry for entry in issued if entry.total.minor >= 0) if back else issued
    return (
        *bills,
        *journal.of(FallsDue),
        *journal.of(HeldBack),
        *journal.of(Released),
        *journal.of(Paid),
        *journal.of(Refunded),
        *back,
    )


def _debt(entry: Issued) -> Debt:
    total = principal = entry.total.minor
    for line in entry.lines:
        if interest_line(line):
            principal -= line.amount.minor
    currency = entry.lines[0].amount.currency
    return Debt(entry.number, entry.on, entry.due, total, max(principal, 0), currency, total)


def _allocation_order(debt: Debt) -> tuple[bool, dt.date, str]:
    """Order debts where the payer names no invoice: the oldest due date first, interest notes last."""
    return debt.principal <= 0, debt.due, debt.number


def _allocate(unpaid: list[Debt], day: dt.date, amount: int, named: str | None) -> int:
    """Allocate an amount to unpaid debts, the named one first; drop those paid, and give back what is left of it."""
    order = sorted(unpaid, key=lambda debt: debt.number != named) if named is not None else tuple(unpaid)
    for debt in order if amount > 0 else ():
        part = min(amount, debt.left)
        if part > 0:
            debt.payments.append((day, part))
            debt.left -= part
            amount -= part
        if debt.left <= 0:
            unpaid.remove(debt)
        if not amount:
            break
    return amount
