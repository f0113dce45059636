"""Settlement: how the accounts are closed when the engagement ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Issued, Refunded
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import PartPeriods, Price


class Settlement(Clause):
    """What is still paid, or paid back."""

    survives: ClassVar[str] = "It stays in force until both sides have paid what they owe."
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
    wind_down: Money | None = Field(
        None, description="A fee when the client ends without a reason.", examples=["EUR 3000.00"]
    )

    def states(self) -> Iterator[object]:
        """State how part periods are counted, unless a person decides that."""
        if self.acts:
            yield PartPeriods(self.part_months, self.last_day_billed)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the wind-down fee when the client ended it without a reason.

        What was paid ahead comes back by itself: the retainer charges less, and the difference is a credit.
        """
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None or clause.wind_down is None:
            return
        if ended.ended_by is Side.CLIENT and ended.on <= deal.today:
            fee = clause.wind_down
            yield cls.charge(
                "wind_down",
                "wind_down",
                ended.on,
                fee,
                reads=say("Wind-down fee"),
                basis=Basis.of(times, minor=fee.minor, count=1),
                entries=(ended.name,),
                agreed=past.agreed(ended.on - DAY),
            )

    def prices(self) -> Iterator[Price]:
        """Give the fee for leaving without a reason."""
        if self.wind_down is not None:
            once = say("{sum} once", sum=self.wind_down)
            what = say("Leaving without a reason, by the Client")
            yield Price(Cite(f"{self.cite}.wind_down"), what, once, once)

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
        if self.wind_down is not None:
            yield self.finding(
                "CH-EXT-010", Level.ADVICE, "wind_down",
                say(
                    "A fee of {fee} for leaving must be a fair price for winding down under the law"
                    " of {law}, not a"
                    " penalty.",
                    fee=self.wind_down, law=deal.law,
                ),
                say("Keep it close to the hours that winding down takes."), source=PENALTIES,
            )  # fmt: skip
        if not self.last_day_billed:
            yield self.finding(
                "CH-EXT-011", Level.ADVICE, "last_day_billed", say("The last day is worked and not paid."),
                say("Bill it, unless that is meant."),
            )  # fmt: skip


PENALTIES = Source(
    "Cavendish v Makdessi [2015] UKSC 67; Restatement (2d) of Contracts 356; Code civil, 1231-5",
    "certain",
    "2026-08",
)
"""Where courts drew the line between an agreed sum and a penalty."""
