"""Special terms: what the sides agreed in words of their own, each with what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import LeavesToPeople
from charter.core.vocabulary.term import Key, Line, Terms
from charter.core.vocabulary.ticked import ticked

_A_TERM = 3
"""How many steps the path of a term has at least: part, clause, term."""


class SpecialTerm(Terms):
    """One term in the sides' own words."""

    name: Line = Field(description="What it is about, in up to four words.", examples=["Summer break"])
    changes: Annotated[str, Field(pattern=r"^(nothing|[a-z_]+(\.[a-z0-9_]+){1,8})$", max_length=200)] = Field(
        description="The path of the clause or term that it changes; “nothing” where it only adds.",
        examples=["communication.meetings"],
    )
    text: Line = Field(description="The words.", examples=["In August no meetings take place."])
    effect: Literal["same", "manual"] = Field(
        description="same: the terms still say it all; manual: the clause that it changes acts no more by itself, and a"
        " person decides."
    )

    @figure
    def section(self, deal: Deal) -> str:
        """Give what it changes in plain words: "late payment"."""
        return self.changes.split(".")[1].replace("_", " ") if "." in self.changes else self.changes


class SpecialTerms(Keyed[SpecialTerm], LeavesToPeople):
    """Terms in the sides' own words, each under a key: `[general.special_terms.summer]`."""

    __pydantic_extra__: dict[Key, SpecialTerm] = Field(init=False)

    def leaves_to_people(self) -> Iterator[Cite]:
        """Name the clauses that a manual term changes: what follows from them, a person decides."""
        for term in self.things.values():
            if term.effect == "manual" and "." in term.changes:
                yield Cite(term.changes).clause

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """See to what the program cannot: a person does, until the engagement ends."""
        clause = past.at(deal.today)
        for key, term in (clause.things if clause is not None else {}).items():
            if term.effect == "manual" and deal.runs(deal.today):
                yield ticked(
                    cls.may, f"keep/{key}", "both", say("See to it by hand: {name}", name=term.name), None,
                    deal.starts, journal, field=key,
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a special term that names no clause, and one that says what a term could."""
        for key, term in self.things.items():
            if term.changes == "nothing":
                continue
            clause = ".".join(term.changes.split(".")[:2])
            if not deal.has(clause):
                yield self.finding(
                    "CH-GEN-080", Level.ERROR, f"{key}.changes",
                    say("The agreement has no clause {clause} that could change.", clause=term.changes),
                    say("Name one that it has, or say: nothing."),
                )  # fmt: skip
            elif len(term.changes.split(".")) >= _A_TERM and term.effect == "manual":
                yield self.finding(
                    "CH-GEN-081", Level.WARNING, f"{key}.changes",
                    say("'{name}' says in words what the term {term} could say.", name=term.name, term=term.changes),
                    say("Change the term; then dates and sums follow by themselves."),
                )  # fmt: skip
