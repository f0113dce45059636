"""Charges, invoices and the statement.

Charges are append-only. What is learned later (an amendment, a notice, an entry recorded late) never changes a
charge: on the day it is learned the engagement is computed anew, and each difference is booked as a correction. So
an amended prepaid month, a correction and a refund on exit need no code of their own, and the charges until an
earlier day are always a prefix of those until a later one.

An invoice is what was charged and is not yet issued, by charge id. What lateness costs stands on a note of its own: it
is no supply, and an e-invoice may not mix the two. What was issued is frozen in the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.invoice_lines import InvoiceDraft, LinesInOrder, invoice_draft
from charter.core.vocabulary.arithmetic.kernels import correction
from charter.core.vocabulary.billed import INTEREST, Taxed
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Ended, Entry, Issued, Paid, Refunded
from charter.core.vocabulary.exchange import account_currency
from charter.core.vocabulary.journal import Watched
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.series import Numbers
from charter.core.vocabulary.stated import Accruing, Issuing, Usage


def charges(engagement: Engagement, today: dt.date) -> tuple[Charge, ...]:
    """Give every charge booked until a day, in the order booked."""
    found: tuple[Charge, ...] = engagement.memo(_charges, today)
    return found


def _charges(engagement: Engagement, today: dt.date) -> tuple[Charge, ...]:
    booked = _Book()
    since = dt.date.min
    for state in reversed(tuple(_states(engagement, today))):
        booked.restate(state.charges, since)
        since = state.today + DAY
    return tuple(booked.charges)


class _State(NamedTuple):
    """The charges as known at the end of a day, sorted by date, and the kinds of entry that were read for them."""

    today: dt.date
    charges: list[Charge]
    reads: frozenset[type[Entry]]


def _states(engagement: Engagement, today: dt.date) -> Iterator[_State]:
    """Give the state of today, and of the eve of each day that may change charges before it, latest first.

    Such a day is one on which something was learned, or of an entry of a restating kind (`Entry.restates`). Between two
    of them nothing happened but what comes with time. An entry learned late makes no state where the
    next one never read its kind: without it, that would have come out the same.
    """
    learned = _retroactive_days(engagement, today)
    day: dt.date | None = today + DAY
    while day is not None:
        eve = facts(engagement, day - DAY)
        state = _computed(eve)
        yield state
        while learned and not _affects(learned[-1][1], state.reads):
            learned.pop()
        since = learned[-1][0] if learned else engagement.contract.starts
        restating = {e.on for e in eve.deemed if e.restates and since < e.on < day}
        yield from (_computed(facts(engagement, on - DAY)) for on in sorted(restating, reverse=True))
        day = learned.pop()[0] if learned else None


def _affects(learned: set[type[Entry]], reads: frozenset[type[Entry]]) -> bool:
    """Whether what was learned on a day may affect a state: a restating kind, or one that the state read."""
    return any(kind.restates or kind in reads for kind in learned)


def _retroactive_days(engagement: Engagement, today: dt.date) -> list[tuple[dt.date, set[type[Entry]]]]:
    """Give the days on which something was learned that may change what was charged before, and its kinds.

    What was later voided counts too: it was booked in its time. An amendment counts as an end, which is of a
    restating kind, unless it only looks ahead.
    """
    contract, journal = engagement.contract, engagement.journal
    days: dict[dt.date, set[type[Entry]]] = {day: {Ended} for day in contract.restated}
    restating = (entry for kind in journal.kinds if kind.restates for entry in journal.of(kind))
    for entry in chain(restating, (late for late in journal.late if late.retroactive)):
        days.setdefault(entry.known, set()).add(type(entry))
    return sorted((day, kinds) for day, kinds in days.items() if contract.starts < day <= today)


def _computed(found: Facts) -> _State:
    """Compute every charge on the facts of a day."""
    journal = Watched(found.journal)
    every = [
        charge
        for past in found.pasts.values()
        for charge in past.kind.charges(past, found.deal, journal)
        if charge.minor and charge.on <= found.deal.today
    ]
    return _State(found.deal.today, sorted(every, key=attrgetter("on")), found.reads | journal.reads)


class _Book:
    """What was booked: charges in order, and the sum by id."""

    def __init__(self) -> None:
        self.charges: list[Charge] = []
        self._sums: dict[str, int] = {}
        self._last: dict[str, Charge] = {}

    def restate(self, computed: Iterable[Charge], since: dt.date) -> None:
        """Book what is new since a day as it is, and what differs from before as corrections, by date.

        What was booked and now arises only after that day is given back on it, and booked anew when it arises.
        """
        fresh: list[Charge] = []
        standing = dict.fromkeys(self._sums)
        for charge in computed:
            standing.pop(charge.id, None)
            if charge.id not in self._sums:
                fresh.append(charge if charge.on >= since else charge._replace(on=since))
            else:
                if charge.on > since:
                    fresh.extend(self._reversed(charge.id, since))
                if charge.minor == self._sums[charge.id]:
                    continue
                fresh.append(self._correction(charge, charge.minor, max(charge.on, since)))
            self._last[charge.id] = charge
            self._sums[charge.id] = charge.minor
        for name in standing:
            fresh.extend(self._reversed(name, since))
        self.charges.extend(sorted(fresh, key=attrgetter("on")))

    def _reversed(self, name: str, on: dt.date) -> Iterator[Charge]:
        if self._sums[name]:
            yield self._correction(self._last[name], 0, on)
            self._sums[name] = 0

    def _correction(self, charge: Charge, now: int, on: dt.date) -> Charge:
        """Give the difference between what was booked and what is right now; named by both where they differ."""
        was, read = self._sums[charge.id], self._last[charge.id].reads
        told = read if was else charge.reads
        if was and now and charge.reads != read:
            told = say("{before}; now {after}", before=read, after=charge.reads)
        return charge._replace(
            id=f"{charge.id}@{on}",
            on=on,
            minor=now - was,
            reads=say("Credit: {what}", what=told) if now < was else say("Correction: {what}", what=told),
            basis=Basis.of(correction, now=now, was=was),
        )


# ── invoices ───────────────────────────────────────────────────────────────────────────────────


class Invoices(NamedTuple):
    """Invoices issued, and drafts of what is charged and not issued."""

    issued: tuple[Issued, ...]
    drafts: tuple[InvoiceDraft, ...]


def invoices(engagement: Engagement, today: dt.date, elsewhere: frozenset[str] = frozenset()) -> Invoices:
    """Give the invoices as of a day: those issued, and a draft for each day of the cycle with open charges.

    What lateness costs is a draft of its own, after the other of its day.

    `elsewhere` holds numbers that were used outside, as in other engagements of the workspace: no draft takes one, nor
    one that is issued later in this journal.
    """
    found: Invoices = engagement.memo(_invoices, today, elsewhere)
    return found


def _invoices(engagement: Engagement, today: dt.date, elsewhere: frozenset[str]) -> Invoices:
    found = facts(engagement, today)
    issued = found.journal.of(Issued)
    billed = {line.charge for invoice in issued for line in invoice.lines}
    days: dict[tuple[dt.date, bool], list[Charge]] = {}
    for charge in charges(engagement, today):
        if charge.id not in billed:
            apart = charge.id.startswith(INTEREST)
            days.setdefault((_invoice_day(found, charge.on), apart), []).append(charge)
    used = Numbers(chain(elsewhere, (invoice.number for invoice in engagement.journal.of(Issued))))
    lines = LinesInOrder(found)
    drafts = (invoice_draft(lines, day, used, of) for (day, _), of in sorted(days.items()))
    return Invoices(issued, tuple(drafts))


def _invoice_day(found: Facts, day: dt.date) -> dt.date:
    """Give the day of the cycle on which a charge is invoiced; when the engagement is over, without waiting for it."""
    past = found.past(Issuing)
    regular: dt.date = past.kind.next_day(past, day, found.deal) if past else day
    ends = found.deal.ends
    return max(day, ends) if ends is not None and regular >= ends else regular


# ── the statement ──────────────────────────────────────────────────────────────────────────────


class Posting(NamedTuple):
    """One line of the statement; `minor` adds to what the client owes (negative: takes away).

    `invoiced` says that it is an invoice or credit note, with the tax of each rate in it (`taxes`); else it is money
    that moved.
    """

    on: dt.date
    reads: str
    minor: int
    balance: int
    invoiced: bool
    taxes: tuple[Taxed, ...] = ()

    @property
    def tax(self) -> int:
        """The tax in it, of all rates."""
        return sum(taxed.tax.minor for taxed in self.taxes)


AGES = (
    "not yet due",
    "1 to 30 days late",
    "31 to 60 days late",
    "61 to 90 days late",
    "over 90 days late",
)


class Statement(NamedTuple):
    """The account of the client on a day, in minor units of one currency.

    `aged` is what is overdue by up to 30, 60, 90 and more days, after what is not yet due; less the `credit` that the
    client has paid ahead, plus what was given back too much (`over_refunded`), it adds up to the balance. `interest` is
    what has accrued and was not claimed, by invoice; `provisional` says that a rate in it is not published yet. `usage`
    is how what the fees include in the running period is used up. `taxes` is what was invoiced with tax, and the tax,
    one for each rate. `uninvoiced` is what was charged and not invoiced; what of it is still in the currency that was
    agreed, for want of a rate, is `unconverted`.
    """

    currency: str
    today: dt.date
    postings: tuple[Posting, ...]
    aged: tuple[int, int, int, int, int]
    credit: int
    over_refunded: int
    interest: tuple[tuple[str, int, bool], ...]
    uninvoiced: int
    usage: tuple[Usage, ...]
    taxes: tuple[Taxed, ...] = ()
    unconverted: Money | None = None

    @property
    def balance(self) -> int:
        """What the client owes on invoices issued."""
        return self.postings[-1].balance if self.postings else 0

    @property
    def by_age(self) -> tuple[tuple[str, int], ...]:
        """What is `aged`, each under its name."""
        return tuple(zip(AGES, self.aged, strict=True))


def statement(engagement: Engagement, today: dt.date) -> Statement:
    """Give the client's account as of a day."""
    found = facts(engagement, today)
    postings, balance = [], 0
    for entry, minor, reads in _posted(found):
        balance += minor
        taxes = (entry.taxes or ()) if isinstance(entry, Issued) else ()
        postings.append(Posting(entry.on, reads, minor, balance, isinstance(entry, Issued), taxes))
    books = ledger(found.journal)
    drafts = invoices(engagement, today).drafts
    waiting = [draft for draft in drafts if draft.wants is not None]
    return Statement(
        account_currency(found.deal),
        today,
        tuple(postings),
        _aged(books.debts, today),
        books.credit,
        books.over_refunded,
        tuple(_accruing(found, books.debts)),
        sum(draft.total.minor for draft in drafts if draft.wants is None),
        usages(found, today),
        tuple(_by_rate(found.journal.of(Issued))),
        sum((draft.total for draft in waiting[1:]), waiting[0].total) if waiting else None,
    )


