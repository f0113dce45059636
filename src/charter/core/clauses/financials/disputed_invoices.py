"""Disputed invoices: what the client disputes in time, with reasons, may wait; the rest is due.

A dispute holds back the sum that it names. The consultant answers, the sides have a time to agree, and what then turns
out to be owed becomes payable on the day on which the dispute ended: from that day the ladder counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.converted import OfAccount
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.dispute import HeldBack, Released
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Issued, Named, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered
from charter.core.vocabulary.term import Line, Prose

_LONG = 60
"""More days than a dispute should take before somebody else decides."""


class Disputed(Entry, OfAccount):
    """The client disputes a sum on an invoice, by message and with reasons."""

    whose = Side.CLIENT
    needs = "dispute"
    about = "invoice"

    kind: Literal["disputed"] = "disputed"
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0001"])
    amount: Money = Field(description="The sum in dispute.", examples=["EUR 2000.00"])
    reasons: Prose = Field(
        description="Why it is not owed.", examples=["12 of the hours were for another client."]
    )
    received: dt.date | None = Field(None, description="The day it was received; left out: the same day.")

    @property
    def counts(self) -> dt.date:
        """The day it was received."""
        return self.received or self.on

    def says(self, named: Named) -> Sentence:
        """Say how much of which, and why."""
        return say(
            "{amount} of {invoice}: {reasons}", amount=self.amount, invoice=self.invoice, reasons=self.reasons
        )


class DisputeAnswered(Entry):
    """The consultant answers a dispute, by message and with reasons."""

    whose = Side.CONSULTANT
    about = "invoice"

    kind: Literal["dispute answered"] = "dispute answered"
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0001"])

    def says(self, named: Named) -> Sentence:
        """Say on which invoice."""
        return say("on {invoice}", invoice=self.invoice)


class DisputeEnded(Entry, OfAccount):
    """A dispute has ended: the sides agreed, one gave way, or a court decided."""

    restates = True
    about = "invoice"

    kind: Literal["dispute ended"] = "dispute ended"
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0001"])
    owed: Money | None = Field(
        None, description="What of the disputed sum is owed; left out: nothing.", examples=["EUR 500.00"]
    )

    def says(self, named: Named) -> Sentence:
        """Say on which invoice, and what is owed of the sum."""
        if self.owed is None:
            return say("on {invoice}: nothing of the sum is owed", invoice=self.invoice)
        return say("on {invoice}: {owed} of the sum are owed", invoice=self.invoice, owed=self.owed)


class Dispute(NamedTuple):
    """A dispute in time, its answer, and how it ended; None while it did not."""

    disputed: Disputed
    answered: dt.date | None
    ended: DisputeEnded | None

    @property
    def released(self) -> Money | None:
        """What became payable again: no more than was held back."""
        owed = self.ended.owed if self.ended is not None else None
        return min(owed, self.disputed.amount, key=lambda money: money.minor) if owed is not None else None


class DisputedInvoices(Clause):
    """What follows when the client says that a sum on an invoice is not owed."""

    entries = (Disputed, DisputeAnswered, DisputeEnded)
    unsaid = say("what holds for a sum in dispute")
    missed = Missed(Level.WARNING, say("a sum in dispute counts as overdue"), fees=True)

    answer: TimeToAct = Field(
        description="How long the consultant has to answer a dispute.", examples=["5 business days"]
    )
    resolve: TimeToAct = Field(
        description="How long after that answer the sides have to agree, before either may have it decided.",
        examples=["10 business days"],
    )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds while nobody answers a dispute, and where the sides do not agree."""
        answer = say("the sum stays held back")
        yield Unanswered(
            Cite(f"{self.cite}.answer"), say("an answer to a dispute"), Side.CONSULTANT, self.answer, answer
        )
        court = say("either side may have a court decide")
        yield Unanswered(
            Cite(f"{self.cite}.resolve"), say("an end of the dispute"), "both", self.resolve, court
        )

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let the client hold back what it disputes in time, until the dispute has ended; not owed, it stays so."""
        for dispute in disputes(past, journal):
            said, ended = dispute.disputed, dispute.ended
            held = HeldBack(
                on=said.counts,
                recorded=_late(said, said.counts),
                by="time",
                invoice=said.invoice,
                amount=said.amount,
            )
            yield deem(held, cls.cite)
            if ended is not None and dispute.released is not None:
                known = _late(ended, ended.on)
                back = Released(
                    on=ended.on, recorded=known, by="time", invoice=said.invoice, amount=dispute.released
                )
                yield deem(back, cls.cite)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each dispute, agree on it, have it decided if nobody agrees, and credit what is not owed."""
        for dispute in disputes(past, journal):
            said, clause = dispute.disputed, past.at(dispute.disputed.counts)
            if clause is not None:
                yield from clause._of(dispute, said.counts, deal)  # noqa: SLF001 - its own

    def _of(self, dispute: Dispute, since: dt.date, deal: Deal) -> Iterator[Duty]:
        said, ended = dispute.disputed, dispute.ended
        by = deal.within(self.answer, since)
        answered = dispute.answered or (ended.on if ended is not None else None)
        yield self.must(
            f"answer/{said.invoice}/{since}", Side.CONSULTANT,
            say("Answer the dispute of {amount} on invoice {number}", amount=said.amount, number=said.invoice),
            by, since, field="answer", meets=meets(DisputeAnswered, invoice=said.invoice), met=answered,
        )  # fmt: skip
        until = deal.within(self.resolve, by)
        if ended is None and until < deal.today:
            yield self.may(
                f"decide/{said.invoice}/{since}", "both",
                say(
                    "Have the dispute of {amount} on invoice {number} decided",
                    amount=said.amount, number=said.invoice,
                ),
                None, until + DAY, field="resolve", meets=meets(DisputeEnded, invoice=said.invoice),
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a dispute holds nothing back, and why; or that none was there to answer or to end."""
        if not isinstance(entry, Disputed | DisputeAnswered | DisputeEnded):
            return None
        told = cls._told(entry, past, journal)
        return Objection(cls.cite, *told) if told is not None else None

    @classmethod
    def _told(
        cls, entry: Disputed | DisputeAnswered | DisputeEnded, past: Past[Self] | None, journal: Journal
    ) -> tuple[Sentence, Sentence] | None:
        known = disputes(past, journal) if past is not None else ()
        if any(dispute.disputed.invoice == entry.invoice for dispute in known):
            return None
        if not isinstance(entry, Disputed):
            why = say("No sum on invoice {number} was in dispute.", number=entry.invoice)
            return why, say("Record the dispute too, or let it be.")
        issued = next((i for i in journal.of(Issued) if i.number == entry.invoice), None)
        clause = past.at(entry.counts) if past is not None else None
        if clause is not None and not clause.acts:
            return None  # a person decides
        if clause is None:
            why = say("Nothing was agreed about disputes: the sum stays due.")
            return why, say("Agree that what is disputed in time may wait.")
        debt = ledger(journal).debt(entry.invoice) if issued is not None else None
        if debt is None:
            why = say("There is no invoice {number} that could be disputed.", number=entry.invoice)
            return why, say("Name the invoice by its number.")
        why = say("The dispute came after the due date, {day}: the sum stays due.", day=debt.due)
        return why, say("Pay it, and claim it back.")

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until everything owed is paid")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a dispute that goes on for too long before somebody decides it."""
        if self.answer.about_days + self.resolve.about_days > _LONG:
            yield self.finding(
                "CH-FIN-066", Level.ADVICE, "resolve",
                say("A dispute goes on for more than {days} days before anybody decides it.", days=_LONG),
                say("Shorten the times to answer and to agree."),
            )  # fmt: skip


def disputes(past: Past[DisputedInvoices], journal: Journal) -> tuple[Dispute, ...]:
    """Give the disputes that came in time, each by the due date as it stood then; of two on one invoice the first."""
    found: dict[str, Dispute] = {}
    for said in journal.of(Disputed):
        issued = next((i for i in journal.of(Issued) if i.number == said.invoice), None)
        debt = ledger(journal).debt(said.invoice)
        clause = past.at(said.counts)
        if issued is None or debt is None or clause is None or said.invoice in found:
            continue
        if issued.on <= said.counts <= debt.due_before(said.counts):
            answers = journal.about(DisputeAnswered, said.invoice, said.counts)
            ends = journal.about(DisputeEnded, said.invoice, said.counts)
            answered = answers[0].on if answers else None
            found[said.invoice] = Dispute(said, answered, ends[0] if ends else None)
    return tuple(found.values())


def _late(entry: Entry, on: dt.date) -> dt.date | None:
    """Give the day on which an entry was learned, where that is later than it counts."""
    return entry.known if entry.known > on else None
