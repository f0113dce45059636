"""Compliance: what neither side does, what the consultant shows before the start, and by when a breach is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.law.statements import source_of
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.protected import InsideRuledOut
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed

RULES = ("bribery", "sanctions", "tax_evasion", "harassment", "inside_information")


class RuleBroken(Entry):
    """A side learned that a rule of clean hands was broken on its side."""

    kind: Literal["rule broken"] = "rule broken"
    side: Side = Field(description="The side on which it was broken.")
    what: Line = Field(description="What happened.", examples=["A gift to an official"])

    @property
    def actor(self) -> Side:
        """The side on which it was broken."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say on which side, and what."""
        return say("by the {side}: {what}", side=self.side, what=self.what)


class Compliance(Clause):
    """What neither side does."""

    entries = (RuleBroken,)

    bribery: bool = Field(description="Whether bribery is ruled out.")
    sanctions: bool = Field(description="Whether dealing with people under sanctions is ruled out.")
    tax_evasion: bool = Field(default=False, description="Whether helping others to evade tax is ruled out.")
    harassment: bool = Field(description="Whether harassment is ruled out.")
    inside_information: bool = Field(
        default=False, description="Whether trading on inside information of the client is ruled out."
    )
    eligibility: Listed[Line] = Field(
        (),
        description="What the consultant shows before the start.",
        examples=[["a clean record of the last three months"]],
    )
    tell_within: TimeToAct = Field(description="How soon a breach is told.", examples=["2 business days"])

    def states(self) -> Iterator[object]:
        """State whether trading on inside information is ruled out."""
        if self.inside_information:
            yield InsideRuledOut()

    @model_validator(mode="after")
    def _rules_something(self) -> Self:
        if not any(getattr(self, rule) for rule in RULES):
            raise ValueError(f"no rule is agreed: set one of {', '.join(RULES)} to true")
        return self

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Show what is asked for before the start, and tell of each breach."""
        first = past.at(deal.starts)
        for number, what in enumerate(first.eligibility if first is not None else (), 1):
            name = f"show/{number}"
            yield cls.must(
                name, Side.CONSULTANT, say("Show before the start: {what}", what=what), deal.starts - DAY,
                deal.starts - DAY, field="eligibility",
                meets=meets(Reminded, of=f"{cls.cite}/{name}"), met=journal.reminded(f"{cls.cite}/{name}"),
            )  # fmt: skip
        for broken in journal.of(RuleBroken):
            clause, name = past.at(broken.on), f"tell/{broken.name}"
            if clause is not None:
                yield cls.must(
                    name, broken.side, say("Tell the other side of the breach: {what}", what=broken.what),
                    deal.within(clause.tell_within, broken.on), broken.on, field="tell_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{name}"), met=journal.reminded(f"{cls.cite}/{name}"),
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a usual rule that is missing, and one that British law asks companies to care for."""
        for rule in ("bribery", "sanctions", "harassment"):
            if not getattr(self, rule):
                yield self.finding(
                    "CH-RSK-095", Level.ADVICE, rule, say("A rule that costs nobody anything is missing: {rule}.",
                    rule=rule), say("Agree it for both sides."), to=True,
                )  # fmt: skip
        if deal.law.partition("-")[0] == "GB" and not self.tax_evasion:
            yield self.finding(
                "CH-RSK-096", Level.ADVICE, "tax_evasion",
                say("A company answers for people who help to evade tax for it, unless it took care."),
                say("Rule it out."), source=source_of("GB", "cfa-45"), to=True,
            )  # fmt: skip
