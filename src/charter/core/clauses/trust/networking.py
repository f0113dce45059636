"""Networking: introductions for the client's good, with a yes first, and no commission that the client does not see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line
from charter.core.vocabulary.ticked import ticked


class Introduced(Entry):
    """An introduction: who was introduced to the client."""

    whose = Side.CONSULTANT

    kind: Literal["introduced"] = "introduced"
    whom: Line = Field(description="Whom.", examples=["Fennel & Co, a maker of sensors"])
    agreed: bool = Field(description="Whether both had said yes before.")
    interest: Line | None = Field(
        None,
        description="What the consultant has from it; left out: nothing.",
        examples=["a share in Fennel & Co"],
    )

    def says(self, named: Named) -> Sentence:
        """Say whom, and what the consultant has from it."""
        return (
            say("{whom}; interest: {interest}", whom=self.whom, interest=self.interest)
            if self.interest
            else say("{whom}", whom=self.whom)
        )


class Commission(Entry):
    """Somebody paid the consultant for an introduction or a recommendation."""

    whose = Side.CONSULTANT

    kind: Literal["commission"] = "commission"
    from_whom: Line = Field(description="From whom.", examples=["Fennel & Co"])
    amount: Money = Field(description="How much.", examples=["EUR 500.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much, from whom."""
        return say("{amount} from {whom}", amount=self.amount, whom=self.from_whom)


class Networking(Clause):
    """Introductions and recommendations."""

    entries = (Introduced, Commission)

    duty: Literal["none", "where it helps"] = Field(description="Whether the consultant owes introductions.")
    disclose_within: TimeToAct = Field(
        description="How soon an interest in what is recommended is told.", examples=["2 business days"]
    )
    commissions: Literal["none", "credited"] = Field(
        description="none: the consultant takes none; credited: what it gets is told and credited to the client."
    )
    credit_within: TimeToAct | None = Field(
        None, description="How soon a commission is credited.", examples=["30 days"]
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("for commissions on what was recommended before")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell an interest, and give a commission to the client."""
        for made in journal.of(Introduced):
            clause = past.at(made.on)
            if clause is not None and made.interest is not None:
                yield ticked(
                    cls.must, f"disclose/{made.name}", Side.CONSULTANT,
                    say("Tell the client of your interest: {interest}", interest=made.interest),
                    deal.within(clause.disclose_within, made.on), made.on, journal, field="disclose_within",
                )  # fmt: skip
        for paid in journal.of(Commission):
            clause = past.at(paid.on)
            if clause is not None:
                time = clause.credit_within or clause.disclose_within
                yield ticked(
                    cls.must, f"credit/{paid.name}", Side.CONSULTANT,
                    say("Give the client the commission: {amount}", amount=paid.amount),
                    deal.within(time, paid.on), paid.on, journal, field="commissions",
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that an introduction came without a yes, or that a commission was not to be taken."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(
                cls.cite, say("Nothing was agreed about introductions."), say("Agree on it first.")
            )
        if clause.acts and isinstance(entry, Introduced) and not entry.agreed:
            return Objection(cls.cite, say("Both had to say yes before."), say("Ask them now."))
        if clause.acts and isinstance(entry, Commission) and clause.commissions == "none":
            return Objection(
                cls.cite, say("No commission was to be taken."), say("Give it back, or to the client.")
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find commissions without a day on which the client gets them, and a day for none."""
        if self.commissions == "credited" and self.credit_within is None:
            yield self.finding(
                "CH-TRU-030", Level.WARNING, "credit_within", say("Nothing says when a commission reaches the client."),
                say("Name a time."), to="30 days", source=law(deal.law).source("referral", deal.agreed),
            )  # fmt: skip
        if self.commissions == "none" and self.credit_within is not None:
            yield self.finding(
                "CH-TRU-031", Level.ADVICE, "credit_within", say("No commission is taken, so none is credited."),
                say("Leave it out."), to=None,
            )  # fmt: skip
