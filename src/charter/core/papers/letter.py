"""Letters about an invoice that is late: reminders and the notice that work may stop, on the sums of the day.

Each is a step of the ladder that the clauses agree (`vocabulary.ladder`): a letter that would come too early, or whose
step waits for a message before it, is none. Each paragraph names the clause that it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from charter.core.document.tree import Fact, Text
from charter.core.engagement import Engagement
from charter.core.papers.code import epc
from charter.core.papers.invoice import account, file_name
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.statement import NothingYet
from charter.core.papers.tree import Band, BandCell, Closing, Paper, Reckoning, Said
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.ladder import Reached, Rung, ways_up
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, say_n
from charter.core.vocabulary.stated import Accruing, PaymentTerms, Suspending

SUSPENSION = "suspension"
"""The message that announces that work may stop."""
_SECOND = 2


class _Matter(NamedTuple):
    """What a letter is about: the debt and its invoice, the step it takes, the one after it, and notes of interest."""

    head: Letterhead
    debt: Debt
    invoice: Issued
    step: Reached
    place: int
    after: Rung | None
    notes: tuple[Debt, ...]

    @property
    def open(self) -> Money:
        """What is unpaid of the invoice and may not be held back."""
        return Money(self.debt.payable(self.head.day), self.debt.currency)

    @property
    def to_pay(self) -> Money:
        """What is unpaid of the invoice and of notes of interest on it."""
        return sum((Money(note.payable(self.head.day), note.currency) for note in self.notes), self.open)

    @property
    def suspends(self) -> bool:
        """Whether it announces that work may stop."""
        return self.step.rung.message == SUSPENSION


def letter_paper(engagement: Engagement, number: str, message: str, today: dt.date) -> Paper:
    """Give the next letter about an invoice: `message` is "reminder" or "suspension".

    What was received on the day itself is that letter, so that it can be written again. Raises NothingYet where the
    invoice is not overdue, or the step may not be taken on that day.
    """
    matter = _matter(engagement, number, message, today)
    head, tongue = matter.head, matter.head.tongue
    title = head.say(_title(matter))
    return Paper(
        kind="letter",
        name=f"{message}{'' if matter.suspends else f'-{matter.place}'}-{file_name(number)}",
        title=title,
        lead=head.say(_lead(matter)),
        running=f"{title}, {matter.debt.number}",
        language=str(tongue.locale),
        sheet=head.sheet,
        dated=today,
        house=head.house,
        sender=head.sender,
        address=head.address(matter.invoice.to),
        facts=tuple(_facts(matter)),
        band=_band(matter),
        body=tuple(_body(matter)),
        notes=tuple(_notes(matter)),
        legal=head.legal,
        foot=f"{title}, {matter.debt.number} \u00b7 {head.consultant.name}",
        **head.words_of_pages(),
    )


def _matter(engagement: Engagement, number: str, message: str, today: dt.date) -> _Matter:
    head = Letterhead.of(engagement, today, today)
    journal, deal = head.found.journal, head.deal
    books = ledger(journal)
    debt = next((one for one in books.debts if one.number.casefold() == number.casefold()), None)
    if debt is None or not debt.overdue(today):
        raise NothingYet(f"{number} is not overdue on {today}")
    steps = tuple(ways_up(debt, deal, journal))
    asked = [step for step in steps if step.rung.message == message]
    step = next((one for one in asked if one.met is None or one.met >= today), None)
    if step is None or step.since > today:
        raise NothingYet(_why_not(debt, message, step, asked, steps))
    invoice = next(one for one in journal.of(Issued) if one.number == debt.number)
    about = f"/{debt.number}"
    notes = tuple(
        one
        for one in books.debts
        if one.principal <= 0 and one.payable(today) > 0
        for entry in journal.of(Issued)
        if entry.number == one.number and all(about in line.charge for line in entry.lines)
    )
    ladder = deal.ruled(debt.due).ladder
    after = next((later for one, later in pairwise(ladder) if one is step.rung), None)
    return _Matter(head, debt, invoice, step, asked.index(step) + 1, after, notes)


def _why_not(
    debt: Debt, message: str, step: Reached | None, asked: list[Reached], steps: tuple[Reached, ...]
) -> str:
    if step is not None:
        return f"the next {message} on {debt.number} may go out from {step.since} on"
    if asked:
        return f"every {message} that is agreed on {debt.number} was received"
    waits = steps[-1].rung.message if steps else ""
    if waits:
        return f"no {message} on {debt.number} may go out yet: the {waits} before it was not received"
    return f"no {message} is agreed"


# ── what stands above ──────────────────────────────────────────────────────────────────────────


def _title(matter: _Matter) -> Sentence:
    if matter.suspends:
        return say("Notice of suspension")
    if matter.place == 1:
        return say("A reminder")
    return say("Second reminder") if matter.place == _SECOND else say("Reminder no. {n}", n=matter.place)


def _lead(matter: _Matter) -> Sentence:
    if matter.suspends:
        day = matter.head.tongue.day(_stop(matter))
        return say("My work may stop on {day} unless {number} is paid", day=day, number=matter.debt.number)
    late = (matter.head.day - matter.debt.due).days
    return say_n(
        "Invoice {number} is {n} day late",
        "Invoice {number} is {n} days late",
        late,
        number=matter.debt.number,
    )


def _stop(matter: _Matter) -> dt.date:
    """Give the first day on which work may stop, if the letter is received on the next business day at the latest."""
    head = matter.head
    clause = head.found.at(Suspending, head.day)
    received = head.deal.rolled_forward(head.day)
    return clause.first_stop(matter.debt, received, head.deal) if clause is not None else received


def _facts(matter: _Matter) -> Iterator[Fact]:
    head, invoice = matter.head, matter.invoice
    yield head.fact(say("Date"), head.strong(head.tongue.day(head.day)))
    about = say("{number} of {day}", number=invoice.number, day=head.tongue.day(invoice.on))
    yield head.fact(say("About"), head.strong(head.say(about)))
    if invoice.order:
        yield head.fact(say("Your order"), Text(invoice.order))
    yield head.agreed()
    yield from head.questions()


def _band(matter: _Matter) -> Band:
    head, tongue = matter.head, matter.head.tongue
    terms = head.found.at(PaymentTerms, head.day)
    bank = terms.pays_to if terms is not None else None
    about = " ".join((matter.debt.number, *(note.number for note in matter.notes)))
    code = epc(bank, matter.to_pay, about) if bank is not None else None
    until = _until(matter)
    note = say("as of {day}", day=tongue.day(head.day))
    label = say("This keeps me at work") if matter.suspends else say("To pay now")
    when = say("if it arrives by") if matter.suspends else say("by")
    return Band(
        BandCell(head.say(label), (tongue.sum(matter.to_pay),), head.say(note)),
        BandCell(
            head.say(when), (tongue.weekday(until), tongue.day(until)), head.cited(matter.step.rung.cite)
        ),
        account(head, bank, about, scanned=code is not None),
        code,
    )


def _until(matter: _Matter) -> dt.date:
    """Give the last business day before more may follow: the stop, or the next step of the ladder."""
    head = matter.head
    if matter.suspends:
        return _stop(matter) - DAY
    after = head.deal.rolled_forward(head.day)
    if matter.after is None:
        return after
    calendar = head.deal.ruled(matter.debt.due).calendar
    own = matter.after.after.after(matter.debt.zero(head.day), calendar)
    last = own if matter.after.over else own - DAY
    return max(calendar.roll(last, "back"), after)


# ── the letter ─────────────────────────────────────────────────────────────────────────────────


def _body(matter: _Matter) -> Iterator[Said | Reckoning | Closing]:
    head, debt = matter.head, matter.debt
    yield Said("", (Text(head.say(say("Dear {name},", name=_name(matter)))),))
    yield _said(matter, matter.step.rung.cite, _opening(matter))
    yield Reckoning(tuple(_reckoned(matter)))
    late = head.found.at(Accruing, debt.due)
    if late is not None:
        yield from _lateness(matter, late)
    clause = head.found.at(Suspending, head.day) if matter.suspends else None
    if clause is not None:
        for sentence in clause.announced(head.deal):
            yield _said(matter, matter.step.rung.cite, sentence)
    elif matter.after is not None:
        told = say(
            "If any of it is open after {day}: {step}",
            day=head.tongue.day(_until(matter)),
            step=matter.after.reads,
        )
        yield _said(matter, matter.after.cite, told)
    yield Closing(
        head.say(say("With kind regards")),
        head.author.name if head.author is not None else head.consultant.name,
        head.consultant.name,
    )


def _said(matter: _Matter, cite: str, sentence: Sentence) -> Said:
    return Said(matter.head.cited(cite), (Text(matter.head.say(sentence)),))


def _name(matter: _Matter) -> str:
    """Name who is written to: the person after the client's name, else the client."""
    name = matter.head.client.name
    return (matter.invoice.to or name).removeprefix(name).lstrip(", ") or name


