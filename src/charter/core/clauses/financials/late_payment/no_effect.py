"""Why a claim brings nothing or less than it says, and why a notice of calling in moves no due date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.late_payment.claims import Account, Claimed
from charter.core.clauses.financials.late_payment.published import RatePublished
from charter.core.law.lookup import law
from charter.core.vocabulary.clause import Objection
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.late_payment import LatePayment

Told = tuple[Sentence, Sentence]
"""Why an entry changes nothing, and what to do."""

NOT_AGREED: Told = (
    say("Nothing was agreed about paying late: the claim brings nothing."),
    say("Claim what the law grants by a letter of its own."),
)


def of_claim(clause: LatePayment, debt: Debt, claim: Claimed, deal: Deal, journal: Journal) -> Told | None:
    """Say why a claim brings nothing or no interest: too early, no reminder, no published rate."""
    account = Account(clause, debt, deal, journal)
    step = account.step
    if step is None:
        why = say("A reminder that comes before the claim was never received: the claim brings nothing.")
        return why, say("Send it, and claim again from the next business day on.")
    if claim.on < step.since:
        why = say("The claim came before it may be made, which is from {day} on.", day=step.since)
        return why, say("Claim again from then on, if the invoice is still unpaid.")
    brought = next(one for one in account.claims() if one.claim == claim)
    accrual = clause.accrued(debt, claim.on, deal, journal)
    if accrual is not None and accrual.provisional:
        alone = say("The claim brings the fixed sum alone: the rate of the interest is not published yet.")
        nothing = say("The claim brings nothing: the rate of the interest is not published yet.")
        return alone if brought.charges else nothing, say(
            "Claim the interest again once the rate is published; one that is, a person may enter."
        )
    if claim.costs is not None and not any("/collecting/" in charge.id for charge in brought.charges):
        why = say("The claim brings nothing for collecting {invoice}.", invoice=debt.number)
        return why, say("It may be claimed where it was agreed, and once every reminder was received.")
    if any(charge.minor for charge in brought.charges):
        return None
    why = say("There was nothing to claim on {invoice} that was not claimed before.", invoice=debt.number)
    return why, say("Let it be.")


def of_rate(clause: LatePayment | None, entry: RatePublished, deal: Deal, journal: Journal) -> Told | None:
    """Say why an entered rate counts for nothing: no such interest, another law, known or entered before, or wrong."""
    if clause is None or clause.interest != "statutory":
        why = say("No interest as the law sets it was agreed: the rate changes nothing.")
        return why, say("Let it be.")
    told, rules = entry.entered, law(deal.ruled(entry.on).law).late_interest(entry.since)
    if told is None or rules is None or told.series != rules.series:
        why = say("The interest of this agreement does not rest on a rate of the law {law}.", law=entry.law)
        return why, say("Enter that of the law {law}.", law=deal.ruled(entry.on).law)
    if wrong := told.contradicted:
        why = say(
            "The rate was {rate} from {since}, as published: what was entered counts for nothing.",
            rate=f"{wrong.percent} %", since=wrong.since,
        )  # fmt: skip
        return why, say("Look it up again, and void the entry.")
    before = (each for each in journal.of(RatePublished) if each.known <= entry.known and each != entry)
    if any(
        (each.series, each.since) == (told.series, told.since) and each.rate != entry.rate for each in before
    ):
        why = say("Another rate from {since} was entered before, and counts.", since=entry.since)
        return why, say("Void the one that is wrong.")
    return None


def of_credit(claim: Claimed) -> Told:
    """Say that a credit note is never late."""
    why = say("{invoice} is a credit note, on which nothing is late.", invoice=claim.invoice)
    return why, say("Name the late invoice.")


def of_calling_in(clause: LatePayment | None, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that a notice calls in nothing: no such right, or no invoice that is late enough."""
    if clause is None or clause.acceleration is None or notice.side is Side.CLIENT:
        why = say(
            "The agreement gives the {side} no right to call in invoices: none falls due.", side=notice.side
        )
        return why, say("Wait until each is due, or agree on it.")
    if any(clause.may_call_in(debt, notice.counts, deal, journal) for debt in ledger(journal).debts):
        return None
    why = say(
        "No invoice had been late for {time} when the notice came: no other falls due.",
        time=clause.acceleration,
    )
    return why, say("Give it again once one is.")


def objection(clause: type[LatePayment], told: Told | None) -> Objection | None:
    """Put the clause before what is told."""
    return Objection(clause.cite, *told) if told is not None else None
