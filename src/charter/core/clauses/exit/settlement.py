"""Settlement: how the accounts are closed when the engagement ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.law.lookup import law
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Accepted, Ended, Issued, Refunded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import PartPeriods, Price
from charter.core.vocabulary.term import Key, Line, Terms

Path = Literal[
    "client without reason", "consultant without reason", "client for cause", "consultant for cause",
    "change of control", "person lost", "term over",
]  # fmt: skip
"""How an engagement ended, by whom and why."""

CAUSES = frozenset({"ending", "at once"})
"""The notices that end an engagement because of what the other side did."""


class Leaving(Terms):
    """A payment that the client owes once the engagement ended in one way."""

    when: Path = Field(
        description="How it ended: by which side, and why.", examples=["client without reason"]
    )
    amount: Money = Field(description="How much the client pays then.", examples=["EUR 3000.00"])
    what: Line = Field(description="What it is for.", examples=["winding the work down"])


class Settlement(Clause):
    """What is still paid, or paid back."""

    unsaid = say("how the accounts are closed")
    missed = Missed(Level.WARNING, say("nothing says what is paid, or paid back, when it ends"))

    final_invoice: TimeToAct = Field(
        description="How long after the end the final invoice is issued.", examples=["14 days"]
    )
    part_months: Literal["actual", "fixed 30"] = Field(
        description="How part periods are counted: by the days they have, or each month as 30."
    )
    last_day_billed: bool = Field(description="Whether the last day is paid for.")
    prepaid_returned: TimeToAct = Field(
        description="How long after the end what was paid ahead is returned.", examples=["14 days"]
    )
    later_invoice: TimeToAct | None = Field(
        None,
        description="How long after its acceptance what a deliverable accepted later earns is invoiced.",
        examples=["14 days"],
    )
    payments: dict[Key, Leaving] = Field(
        default_factory=dict, description="What the client pays besides, each by the way in which it ended."
    )

    def states(self) -> Iterator[object]:
        """State how part periods are counted, unless a person decides that."""
        if self.acts:
            yield PartPeriods(self.part_months, self.last_day_billed)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until both sides have paid what they owe")

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what is agreed for the way in which it ended.

        What was paid ahead comes back by itself: the retainer charges less, and the difference is a credit.
        """
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None or ended.on > deal.today:
            return
        for key, leaving in clause.payments.items():
            if leaving.when == path_of(ended):
                yield cls.charge(
                    key,
                    f"payments.{key}",
                    ended.on,
                    leaving.amount,
                    reads=say("Payment on leaving, for {what}", what=leaving.what),
                    basis=Basis.of(times, minor=leaving.amount.minor, count=1),
                    entries=(ended.name,),
                    agreed=past.agreed(ended.on - DAY),
                )

    def prices(self) -> Iterator[Price]:
        """Give what leaving costs, by the way in which it ends."""
        for key, leaving in self.payments.items():
            once = say("{sum} once", sum=leaving.amount)
            yield Price(Cite(f"{self.cite}.payments.{key}"), WAYS[leaving.when], once, once)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Issue the final invoice, and give back what was paid ahead."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        last = ended.on - DAY
        final = next((i.on for i in journal.of(Issued, ended.on)), None)
        yield cls.must(
            "final-invoice",
            Side.CONSULTANT,
            say("Issue the final invoice after {day}", day=last),
            deal.within(clause.final_invoice, last),
            ended.on,
            field="final_invoice",
            meets=meets(Issued),
            met=final,
        )
        for accepted in journal.of(Accepted, ended.on) if clause.later_invoice is not None else ():
            after = journal.of(Issued, accepted.on)
            yield cls.must(
                f"later-invoice/{accepted.deliverable}/{accepted.on}",
                Side.CONSULTANT,
                say("Issue what {name} earns", name=deal.named(DELIVERABLES, accepted.deliverable)),
                deal.within(clause.later_invoice or clause.final_invoice, accepted.on),
                accepted.on,
                field="later_invoice",
                meets=meets(Issued),
                met=next((issued.on for issued in after), None),
            )
        credit = ledger(journal).credit
        given = next((r.on for r in journal.of(Refunded, ended.on)), None)
        if credit > 0 or given is not None:
            amount = Money(max(credit, 0), deal.currency)
            ahead = say("Give back what was paid ahead")
            yield cls.must(
                "return",
                Side.CONSULTANT,
                say("Give back what was paid ahead: {amount}", amount=amount) if credit > 0 else ahead,
                deal.within(clause.prepaid_returned, last),
                ended.on,
                field="prepaid_returned",
                meets=meets(Refunded, amount=amount),
                met=given if credit <= 0 else None,
            )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a wind-down fee in a law that may void it, and a last day worked for nothing."""
        for key, leaving in self.payments.items():
            yield self.finding(
                "CH-EXT-010", Level.ADVICE, f"payments.{key}.amount",
                say(
                    "A fee of {fee} for leaving must be a fair price for winding down under the law"
                    " of {law}, not a"
                    " penalty.",
                    fee=leaving.amount, law=deal.law,
                ),
                say("Keep it close to the hours that winding down takes."),
                source=law(deal.law).source("penalty", deal.agreed),
            )  # fmt: skip
        if not self.last_day_billed:
            yield self.finding(
                "CH-EXT-011", Level.ADVICE, "last_day_billed", say("The last day is worked and not paid."),
                say("Bill it, unless that is meant."),
            )  # fmt: skip


def path_of(ended: Ended) -> Path | None:
    """Say in which way an engagement ended; None where nothing tells, as after an end that was agreed."""
    if ended.ended_by is not None:
        return "client without reason" if ended.ended_by is Side.CLIENT else "consultant without reason"
    if ended.of == "change of control":
        return "change of control"
    if ended.of == "person lost":
        return "person lost"
    if ended.of in CAUSES and ended.given_by is not None:
        return "client for cause" if ended.given_by is Side.CLIENT else "consultant for cause"
    return "term over" if ended.deemed == "foundation.term" else None


WAYS: dict[Path, Sentence] = {
    "client without reason": say("Leaving without a reason, by the Client"),
    "consultant without reason": say("Leaving without a reason, by the Consultant"),
    "client for cause": say("Leaving for a breach, by the Client"),
    "consultant for cause": say("Leaving for a breach, by the Consultant"),
    "change of control": say("Leaving after a change of control"),
    "person lost": say("Leaving because a person is lost for good"),
    "term over": say("The end of the term"),
}
"""Each way in which an engagement ends, as the list of prices says it."""