def usages(found: Facts, day: dt.date) -> tuple[Usage, ...]:
    """Say how what fees include is used in the period of a day."""
    held = (past.kind.usage(past, day, found.deal, found.journal) for past in found.pasts.values())
    return tuple(chain.from_iterable(held))


def _by_rate(issued: Iterable[Issued]) -> Iterator[Taxed]:
    """Sum the taxes of invoices, rate by rate, each under the words of its first invoice."""
    held: dict[tuple[str, Percent], Taxed] = {}
    for each in chain.from_iterable(invoice.taxes or () for invoice in issued):
        rate = each.reads, each.rate
        so_far = held.get(rate)
        held[rate] = each if so_far is None else so_far.plus(each)
    yield from held.values()


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
            case Refunded():  # pragma: no branch - the last of three kinds
                yield entry, entry.amount.minor, "Given back"


def _aged(debts: tuple[Debt, ...], today: dt.date) -> tuple[int, int, int, int, int]:
    aged = [0, 0, 0, 0, 0]
    for debt in debts:
        late = (today - debt.due).days
        aged[0 if late <= 0 else min(1 + (late - 1) // 30, 4)] += debt.left
    return (aged[0], aged[1], aged[2], aged[3], aged[4])


def _accruing(found: Facts, debts: tuple[Debt, ...]) -> Iterator[tuple[str, int, bool]]:
    for debt in debts:
        clause = found.at(Accruing, debt.due)
        if clause is not None:
            minor, provisional = clause.unclaimed(debt, found.deal, found.journal)
            if minor > 0:
                yield debt.number, minor, provisional