def _opening(matter: _Matter) -> Sentence:
    debt, tongue = matter.debt, matter.head.tongue
    due = tongue.weekday_and_day(debt.due)
    if matter.suspends:
        return say(
            "invoice {number} was due on {due} and is unpaid. This is the notice that my work may stop: if anything"
            " overdue is left after {last}, it may stop on {day}.",
            number=debt.number, due=due, last=tongue.day(_until(matter)), day=tongue.day(_stop(matter)),
        )  # fmt: skip
    if matter.place == 1:
        return say(
            "invoice {number} was due on {due}, and I cannot find your payment. Perhaps it crossed with this letter;"
            " then there is nothing to do.",
            number=debt.number, due=due,
        )  # fmt: skip
    return say(
        "invoice {number} was due on {due}, and is still unpaid. Please pay it now.",
        number=debt.number,
        due=due,
    )


def _reckoned(matter: _Matter) -> Iterator[tuple[str, str]]:
    """Give the invoice, what was paid or credited on it, notes of interest on it, and what is left."""
    head, tongue, debt, today = matter.head, matter.head.tongue, matter.debt, matter.head.day

    def row(label: Sentence, minor: int) -> tuple[str, str]:
        return head.say(label), tongue.figure(Money(minor, debt.currency))

    yield row(say("Invoice {number} of {day}", number=debt.number, day=tongue.day(debt.issued)), debt.total)
    for day, amount in debt.payments:
        if day <= today:
            yield row(say("Paid or credited on {day}", day=tongue.day(day)), -amount)
    if held := debt.held_back(today):
        yield row(say("In dispute, and held back"), -held)
    for note in matter.notes:
        label = say("Note of interest {number} of {day}", number=note.number, day=tongue.day(note.issued))
        yield row(label, note.payable(today))
    yield head.say(say("To pay")), tongue.sum(matter.to_pay)


def _lateness(matter: _Matter, late: Accruing) -> Iterator[Said]:
    """Say what lateness costs, or what it has come to."""
    head = matter.head
    minor, provisional = late.unclaimed(matter.debt, head.deal, head.found.journal)
    clause = head.where(Accruing)
    if minor > 0:
        sum_ = head.tongue.sum(Money(minor, matter.debt.currency))
        so_far = say(
            "Interest has run to {sum} so far. It is owed once I claim it on a note of its own.", sum=sum_
        )
        if provisional:
            so_far = say("{said} The rate is not published yet, so the sum may change.", said=so_far)
        yield Said(clause, (Text(head.say(so_far)),))
    elif (warned := late.warned(matter.debt.due, head.deal)) is not None:
        yield Said(clause, (Text(head.say(say("{warned}.", warned=warned))),))


def _notes(matter: _Matter) -> Iterator[Fact]:
    """Say what is enclosed: the invoice, and notes of interest that are open."""
    names = (matter.debt.number, *(note.number for note in matter.notes))
    yield matter.head.fact(say("Enclosed"), say("{papers}", papers=names))
    if matter.suspends:
        yield matter.head.fact(say("Notice"), say("In the form that counts for notices under the agreement."))
