"""Charges, invoices and the statement.

Charges are append-only. What is learned later (an amendment, a notice, an entry recorded late) never changes a
charge: on the day it is learned the engagement is reckoned anew, and each difference is booked as a correction. So
an amended prepaid month, a correction and a refund on exit need no code of their own, and the charges until an
earlier day are always a prefix of those until a later one.

An invoice is what was charged and is not yet issued, by charge id. What was issued is frozen in the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts, kind
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.delay import DAY
from charter.core.vocabulary.entry import (
    Billed,
    Cured,
    Ended,
    Entry,
    Issued,
    Notice,
    Paid,
    Refunded,
    Renewed,
    Resumed,
    Suspended,
    Void,
)
from charter.core.vocabulary.invoice import Debt, ledger
from charter.core.vocabulary.money import Money

TURNS = (Notice, Cured, Ended, Suspended, Resumed, Renewed, Void)
"""Kinds of entry that turn the course of an engagement, so that what was charged is reckoned anew."""


def charges(engagement: Engagement, today: dt.date) -> tuple[Charge, ...]:
    """Give every charge booked until a day, in the order booked."""
    booked = _Book()
    since = dt.date.min
    for found in _states(engagement, today):
        booked.restate(_reckoned(found), since)
        since = found.deal.today + DAY
    return tuple(booked.charges)


def _states(engagement: Engagement, today: dt.date) -> Iterator[Facts]:
    """Give the facts on the eve of each day on which something was learned or turned, and at last those of today."""
    since = engagement.agreement.foundation.term.starts
    for day in (*_learned(engagement, today), today + DAY):
        eve = facts(engagement, day - DAY)
        turned = {e.on for e in eve.deemed if isinstance(e, TURNS) and since < e.on < day}
        yield from (facts(engagement, on - DAY) for on in sorted(turned))
        yield eve
        since = day


def _learned(engagement: Engagement, today: dt.date) -> list[dt.date]:
    """Give the days on which something was learned that may change what was charged before.

    What was later voided counts too: it was booked in its time.
    """
    days = {amendment.signed for amendment in engagement.amendments}
    for entry in engagement.journal.entries:
        late = entry.retroactive and entry.known > entry.on
        if late or isinstance(entry, TURNS):
            days.add(entry.known)
    return sorted(day for day in days if engagement.agreement.foundation.term.starts < day <= today)


def _reckoned(found: Facts) -> list[Charge]:
    """Reckon every charge on the facts of a day, sorted by date."""
    every = [
        charge
        for past in found.pasts.values()
        for charge in kind(past).charges(past, found.deal, found.journal)
        if charge.minor
    ]
    return sorted((c for c in every if c.on <= found.deal.today), key=lambda charge: charge.on)


class _Book:
    """What was booked: charges in order, and the sum by id."""

    def __init__(self) -> None:
        self.charges: list[Charge] = []
        self._sums: dict[str, int] = {}
        self._last: dict[str, Charge] = {}

    def restate(self, reckoned: Iterable[Charge], since: dt.date) -> None:
        """Book what is new since a day as it is, and what differs from before as corrections."""
        standing = dict.fromkeys(self._sums)
        for charge in reckoned:
            standing.pop(charge.id, None)
            if charge.id not in self._sums:
                self._book(charge.id, charge._replace(on=max(charge.on, since)))
            elif charge.minor != self._sums[charge.id]:
                self._correct(charge, charge.minor, max(charge.on, since))
        for gone in standing:
            if self._sums[gone]:
                self._correct(self._last[gone], 0, since)

    def _correct(self, charge: Charge, now: int, on: dt.date) -> None:
        was = self._sums[charge.id]
        self._book(
            charge.id,
            charge._replace(
                id=f"{charge.id}@{on}",
                on=on,
                minor=now - was,
                reads=f"{'Credit' if now < was else 'Correction'}: {charge.reads}",
                basis=Basis("correction", (("now", str(now)), ("was", str(was)))),
            ),
        )
        self._last[charge.id] = charge

    def _book(self, id_: str, charge: Charge) -> None:
        self._sums[id_] = self._sums.get(id_, 0) + charge.minor
        self._last.setdefault(id_, charge)
        self.charges.append(charge)


# ── invoices ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice to be: the day of the cycle, the last day to pay if issued then, and its charges."""

    on: dt.date
    due: dt.date
    number: str
    charges: tuple[Charge, ...]

    @property
    def total(self) -> Money:
        """The sum of its charges."""
        return Money(sum(charge.minor for charge in self.charges), self.charges[0].currency)

    def issued(self, on: dt.date, by: str, due: dt.date) -> Issued:
        """Give the entry that freezes it."""
        lines = tuple(
            Billed(
                charge=c.id,
                reads=c.reads,
                amount=Money(c.minor, c.currency),
                basis=c.basis.shown,
                agreed=c.agreed,
            )
            for c in self.charges
        )
        return Issued(on=on, by=by, number=self.number, due=due, lines=lines)


