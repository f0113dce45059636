"""The statement of account as a paper: what is open and how old, then how it came about.

It is no invoice: it shows no tax, and says so. What has accrued and was not claimed stands beside the balance.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter

from charter.core.billing import Statement, statement
from charter.core.document.tree import Fact
from charter.core.engagement import Engagement
from charter.core.papers.code import epc
from charter.core.papers.invoice import account, kind
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.tree import Band, BandCell, Bar, BarShare, Code, Paper, PaperTable
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.entry import Issued, Paid, Refunded
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, say_n
from charter.core.vocabulary.stated import Accruing, PaymentTerms

_OPEN = (26, 24, 24, 18, 26, 26, 0)
_MOVES = (24, 0, 38, 25, 25, 25)
"""Widths of columns in millimetres; 0 takes what is left."""
_NAMES = {
    "invoice": say("Invoice"),
    "credit note": say("Credit note"),
    "note of interest": say("Note of interest"),
}
"""What was issued, in a table."""


class NothingYet(ValueError):  # noqa: N818 - it is named for what is so
    """There is nothing that a paper could say; the message says what is missing."""


def statement_paper(engagement: Engagement, today: dt.date) -> Paper:
    """Give the client's account as a paper. Raises NothingYet where nothing was issued or paid."""
    found = statement(engagement, today)
    if not found.postings:
        raise NothingYet("nothing was issued or paid yet, so there is no account to state")
    head = Letterhead.of(engagement, today, today)
    owing = [debt for debt in ledger(head.found.journal).debts if debt.open(today) > 0]
    title = head.say(say("Statement of account"))
    return Paper(
        kind="statement",
        name=f"statement-{today}",
        title=title,
        lead=head.say(
            say(
                "Everything between us from {first} to {last}, in {currency}",
                first=found.postings[0].on, last=today, currency=found.currency,
            )
        ),
        running=f"{title}, {head.client.name}",
        language=str(head.tongue.locale),
        sheet=head.sheet,
        dated=today,
        house=head.house,
        sender=head.sender,
        address=head.address(head.recipient()),
        facts=tuple(_facts(head, found)),
        band=_band(head, found, owing),
        body=(
            *((_ages(head, found),) if any(found.aged) else ()),
            *((_open(head, owing, found.currency),) if owing else ()),
            _moves(head, found),
        ),
        notes=tuple(_notes(head, found)),
        legal=head.legal,
        foot=f"{title}, {head.tongue.day(today)} \u00b7 {head.consultant.name}",
        **head.words_of_pages(),
    )  # fmt: skip


def _facts(head: Letterhead, found: Statement) -> Iterator[Fact]:
    yield head.fact(say("As of"), head.strong(head.tongue.day(found.today)))
    yield head.agreed()
    yield from head.your_tax()
    yield from head.questions()


def _band(head: Letterhead, found: Statement, owing: list[Debt]) -> Band:
    tongue, today = head.tongue, found.today
    late = [debt for debt in owing if debt.overdue(today)]
    overdue = Money(sum(debt.payable(today) for debt in late), found.currency)
    not_due = Money(found.aged[0], found.currency)
    owed = Money(found.balance, found.currency)
    if owed.minor < 0:
        cell = BandCell(head.say(say("You have paid ahead")), (tongue.sum(-owed),), "")
    else:
        note = head.say(say("{sum} of it is not yet due", sum=tongue.sum(not_due))) if not_due else ""
        cell = BandCell(head.say(say("You owe")), (tongue.sum(owed),), note)
    listed = say_n("{n} invoice, below", "{n} invoices, below", len(late)) if late else say("nothing is late")
    about = " ".join(debt.number for debt in late)
    bank, code = _paid(head, overdue, about)
    quote = head.say(say("the invoice numbers")) if len(late) > 1 else about
    return Band(
        cell,
        BandCell(head.say(say("Overdue, please pay now")), (tongue.sum(overdue),), head.say(listed)),
        account(head, bank, quote, scanned=code is not None),
        code,
    )


def _paid(head: Letterhead, amount: Money, about: str) -> tuple[Bank | None, Code | None]:
    """Give the account to pay to, and the code for an amount."""
    terms = head.found.at(PaymentTerms, head.day)
    bank = terms.pays_to if terms is not None else None
    return bank, epc(bank, amount, about) if bank is not None else None


def _ages(head: Letterhead, found: Statement) -> Bar:
    """Show how old what is owed is."""
    labels = (
        say("not yet due"), say("1 to 30 days late"), say("31 to 60"), say("61 to 90"), say("over 90"),
    )  # fmt: skip
    whole = sum(found.aged)
    shares = (
        BarShare(
            head.say(label),
            head.tongue.figure(Money(minor, found.currency)),
            minor * 1000 // whole if whole else 0,
            grey,
        )
        for grey, (label, minor) in enumerate(zip(labels, found.aged, strict=True))
    )
    label = say("How old it is, {currency}, by days after the due date", currency=found.currency)
    return Bar(head.say(label), tuple(shares))


