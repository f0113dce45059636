"""An invoice as a paper; a credit note where it gives money back, a note of interest where all of it is for lateness.

Every figure is the frozen one of what was issued. Interest and fixed sums for late payment are damages and no supply:
they bear no tax, and an e-invoice may not mix the two (rules BR-O-11 and BR-O-12 of EN 16931).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from charter.core.document.tree import Fact, Text
from charter.core.engagement import Engagement
from charter.core.papers.code import epc
from charter.core.papers.law_words import in_law, late_words
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.lines import WrittenLine, printed_lines, reconciled, written_lines
from charter.core.papers.model import model
from charter.core.papers.swiss_bill import swiss_bill
from charter.core.papers.tree import Band, BandCell, BankAccount, Code, LineTable, Paper, PaperKind
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.billed import Taxed, interest_line
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.exchange import invoiced_in
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Accruing, PaymentTerms


def kind(entry: Issued) -> PaperKind:
    """Say what was issued."""
    if entry.total.minor < 0:
        return "credit note"
    return "note of interest" if all(map(interest_line, entry.lines)) else "invoice"


def invoice(engagement: Engagement, entry: Issued, today: dt.date) -> Paper:
    """Give what was issued, or what a draft would be, as a paper: as known on the day of its issue, or today.

    What was issued is the same paper on every later day.
    """
    head = Letterhead.of(engagement, entry.on, min(entry.known, today))
    lines = written_lines(head, engagement, entry)
    what, sign = kind(entry), -1 if entry.total.minor < 0 else 1
    total, taxes = (entry.total if sign > 0 else -entry.total), entry.taxes or ()
    taxed = any(one.tax for one in taxes) and reconciled(lines, taxes)
    bill = swiss_bill(head, entry, total) if sign > 0 else None
    code = _code(head, entry, total) if sign > 0 and bill is None else None
    title = _title(what, entry.number)
    return Paper(
        kind=what,
        name=file_name(entry.number),
        title=head.say(title),
        lead=head.say(_lead(head, lines, what)),
        running=head.say(say("{title} of {day}, {client}", title=title, day=entry.on, client=head.client.name)),
        language=str(head.tongue.locale),
        sheet=head.sheet,
        dated=entry.on,
        house=head.house,
        sender=head.sender,
        address=head.address(entry.to),
        facts=tuple(_facts(head, entry, lines)),
        band=_owed(head, entry, total, code) if sign > 0 else _credited(head, lines, total, taxes),
        body=(
            LineTable(
                columns=tuple(_columns(head, total.currency, taxed=taxed)),
                rows=tuple(printed_lines(head, lines, taxed=taxed, sign=sign)),
                taxed=taxed,
                totals=tuple(_totals(head, entry, lines, sign)),
                due=(head.say(_due(entry, what)), head.tongue.sum(total)),
            ),
        ),
        notes=tuple(_notes(head, entry, lines, what)),
        legal=head.legal,
        foot=f"{head.say(title)} \u00b7 {head.consultant.name}",
        bill=bill,
        model=tuple(model(head, entry, lines, what)),
        **head.words_of_pages(),
    )  # fmt: skip


def file_name(number: str) -> str:
    """Give the name of a paper's file: of its number what every system takes.

    >>> file_name("NL-2026-0036"), file_name("../2026/36"), file_name("/")
    ('NL-2026-0036', '2026-36', 'paper')
    """
    return re.sub(r"[^\w.-]+", "-", number).strip(".-") or "paper"


def _title(what: PaperKind, number: str) -> Sentence:
    match what:
        case "credit note":
            return say("Credit note {number}", number=number)
        case "note of interest":
            return say("Note of interest {number}", number=number)
        case _:
            return say("Invoice {number}", number=number)


def _lead(head: Letterhead, lines: tuple[WrittenLine, ...], what: PaperKind) -> Sentence:
    """Say what it is about, from its lines."""
    if what == "note of interest":
        outside = say("Damages for late payment; outside VAT")
        return outside if head.levy.deducted else say("Interest and fixed sums for late payment")
    corrected = tuple(dict.fromkeys(line.corrects.invoice.number for line in lines if line.corrects))
    if what == "credit note" and corrected:
        return say("Corrects {numbers}", numbers=corrected)
    clauses = tuple(dict.fromkeys(head.cited(line.billed.clause).partition(" ")[2] for line in lines))
    days = [line.billed.last for line in lines if line.billed.last]
    if not days:
        return say("{what}", what=clauses)
    return say("{what}, {period}", what=clauses, period=_span(head, lines))


def _span(head: Letterhead, lines: tuple[WrittenLine, ...]) -> str:
    """Write the first to the last day of all lines."""
    lasts = [line.billed.last for line in lines if line.billed.last]
    firsts = [line.billed.first or line.billed.last for line in lines if line.billed.last]
    return head.tongue.period(min(filter(None, firsts)), max(lasts))


# ── beside the address ─────────────────────────────────────────────────────────────────────────


def _facts(head: Letterhead, entry: Issued, lines: tuple[WrittenLine, ...]) -> Iterator[Fact]:
    yield head.fact(say("Date"), head.strong(head.tongue.day(entry.on)))
    credited = {one.invoice.number: one.invoice for line in lines if (one := line.corrects) is not None}
    if credited and entry.total.minor < 0:
        said = "; ".join(
            head.say(say("{number} of {day}", number=number, day=one.on)) for number, one in credited.items()
        )
        yield head.fact(say("Credits"), head.strong(said))
    if any(line.billed.last for line in lines):
        yield head.fact(say("Service period"), Text(_span(head, lines)))
    if entry.order:
        yield head.fact(say("Your order"), head.strong(entry.order))
    yield head.agreed()
    yield from head.your_tax()
    yield from head.questions()


# ── the band ───────────────────────────────────────────────────────────────────────────────────


def _owed(head: Letterhead, entry: Issued, total: Money, code: Code | None) -> Band:
    tongue, terms = head.tongue, head.found.at(PaymentTerms, entry.on)
    tax = sum((one.tax for one in entry.taxes or ()), total.zero())
    until = (
        say("{time}, {clause}", time=terms.time, clause=head.where(PaymentTerms)) if terms else say("at once")
    )
    return Band(
        BandCell(head.say(say("To pay")), (tongue.sum(total),), head.say(_tax_in(head, tax))),
        BandCell(head.say(say("by")), (tongue.weekday(entry.due), tongue.day(entry.due)), head.say(until)),
        account(head, terms.pays_to if terms is not None else None, entry.number, scanned=code is not None),
        code,
    )


def _tax_in(head: Letterhead, tax: Money) -> Sentence:
    """Say how much of a sum is tax."""
    if not tax:
        return say("no tax in it")
    return say("of which {name} {tax}", name=head.tax_name, tax=head.tongue.figure(tax))


def account(head: Letterhead, bank: Bank | None, about: str, *, scanned: bool) -> BankAccount | None:
    """Give where to pay and what to quote; None where no account is named."""
    if bank is None:
        return None
    label = say("to the account, or scan") if scanned else say("to the account")
    kept = (
        (say("Holder"), bank.holder),
        (say("IBAN"), bank.iban or ""),
        (say("BIC"), bank.bic or ""),
        (say("{scheme}", scheme=bank.scheme or ""), bank.routing or ""),
        (say("Account"), bank.account or ""),
        (say("Quote"), about),
    )
    return BankAccount(head.say(label), tuple((head.say(name), value) for name, value in kept if value))


def _code(head: Letterhead, entry: Issued, total: Money) -> Code | None:
    terms = head.found.at(PaymentTerms, entry.on)
    bank = terms.pays_to if terms is not None else None
    if bank is None:
        return None
    return epc(bank, total, entry.number)


def _credited(
    head: Letterhead, lines: tuple[WrittenLine, ...], total: Money, taxes: tuple[Taxed, ...]
) -> Band:
    """Say what is credited, that nothing is paid on it, and on which invoice how much."""
    tongue = head.tongue
    tax = -sum((one.tax for one in taxes), total.zero())
    against = say("Set against what is owed, or paid back")
    whole = {one.invoice.number: one.invoice for line in lines if (one := line.corrects) is not None}
    named = tuple((number, tongue.sum(one.total)) for number, one in whole.items())
    return Band(
        BandCell(head.say(say("Credited to you")), (tongue.sum(total),), head.say(_tax_in(head, tax))),
        BandCell(head.say(say("Pay nothing on this paper")), (head.say(against),), ""),
        BankAccount(head.say(say("Invoiced before")), named) if named else None,
        None,
    )


# ── lines and totals ───────────────────────────────────────────────────────────────────────────


def _columns(head: Letterhead, currency: str, *, taxed: bool) -> Iterator[str]:
    names = (
        say("No."), say("Period"), say("What, and the clause it rests on"), say("Quantity"),
        say("Price {currency}", currency=currency), *((head.tax_name,) if taxed else ()),
        say("Amount {currency}", currency=currency),
    )  # fmt: skip
    return (head.say(name) for name in names)


def _due(entry: Issued, what: PaperKind) -> Sentence:
    if what == "credit note":
        return say("Credited to you")
    return say("To pay by {day}", day=entry.due)


def _totals(
    head: Letterhead, entry: Issued, lines: tuple[WrittenLine, ...], sign: int
) -> Iterator[tuple[str, str]]:
    """Give the sum without tax, each tax with what it is counted on, and what lies outside it."""
    tongue = head.tongue

    def shown(money: Money) -> str:
        return tongue.figure(money if sign > 0 else -money)

    outside = sum((line.billed.amount for line in lines if interest_line(line.billed)), entry.net.zero())
    if entry.net != outside:
        yield head.say(say("Net")), shown(entry.net - outside)
    for one in entry.taxes or ():
        if one.tax:
            name = say("{tax} on {net}", tax=tax_words(one), net=shown(one.net))
            yield head.say(name), shown(one.tax)
    if outside:
        label = say("Interest and fixed sums for late payment")
        if head.levy.deducted:
            label = say("Outside VAT: damages for late payment, not a supply")
        yield head.say(label), shown(outside)


def tax_words(one: Taxed) -> Sentence:
    """Say a tax with its rate, or the words of the law for none; as they were frozen."""
    if one.reads == f"VAT {one.rate}":
        return say("VAT {rate}", rate=one.rate)
    return say("{words}", words=one.reads)


# ── what else must be said ─────────────────────────────────────────────────────────────────────


def _notes(
    head: Letterhead, entry: Issued, lines: tuple[WrittenLine, ...], what: PaperKind
) -> Iterator[Fact]:
    invoiced = invoiced_in(head.deal)
    if invoiced is not None and entry.total.currency != invoiced.currency:
        yield head.fact(
            say("Currency"), say("No invoice yet: it is to be converted into {code}.", code=invoiced.currency)
        )
    for one in entry.taxes or ():
        if not one.tax:
            yield head.fact(say("Tax"), head.strong(head.say(in_law(one.reads))))
    if what == "note of interest" and head.levy.deducted:
        yield head.fact(
            head.tax_name,
            say(
                "No VAT is due or shown: interest and fixed sums are damages, and no price. Nothing to deduct."
            ),
        )
    if what == "credit note":
        yield from _correcting(head, entry, lines)
        return
    terms, late = head.found.at(PaymentTerms, entry.on), head.found.at(Accruing, entry.due)
    if terms is not None and terms.pays_to is not None:
        unchanged = say(
            "As both sides signed it. Another one counts only when both have signed that ({clause}): ask {who} if a"
            " letter says otherwise.",
            clause=head.where(PaymentTerms),
            who=head.author.name if head.author is not None else head.consultant.name,
        )
        yield head.fact(say("Account"), unchanged)
    warned = late.warned(entry.due, head.deal) if late is not None and what == "invoice" else None
    if late is not None and warned is not None:
        clause = head.where(Accruing)
        yield head.fact(say("If late"), say("{warned} ({clause}).", warned=warned, clause=clause))
    if what == "invoice":
        yield from late_words(head, entry)


def _correcting(head: Letterhead, entry: Issued, lines: tuple[WrittenLine, ...]) -> Iterator[Fact]:
    """Say what a credit note corrects, and what becomes of the tax in it."""
    numbers = tuple(dict.fromkeys(one.invoice.number for line in lines if (one := line.corrects) is not None))
    if numbers:
        yield head.fact(
            say("Correction"), say("It corrects {numbers}. All else in that invoice stands.", numbers=numbers)
        )
    tax = -sum((one.tax for one in entry.taxes or ()), entry.net.zero())
    if tax and head.levy.deducted:
        yield head.fact(
            head.tax_name, say("Please reduce your input tax by {tax}.", tax=head.tongue.sum(tax))
        )
