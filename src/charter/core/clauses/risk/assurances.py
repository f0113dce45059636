"""Assurances: which facts each side promises, what follows if one is untrue, and by when that is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Keyed, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Terms

PromisedFact: TypeAlias = Literal[
    "power", "no conflict", "original work", "no infringement", "licences", "not debarred", "true information", "other",
]  # fmt: skip
"""A fact that agreements usually promise; any other is said in words."""

OF_CLAUSES = {"cause": "exit.termination", "indemnity": "risk.indemnity"}
"""Which clause says what follows of a remedy."""


class Assurance(Terms):
    """One promise of fact."""

    by: Literal["client", "consultant", "both"] = Field(description="Who promises it.")
    that: PromisedFact = Field(description="Which fact.")
    words: Line | None = Field(
        None,
        description="For another fact: what, as the end of: it promises that …",
        examples=["it is not insolvent"],
    )
    knowledge: bool = Field(default=False, description="Whether only as far as it knows.")
    remedy: Literal["put right", "cause", "indemnity"] = Field(
        description="What follows if it is untrue: it is put right, a serious breach, or claims are kept off."
    )

    @model_validator(mode="after")
    def _in_words(self) -> Self:
        if (self.that == "other") != (self.words is not None):
            raise ValueError('words say another fact: write that = "other" with words, or leave them out')
        return self


class Untrue(Entry):
    """A fact that a side promised is untrue."""

    about = "assurance"

    kind: Literal["untrue"] = "untrue"
    assurance: Key = Field(description="Its key under risk.assurances.", examples=["licences"])
    side: Side = Field(description="The side that promised it.")

    @property
    def actor(self) -> Side:
        """The side that promised it."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say which, and whose."""
        return say("{assurance}, promised by the {side}", assurance=self.assurance, side=self.side)


class Assurances(Keyed[Assurance]):
    """Which facts each side promises, each under a key: `[risk.assurances.power]`."""

    entries = (Untrue,)
    unsaid = say("promises of fact")

    __pydantic_extra__: dict[Key, Assurance] = Field(init=False)

    tell_within: TimeToAct = Field(
        description="How soon a side tells that a fact became untrue.", examples=["5 business days"]
    )
    may_rely: bool = Field(
        default=False, description="Whether the consultant may rely on what the client tells it."
    )
    nothing_else: bool = Field(default=False, description="Whether neither side promises any other fact.")

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("for what was untrue by the Last Day")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of what became untrue, and put it right where that was agreed."""
        for untrue in journal.of(Untrue):
            clause = past.at(untrue.on)
            promise = clause.promised(untrue) if clause is not None else None
            if clause is None or promise is None:
                continue
            key = f"tell/{untrue.name}"
            yield cls.must(
                key, untrue.side, say("Tell that a promise became untrue: {name}", name=untrue.assurance),
                deal.within(clause.tell_within, untrue.on), untrue.on, field="tell_within",
                meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
            )  # fmt: skip
            if promise.remedy == "put right":
                key = f"put-right/{untrue.name}"
                yield cls.must(
                    key, untrue.side, say("Put right what was promised: {name}", name=untrue.assurance), None,
                    untrue.on, field=f"{untrue.assurance}.remedy",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    def promised(self, untrue: Untrue) -> Assurance | None:
        """Give the promise that an entry is about; None where that side promised no such fact."""
        promise = self.things.get(untrue.assurance)
        return promise if promise is not None and promise.by in {"both", str(untrue.side)} else None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that the side promised no such fact."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, Untrue) and clause is not None and clause.promised(entry) is None:
            why = say(
                "The {side} promised no fact under the name {name}.", side=entry.side, name=entry.assurance
            )
            return Objection(cls.cite, why, say("Use a key of risk.assurances, and the side that promised."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find promises that nobody can keep, that bind one side, that nothing follows, or that are missing."""
        promised = list(self.things.values())
        for key, promise in self.things.items():
            if promise.that == "no infringement" and not promise.knowledge:
                yield self.finding(
                    "CH-RSK-080", Level.WARNING, f"{key}.knowledge",
                    say("Nobody can know all rights of others, and this promises that none is broken."),
                    say("Promise it as far as the side knows."), to=True,
                )  # fmt: skip
            needs = OF_CLAUSES.get(promise.remedy)
            if needs is not None and not deal.has(needs):
                yield self.finding(
                    "CH-RSK-081", Level.WARNING, f"{key}.remedy",
                    say("The remedy rests on a clause that this agreement does not have: {clause}.", clause=needs),
                    say("Add that clause, or choose to put it right."), to="put right",
                )  # fmt: skip
        if len({promise.by for promise in promised}) == 1 and promised[0].by != "both":
            yield self.finding(
                "CH-RSK-082", Level.WARNING, "", say("Only the {side} promises anything.", side=promised[0].by),
                say("Let each side promise what it alone can know."),
            )  # fmt: skip
        owns = deal.has("risk.intellectual_property")
        if owns and not any(p.that == "original work" and p.by != "client" for p in promised):
            yield self.finding(
                "CH-RSK-083", Level.WARNING, "",
                say("The client gets the rights to the work, and nobody promises that it is original."),
                say('Add that = "original work" by the consultant.'),
            )  # fmt: skip