def _open(head: Letterhead, owing: list[Debt], currency: str) -> PaperTable:
    tongue, today = head.tongue, head.day
    columns = (
        say("Invoice"), say("Issued"), say("Due"), say("Days late"), say("Amount"), say("Open"), say("Why"),
    )  # fmt: skip
    rows = [
        (
            debt.number,
            tongue.short(debt.issued),
            tongue.short(debt.due),
            str(max((today - debt.due).days, 0) or "\u2013"),
            tongue.figure(Money(debt.total, currency)),
            tongue.figure(Money(debt.open(today), currency)),
            head.say(_why(debt, today)),
        )
        for debt in owing
    ]
    together = tongue.figure(Money(sum(debt.open(today) for debt in owing), currency))
    rows.append((head.say(say("Together")), "", "", "", "", together, ""))
    return PaperTable(
        head.say(say("Open invoices")),
        tuple(map(head.say, columns)),
        tuple(rows),
        _OPEN,
        (3, 4, 5),
        (len(rows) - 1,),
    )


def _why(debt: Debt, today: dt.date) -> Sentence:
    """Say why less is open than was invoiced, or what may be held back."""
    if debt.held_back(today) > 0:
        return say("in dispute")
    return say("paid or credited in part") if debt.open(today) < debt.total else say("{nothing}", nothing="")


def _moves(head: Letterhead, found: Statement) -> PaperTable:
    """Show every move of the account, with what was owed after it."""
    tongue, currency = head.tongue, found.currency
    entries: list[Issued | Paid | Refunded] = [
        *head.found.journal.of(Issued), *head.found.journal.of(Paid), *head.found.journal.of(Refunded),
    ]  # fmt: skip
    moved = zip(sorted(entries, key=attrgetter("on")), found.postings, strict=True)
    rows: list[tuple[str, ...]] = [
        (
            tongue.short(posting.on),
            head.say(_what(entry)),
            _paper(entry),
            tongue.figure(Money(posting.minor, currency)) if posting.minor >= 0 else "",
            tongue.figure(Money(-posting.minor, currency)) if posting.minor < 0 else "",
            tongue.figure(Money(posting.balance, currency)),
        )
        for entry, posting in moved
    ]
    charged = sum(one.minor for one in found.postings if one.minor >= 0)
    paid = -sum(one.minor for one in found.postings if one.minor < 0)
    rows.append(
        (
            tongue.short(found.today), head.say(say("Balance")), "",
            *(tongue.figure(Money(minor, currency)) for minor in (charged, paid, found.balance)),
        )
    )  # fmt: skip
    columns = (say("Day"), say("What"), say("Paper"), say("Charged"), say("Paid, credited"), say("Balance"))
    return PaperTable(
        head.say(say("How it came about")), tuple(map(head.say, columns)), tuple(rows), _MOVES, (3, 4, 5),
        (len(rows) - 1,),
    )  # fmt: skip


def _what(entry: Issued | Paid | Refunded) -> Sentence:
    match entry:
        case Issued():
            return _NAMES[kind(entry)]
        case Paid():
            return say("Payment, thank you")
        case Refunded():  # pragma: no branch - the last of the kinds
            return say("Paid back to you")


def _paper(entry: Issued | Paid | Refunded) -> str:
    """Name the paper that a move is, or that its payer named."""
    match entry:
        case Issued():
            return entry.number
        case Paid():
            return entry.invoice or ""
        case Refunded():  # pragma: no branch - the last of the kinds
            return ""


def _notes(head: Letterhead, found: Statement) -> Iterator[Fact]:
    accrued = Money(sum(minor for _, minor, _ in found.interest), found.currency)
    if accrued:
        told = say(
            "Accrued to {day} and not claimed: {sum}. None of it is in the balance; it becomes a debt only by a note of"
            " interest ({clause}).",
            day=found.today, sum=head.tongue.sum(accrued), clause=head.where(Accruing),
        )  # fmt: skip
        yield head.fact(say("Interest"), told)
    if found.uninvoiced:
        so_far = Money(found.uninvoiced, found.currency)
        told = say("Earned and not yet invoiced: {sum}, not in the balance.", sum=head.tongue.sum(so_far))
        yield head.fact(say("To come"), told)
    if found.unconverted:
        told = say(
            "Earned, and waiting for a rate of exchange: {sum}, not in the balance.",
            sum=head.tongue.sum(found.unconverted),
        )
        yield head.fact(say("To come"), told)
    yield head.no_invoice(
        say("It shows invoices that were sent before."),
        say("Payments after {day} are not in it.", day=found.today),
    )
