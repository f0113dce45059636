"""Indemnity: which claims of others one side keeps off the other, and how both handle them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.law.statements import source_of
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


class Protection(Terms):
    """Claims of others that one side keeps off the other."""

    who: Side = Field(description="The side that protects the other.")
    for_what: Line = Field(
        description="Claims over what, as the end of: claims over …",
        examples=["rights of others in the work"],
    )
    fault: bool = Field(description="Whether only if that side is at fault.")
    beyond_limit: bool = Field(default=False, description="Whether without the limits of liability.")


class Claimed(Entry):
    """Somebody else made a claim against a side."""

    about = "protection"

    kind: Literal["claim of others"] = "claim of others"
    protection: Key = Field(description="Its key under risk.indemnity.", examples=["rights"])
    what: Line = Field(description="By whom, and what.", examples=["Quillmere Ltd claims a licence fee"])

    def says(self, named: Named) -> Sentence:
        """Say by whom, and what."""
        return say("{what}", what=self.what)


class Indemnity(Keyed[Protection]):
    """Which claims of others one side keeps off the other, each under a key: `[risk.indemnity.rights]`."""

    entries = (Claimed,)
    unsaid = say("claims of others")

    __pydantic_extra__: dict[Key, Protection] = Field(init=False)

    tell_within: TimeToAct = Field(
        description="How soon the side that is attacked tells the other.", examples=["5 business days"]
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim over the Engagement has ended")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each claim; then the other side leads the defence."""
        for claim in journal.of(Claimed):
            clause = past.at(claim.on)
            protection = clause.things.get(claim.protection) if clause is not None else None
            if clause is None or protection is None:
                continue
            name = f"{cls.cite}/tell/{claim.name}"
            told = journal.reminded(name)
            yield cls.must(
                f"tell/{claim.name}", protection.who.other,
                say("Tell the other side of the claim: {what}", what=claim.what),
                deal.within(clause.tell_within, claim.on), claim.on, field="tell_within",
                meets=meets(Reminded, of=name), met=told,
            )  # fmt: skip
            if told is not None:
                defends = f"{cls.cite}/defend/{claim.name}"
                yield cls.must(
                    f"defend/{claim.name}", protection.who, say("Take over the defence: {what}", what=claim.what),
                    deal.within(clause.tell_within, told), told, field=f"{claim.protection}.who",
                    meets=meets(Reminded, of=defends), met=journal.reminded(defends),
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that no side protects the other from such claims."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, Claimed) and clause is not None and entry.protection not in clause.things:
            why = say(
                "No side keeps such claims off the other: nothing is called {name}.", name=entry.protection
            )
            return Objection(cls.cite, why, say("Use a key of risk.indemnity."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find protection that one side alone gives, that needs no fault where the law asks for it, or has no limit."""
        sides = {thing.who for thing in self.things.values()}
        if len(sides) == 1:
            (alone,) = sides
            yield self.finding(
                "CH-RSK-050", Level.WARNING, "", say("Only the {side} keeps claims off the other.", side=alone),
                say("Let each side do so for what it brings."),
            )  # fmt: skip
        for key, thing in self.things.items():
            if not thing.fault and deal.law.partition("-")[0] == "DE":
                yield self.finding(
                    "CH-RSK-051", Level.WARNING, f"{key}.fault",
                    say("In standard terms, the {side} cannot be made to pay without any fault.", side=thing.who),
                    say("Ask for fault."), source=source_of("DE", "bgb-307"), to=True,
                )  # fmt: skip
            if thing.beyond_limit and not thing.fault:
                yield self.finding(
                    "CH-RSK-052", Level.WARNING, f"{key}.beyond_limit",
                    say("The {side} pays without fault and without limit; no insurer covers that.", side=thing.who),
                    say("Keep it within the limit, or ask for fault."), to=False,
                )  # fmt: skip
