"""Payment: until when, how, in which currency, to which account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.payment import exchange
from charter.core.clauses.financials.payment.exchange import BilledIn
from charter.core.law.lookup import LegalFact, law, law_at
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.bounds import Share, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.converted import CurrencyCode
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Entry, FallsDue, Issued, Named, Paid, Refunded, deem
from charter.core.vocabulary.exchange import ECB, ExchangeRate, InvoicedIn
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Form, Side, Size
from charter.core.vocabulary.sentence import Sentence, say, verbatim
from charter.core.vocabulary.stated import (
    ByPeriod,
    Currency,
    PaymentTerms,
    Price,
    Sides,
    TimeToPay,
    Unanswered,
)
from charter.core.vocabulary.term import Line, Listed, Prose


class Received(Entry):
    """An invoice came to the client, on a later day than that of its issue."""

    about = "invoice"

    kind: Literal["received"] = "received"
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0001"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{invoice}", invoice=self.invoice)


class Payment(Clause, PaymentTerms):
    """How invoices are paid."""

    entries = (Paid, Received, Refunded, ExchangeRate)
    unsaid = say("how it is paid")
    missed = Missed(Level.ERROR, say("nothing says how it is paid"), fees=True)
    from_workspace = ("bank",)

    due_after: TimeToAct = Field(description="How long the client has to pay.", examples=["14 days"])
    counted_from: Literal["issue", "receipt"] = Field(description="From when that time runs.")
    methods: Listed[Literal["bank transfer", "card", "ACH", "SEPA direct debit", "cheque"]] = Field(
        description="How the client may pay.", min_length=1
    )
    bank: Bank | None = Field(None, description="The account to pay to.")
    currency: CurrencyCode = Field(
        description="The currency of every amount in this agreement.", examples=["EUR"]
    )
    billed_in: BilledIn | None = Field(
        None, description="Invoices in another currency; left out: they are in that of the amounts."
    )
    currency_swing: Prose | None = Field(
        None, description="What happens if the currency moves far, as a sentence."
    )
    charges_borne_by: Literal["client", "consultant", "shared"] = Field(
        description="Who bears bank charges; shared: each side those of its own bank."
    )
    card_fee: Share | None = Field(
        None,
        description="What the client bears at most of the fee for paying by card, as a part of the sum paid; left out:"
        " nothing.",
        examples=["1.5 %"],
    )
    set_off: Literal["from this agreement", "only undisputed", "any", "none"] = Field(
        description="Which claims either side may set off. from this agreement: those that are undisputed, confirmed"
        " by a court, or from this agreement."
    )

    @model_validator(mode="after")
    def _a_card_to_pay_with(self) -> Self:
        if self.card_fee is not None and "card" not in self.methods:
            raise ValueError('card_fee, but the client cannot pay by card: add "card" to methods')
        return self

    @model_validator(mode="after")
    def _another_currency(self) -> Self:
        billed = self.billed_in
        if billed is not None and billed.currency == self.currency:
            raise ValueError(f"billed_in is {self.currency}, as every amount is: leave it out")
        if billed is not None and billed.source == ECB and "EUR" not in {billed.currency, self.currency}:
            raise ValueError("the ECB publishes rates of the euro alone: name another source")
        return self

    @figure
    def converted(self, deal: Deal) -> Sentence | None:
        """Work out what an invoice of a thousand comes to, at a rate that is only an example."""
        return exchange.example(self.currency, self.billed_in) if self.billed_in is not None else None

    @figure
    def direct_debit(self, deal: Deal) -> bool:
        """Whether the client may pay by direct debit."""
        return "SEPA direct debit" in self.methods

    def states(self) -> Iterator[object]:
        """State the currency of the account, and how long there is to pay."""
        yield Currency(self.currency)
        yield TimeToPay(self.due_after)
        if self.billed_in is not None:
            into, source = self.billed_in.currency, self.billed_in.source
            yield InvoicedIn(Cite(f"{self.cite}.billed_in.currency"), self.currency, into, source)

    def due(self, issued: dt.date, received: dt.date | None, deal: Deal) -> dt.date:
        """Give the last day to pay an invoice, rolled to a business day as agreed; never before it was received."""
        came = max(issued, received or issued)
        if self.counted_from == "receipt":
            return deal.within(self.due_after, came)
        return max(deal.within(self.due_after, issued), deal.rolled(came))

    @property
    def time(self) -> Duration:
        """How long there is to pay."""
        return self.due_after

    @property
    def pays_to(self) -> Bank | None:
        """The account to which a transfer goes; None where none is named, or nobody pays by transfer."""
        return self.bank if "bank transfer" in self.methods else None

    def prices(self) -> Iterator[Price]:
        """Give what paying by card costs the client."""
        if self.card_fee is not None:
            most = say("{share} of the sum paid", share=self.card_fee)
            yield Price(
                Cite(f"{self.cite}.card_fee"), say("Paying by card"), say("the fee of the card"), most
            )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds of an invoice that has not arrived."""
        then = say("it does not fall due before that")
        term = Cite(f"{self.cite}.counted_from")
        yield Unanswered(term, say("the arrival of an invoice"), Side.CONSULTANT, None, then)

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let an invoice fall due later that came later: it falls due on no day before it was received."""
        for received in journal.of(Received):
            issued = next((i for i in journal.of(Issued) if i.number == received.invoice), None)
            clause = past.at(issued.on) if issued else None
            if issued is None or clause is None:
                continue
            due = clause.due(issued.on, received.on, deal)
            if due > issued.due:
                late = received.known if received.known > received.on else None
                moved = FallsDue(on=received.on, recorded=late, by="time", invoice=received.invoice, due=due)
                yield deem(moved, cls.cite)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Pay what is open of each invoice by its due date."""
        for debt in ledger(journal).debts:
            payable = debt.payable(deal.today) if debt.held else debt.left
            if debt.total > 0 and (payable or not debt.left):  # else all that is left is in dispute
                whole = Money(debt.total, debt.currency)
                left = Money(payable, debt.currency)
                owed = say("{left} of {whole}", left=left, whole=whole) if 0 < payable < debt.total else whole
                yield cls.as_duty(
                    Force.MUST,
                    f"pay/{debt.number}",
                    Side.CLIENT,
                    say("Pay invoice {number}: {owed}", number=debt.number, owed=owed),
                    max(debt.due, debt.zero(deal.today)),
                    debt.issued,
                    meets=meets(Paid, amount=left, invoice=debt.number),
                    met=debt.settled,
                )

    @classmethod
    def objects(
        cls,
        entry: Entry,
        past: Past[Self] | None,
        deal: Deal,
        journal: Journal,
    ) -> Objection | None:
        """Say that more was given back than was paid beyond invoices, and that a rate of exchange converts nothing."""
        if isinstance(entry, ExchangeRate):
            told = exchange.unused(entry, deal, journal)
            return Objection(cls.cite, *told) if told is not None else None
        if not isinstance(entry, Refunded):
            return None
        until = [other for other in journal.entries if other.on <= entry.on]
        beyond = ledger(Journal(until)).over_refunded
        if not beyond:
            return None
        over = Money(beyond, entry.amount.currency)
        why = say(
            "{over} more was given back than the client had paid beyond its invoices: it owes that again.",
            over=over,
        )
        return Objection(cls.cite, why, say("Correct the amount, or issue the credit first."))

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until everything owed is paid")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a time to pay that the law does not allow, and a transfer without an account."""
        yield from self._too_long(deal)
        if "bank transfer" in self.methods and self.bank is None:
            yield self.finding(
                "CH-FIN-041", Level.WARNING, "bank", say("The client may pay by bank transfer, but to no account."),
                say("Add [financials.payment.bank] with holder and iban, or account, scheme and routing."),
            )  # fmt: skip
        yield from self._of_another(deal)
        yield from self._set_off(deal)
        yield from self._charges(deal)

    def _of_another(self, deal: Deal) -> Iterator[Finding]:
        """Find an account in a name that is none of the consultant's: the first sign of a fraud, or of a slip."""
        sides = deal.stated.get(Sides)
        through = sides.biller if isinstance(sides, Sides) else None
        own = [deal.consultant.name, *([through.name] if through else [])]
        if self.bank is not None and self.bank.holder.casefold() not in map(str.casefold, own):
            yield self.finding(
                "CH-FIN-048", Level.WARNING, "bank.holder",
                say(
                    "The account is in the name of {holder}, and the consultant is {name}: a bank may refuse"
                    " the transfer.",
                    holder=self.bank.holder, name=own[-1],
                ),
                say("Write the name as the bank has it, which is that of the party."), to=own[-1],
            )  # fmt: skip

    def _set_off(self, deal: Deal) -> Iterator[Finding]:
        """Find a set-off that is too wide, and one that is too narrow to hold."""
        fact = law(deal.law).fact("set_off", deal.agreed)
        if self.set_off == "any":
            yield self.finding(
                "CH-FIN-042", Level.ADVICE, "set_off",
                say("Either side may set off any claim, also one that the other disputes and that has nothing to do"
                    " with this agreement."),
                say("Allow those that are undisputed or from this agreement."), to="from this agreement",
            )  # fmt: skip
        elif fact is not None and self.set_off in {"none", "only undisputed"}:
            yield self.finding(
                "CH-FIN-046", fact.weight, "set_off", verbatim(fact.rule),
                say("Let claims from this agreement through."),
                source=fact.cited(deal.agreed), to="from this agreement",
            )  # fmt: skip

    def _charges(self, deal: Deal) -> Iterator[Finding]:
        """Find bank charges that one side bears for both, where the law lets each pay its own bank."""
        places = (deal.client.country, deal.consultant.country)
        facts = [law_at(place).fact("bank_charges", deal.agreed) for place in places]
        fact = facts[0]
        if self.charges_borne_by != "shared" and fact is not None and all(facts):
            yield self.finding(
                "CH-FIN-047", fact.weight, "charges_borne_by", verbatim(fact.rule),
                say("Let each side bear the charges of its own bank."),
                source=fact.cited(deal.agreed), to="shared",
            )  # fmt: skip

    def _too_long(self, deal: Deal) -> Iterator[Finding]:
        """Compare the time to pay with the longest that the law allows these parties, and with what is doubtful."""
        fact = law(deal.law).fact("payment_term", deal.agreed)
        days = (deal.after(self.due_after, deal.starts) - deal.starts).days
        longest = _longest(fact, deal) if fact is not None else None
        if fact is not None and longest is not None and days > longest:
            message = say(
                "The client may take {time} to pay; the law sets {longest} days as the longest.",
                time=self.due_after, longest=longest,
            )  # fmt: skip
            if "escape" in fact.value:
                message = say(
                    "The client may take {time} to pay; the law sets {longest} days as the longest,"
                    " unless more was"
                    " agreed expressly and is fair.",
                    time=self.due_after, longest=longest,
                )  # fmt: skip
            yield self.finding(
                "CH-FIN-040", fact.weight, "due_after", message,
                say("Shorten it to {longest} days at most.", longest=longest),
                source=fact.cited(deal.agreed), to=f"{longest} days",
            )  # fmt: skip
        elif fact is not None:
            yield from self._doubtful(days, fact, deal)
        bill = law(deal.law).fact("pending", deal.agreed)
        if bill is not None and days > bill.value["max_days"]:
            yield self.finding(
                "CH-FIN-045", bill.weight, "due_after", verbatim(bill.rule), say("Shorten it already."),
                source=bill.cited(deal.agreed),
            )  # fmt: skip

    def _doubtful(self, days: int, fact: LegalFact, deal: Deal) -> Iterator[Finding]:
        """Find a time to pay that only some agreements may have."""
        if days > fact.value.get("standard_terms_days", days):
            usual = fact.value["standard_terms_days"]
            yield self.finding(
                "CH-FIN-043", Level.ADVICE, "due_after",
                say(
                    "If one side wrote these terms for many agreements, more than {usual} days to"
                    " pay are presumed to"
                    " be too long.",
                    usual=usual,
                ),
                say("Negotiate this term and keep the rounds, or shorten it."), source=fact.cited(deal.agreed),
            )  # fmt: skip
        if ByPeriod in deal.stated and days > fact.value.get("periodic_days", days):
            most = fact.value["periodic_days"]
            yield self.finding(
                "CH-FIN-044", Level.WARNING, "due_after",
                say(
                    "An invoice that sums up a period must be paid within {most} days, and a fee is"
                    " invoiced by the"
                    " period.",
                    most=most,
                ),
                say("Shorten it to {most} days at most.", most=most), source=fact.cited(deal.agreed),
            )  # fmt: skip


def _longest(fact: LegalFact, deal: Deal) -> int | None:
    """Give the longest time to pay between these parties, in days; None where the law does not protect them."""
    small = deal.consultant.form is not Form.COMPANY or deal.consultant.size in {Size.SMALL, Size.MEDIUM}
    if fact.value.get("small_supplier_only") and deal.consultant.size in {Size.MEDIUM, Size.LARGE}:
        return None
    if deal.client.size is Size.LARGE and small and "large_to_sme_days" in fact.value:
        return int(fact.value["large_to_sme_days"])
    return int(fact.value["max_days"])
