"""AI tools: which the consultant may use, what they may learn from, and what is said of their part in the work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Delivered, Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed

NO_AUTHOR = Source(
    "17 U.S.C. 102(a); Thaler v Perlmutter (D.C. Cir. 2025): only a person is an author", "unconfirmed"
)


class ToolAsked(Entry):
    """The consultant asked for one more AI tool."""

    whose = Side.CONSULTANT

    kind: Literal["tool asked"] = "tool asked"
    tool: Line = Field(description="Which tool.", examples=["Codehelper"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{tool}", tool=self.tool)


class ToolAnswered(Entry):
    """The client answered whether one more AI tool may be used."""

    whose = Side.CLIENT
    about = "request"

    kind: Literal["tool answered"] = "tool answered"
    request: Line = Field(description="The id of the request.", examples=["codehelper"])
    allowed: bool = Field(description="Whether the tool may be used.")

    def says(self, named: Named) -> Sentence:
        """Say to what, and how."""
        if self.allowed:
            return say("to {request}: yes", request=self.request)
        return say("to {request}: no", request=self.request)


class AiTools(Clause):
    """Which AI tools the consultant may use, and how."""

    entries = (ToolAsked, ToolAnswered)
    unsaid = say("AI tools")

    allowed: Listed[Line] = Field(
        (), description="Which tools; left out: none.", examples=[["Codehelper for business"]]
    )
    answer_within: TimeToAct | None = Field(
        None,
        description="How soon the client answers where the consultant asks for another; silence is a no.",
        examples=["3 business days"],
    )
    no_training: bool = Field(description="Whether no tool may be trained on what the client provides.")
    disclosed_within: TimeToAct | None = Field(
        None,
        description="How soon after a handover the consultant says which parts a tool made; left out: it need not.",
        examples=["2 business days"],
    )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each request for a tool, and say after each handover which parts a tool made."""
        for asked in journal.of(ToolAsked):
            clause = past.at(asked.on)
            if clause is not None and clause.answer_within is not None:
                answers = journal.about(ToolAnswered, asked.name, asked.on)
                yield cls.must(
                    f"answer/{asked.name}", Side.CLIENT, say("Answer whether {tool} may be used", tool=asked.tool),
                    deal.within(clause.answer_within, asked.on), asked.on, field="answer_within",
                    meets=meets(ToolAnswered, request=asked.name), met=answers[0].on if answers else None,
                )  # fmt: skip
        for delivered in journal.of(Delivered):
            clause, key = past.at(delivered.on), f"disclose/{delivered.deliverable}/{delivered.on}"
            if clause is not None and clause.disclosed_within is not None:
                name = deal.named(DELIVERABLES, delivered.deliverable)
                yield cls.must(
                    key, Side.CONSULTANT, say("Say which parts of {name} a tool made", name=name),
                    deal.within(clause.disclosed_within, delivered.on), delivered.on, field="disclosed_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that an answer answers nothing."""
        if not isinstance(entry, ToolAnswered):
            return None
        if any(one.name == entry.request and one.on <= entry.on for one in journal.of(ToolAsked)):
            return None
        why = say("No tool was asked for under the name {name} by {day}.", name=entry.request, day=entry.on)
        return Objection(cls.cite, why, say("Give the request that id, or correct the name."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find tools that may learn from the client, and parts of the work that nobody can own unawares."""
        if not self.no_training:
            yield self.finding(
                "CH-CNF-030", Level.WARNING, "no_training",
                say("A tool may learn from what the client provides, and show it to others."),
                say("Use only tools whose provider promises not to train on it."), to=True,
            )  # fmt: skip
        if self.allowed and self.disclosed_within is None:
            yield self.finding(
                "CH-CNF-031", Level.ADVICE, "disclosed_within",
                say("The client does not learn which parts a tool made, and may own nothing in them."),
                say("Let the consultant say so after each handover."), source=NO_AUTHOR, to="2 business days",
            )  # fmt: skip
        if not self.allowed and self.answer_within is None:
            yield self.finding(
                "CH-CNF-032", Level.ADVICE, "answer_within",
                say("No AI tool may be used, and nothing says how to ask for one."),
                say("Let the client answer a request within some days."), to="3 business days",
            )  # fmt: skip