@dataclass(frozen=True, slots=True)
class Invoices:
    """Invoices issued, and drafts of what is charged and not issued."""

    issued: tuple[Issued, ...]
    drafts: tuple[Draft, ...]


def invoices(engagement: Engagement, today: dt.date) -> Invoices:
    """Give the invoices as of a day: those issued, and a draft for each day of the cycle with open charges."""
    found = facts(engagement, today)
    issued = found.journal.of(Issued)
    billed = {line.charge for invoice in issued for line in invoice.lines}
    days: dict[dt.date, list[Charge]] = {}
    for charge in charges(engagement, today):
        if charge.id not in billed:
            days.setdefault(_invoice_day(found, charge.on), []).append(charge)
    drafts = (
        Draft(day, due(found, day), number(found, len(issued) + n, day), tuple(of))
        for n, (day, of) in enumerate(sorted(days.items()), 1)
    )
    return Invoices(issued, tuple(drafts))


def issue(engagement: Engagement, today: dt.date, by: str) -> tuple[Issued, ...]:
    """Give the entries that issue every draft whose day has come, dated today; record them to make it so."""
    found = facts(engagement, today)
    ripe = [draft for draft in invoices(engagement, today).drafts if draft.on <= today]
    return tuple(draft.issued(today, by, due(found, today)) for draft in ripe)


def due(found: Facts, day: dt.date) -> dt.date:
    """Give the last day to pay an invoice issued on a day; without a payment clause, that day."""
    clause = _at(found, "financials.payment", day)
    return clause.due(day, None, found.deal) if clause else day


def number(found: Facts, n: int, day: dt.date) -> str:
    """Give the n-th number of the series."""
    clause = _at(found, "financials.invoicing", day)
    return clause.numbered(n, day) if clause else f"{day.year}-{n:04d}"


def _invoice_day(found: Facts, day: dt.date) -> dt.date:
    """Give the day of the cycle on which a charge is invoiced; when the engagement is over, without waiting for it."""
    clause = _at(found, "financials.invoicing", day)
    regular: dt.date = clause.next_day(day, found.deal) if clause else day
    ends = found.deal.ends
    return max(day, ends) if ends is not None and regular >= ends else regular


def _at(found: Facts, cite: str, day: dt.date) -> Any:  # noqa: ANN401 - the clause of that name
    past = next((past for name, past in found.pasts.items() if name == cite), None)
    return past.at(day) if past else None


# ── the statement ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of the statement; `minor` adds to what the client owes (negative: takes away)."""

    on: dt.date
    reads: str
    minor: int
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of the client on a day, in minor units of one currency.

    `aged` is what is overdue by up to 30, 60, 90 and more days, after what is not yet due. `interest` is what has
    accrued and was not claimed, by invoice; `provisional` says that a rate in it is not published yet.
    """

    currency: str
    today: dt.date
    postings: tuple[Posting, ...]
    aged: tuple[int, int, int, int, int]
    interest: tuple[tuple[str, int, bool], ...]
    uninvoiced: int

    @property
    def balance(self) -> int:
        """What the client owes on invoices issued."""
        return self.postings[-1].balance if self.postings else 0


def statement(engagement: Engagement, today: dt.date) -> Statement:
    """Give the client's account as of a day."""
    found = facts(engagement, today)
    postings, balance = [], 0
    for entry, minor, reads in _posted(found):
        balance += minor
        postings.append(Posting(entry.on, reads, minor, balance))
    books = ledger(found.journal)
    drafts = invoices(engagement, today).drafts
    return Statement(
        found.deal.currency,
        today,
        tuple(postings),
        _aged(books.debts, today),
        tuple(_accruing(found, books.debts)),
        sum(draft.total.minor for draft in drafts),
    )


def _posted(found: Facts) -> Iterator[tuple[Entry, int, str]]:
    every: list[Entry] = [e for of in (Issued, Paid, Refunded) for e in found.journal.of(of)]
    for entry in sorted(every, key=lambda e: e.on):
        match entry:
            case Issued():
                what = "Invoice" if entry.total.minor >= 0 else "Credit note"
                yield entry, entry.total.minor, f"{what} {entry.number}"
            case Paid():
                yield (
                    entry,
                    -entry.amount.minor,
                    f"Payment{f' for {entry.invoice}' if entry.invoice else ''}, thank you",
                )
            case Refunded():
                yield entry, entry.amount.minor, "Given back"


def _aged(debts: tuple[Debt, ...], today: dt.date) -> tuple[int, int, int, int, int]:
    aged = [0, 0, 0, 0, 0]
    for debt in debts:
        late = (today - debt.due).days
        aged[0 if late <= 0 else min(1 + (late - 1) // 30, 4)] += max(debt.left, 0)
    return (aged[0], aged[1], aged[2], aged[3], aged[4])


def _accruing(found: Facts, debts: tuple[Debt, ...]) -> Iterator[tuple[str, int, bool]]:
    for debt in debts:
        clause = _at(found, "financials.late_payment", debt.due)
        if clause is not None:
            minor, provisional = clause.unclaimed(debt, found.deal, found.journal)
            if minor > 0:
                yield debt.number, minor, provisional
