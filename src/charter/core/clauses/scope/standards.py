"""Standards: how good the work must be, and what happens to work that was not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
_SHORT = 14


class FaultTold(Entry):
    """The client told of work that was not done with care."""

    whose = Side.CLIENT

    kind: Literal["fault told"] = "fault told"
    what: Line = Field(description="What is wrong.", examples=["The risk list misses a service"])
    done: Day = Field(description="The day on which the work was done.", examples=["2026-04-20"])

    def says(self, named: Named) -> Sentence:
        """Say what is wrong."""
        return say("{what}", what=self.what)


class Standards(Clause):
    """How good the work must be."""

    entries = (FaultTold,)

    told_within: TimeToAct = Field(
        description="How long after the work the client can tell of a fault.", examples=["60 days"]
    )
    remedy_within: TimeToAct = Field(
        description="How long the consultant has to put it right free of charge.",
        examples=["10 business days"],
    )
    results_of_others: Literal["excluded", "included"] = Field(
        description="Whether the consultant answers for products and services of others."
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("for work done by the Last Day")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Put right each fault that was told in time."""
        for told in journal.of(FaultTold):
            clause = past.at(told.on)
            if clause is not None and clause.wrong(told, deal) is None:
                yield ticked(
                    cls.must, f"remedy/{told.name}", Side.CONSULTANT, say("Put right: {what}", what=told.what),
                    deal.within(clause.remedy_within, told.on), told.on, journal, field="remedy_within",
                )  # fmt: skip

    def wrong(self, told: FaultTold, deal: Deal) -> Sentence | None:
        """Say why a fault is not put right free of charge; None where it is."""
        last = deal.within(self.told_within, told.done)
        if told.on > last:
            return say("Told after {day}, it is not put right free of charge.", day=last)
        return None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a fault was told too late, or that nothing was agreed."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("Nothing was agreed about faults."), say("Agree on it first."))
        why = clause.wrong(entry, deal) if clause.acts and isinstance(entry, FaultTold) else None
        return Objection(cls.cite, why, say("Agree on what happens.")) if why is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a time in which nobody can find a fault, and an answer for what others make."""
        if self.told_within.about_days < _SHORT:
            yield self.finding(
                "CH-SCO-060", Level.WARNING, "told_within",
                say("In {time} hardly anybody finds a fault.", time=self.told_within), say("Allow two months."),
                source=PRACTICE, to="60 days",
            )  # fmt: skip
        if self.results_of_others == "included":
            yield self.finding(
                "CH-SCO-061", Level.WARNING, "results_of_others",
                say("The consultant answers for what others make, and cannot change it."), say("Leave that out."),
                source=PRACTICE, to="excluded",
            )  # fmt: skip
