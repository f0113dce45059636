"""Boundaries: what is not done, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Missed, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import REQUESTS
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered
from charter.core.vocabulary.term import Key, Line, Terms


class Boundary(Terms):
    """One thing that is not part of the engagement."""

    not_done: Line = Field(
        description="What is not done, as the end of: The consultant does not …",
        examples=["carry out penetration tests"],
    )
    instead: Line = Field(
        description="Who does it, or how to get it, as a sentence.",
        examples=["An accredited tester is engaged by the client."],
    )


class Requested(Entry):
    """The client asked for work that is not part of the engagement."""

    whose = Side.CLIENT
    words = "what"

    kind: Literal["requested"] = "requested"
    what: Line = Field(description="What for.", examples=["A penetration test of the shop"])

    def says(self, named: Named) -> Sentence:
        """Say what for."""
        return say("{what}", what=self.what)


class Replied(Entry):
    """The consultant answered a request, with a price or a no."""

    whose = Side.CONSULTANT
    about = "request"

    kind: Literal["replied"] = "replied"
    request: Line = Field(description="The id of the request.", examples=["pen_test"])
    proposal: bool = Field(description="Whether it was a price; otherwise a no.")

    def says(self, named: Named) -> Sentence:
        """Say to what, and how."""
        request = named(REQUESTS, self.request)
        if self.proposal:
            return say("{request}: with a price", request=request)
        return say("{request}: no", request=request)


class Boundaries(Keyed[Boundary]):
    """What is not done, each under a key: `[scope.boundaries.testing]`."""

    unsaid = say("what is not done")
    missed = Missed(Level.WARNING, say("nothing says what is not done, so every small wish looks included"))

    entries = (Requested, Replied)

    __pydantic_extra__: dict[Key, Boundary] = Field(init=False)

    answer_within: TimeToAct | None = Field(
        None,
        description="How soon the consultant answers where the client asks for such work; silence is a no.",
        examples=["5 business days"],
    )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what silence means on a request for more work."""
        term, asked = Cite(f"{self.cite}.answer_within"), say("a price or a no, on a request")
        yield Unanswered(term, asked, Side.CONSULTANT, self.answer_within, say("silence is a no"))

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each request, with a price or a no."""
        for request in journal.of(Requested):
            clause, name = past.at(request.on), request.name
            if clause is None or clause.answer_within is None:
                continue
            replies = journal.about(Replied, name, request.on)
            yield cls.must(
                f"answer/{name}", Side.CONSULTANT, say("Answer with a price or a no: {what}", what=request.what),
                deal.within(clause.answer_within, request.on), request.on, field="answer_within",
                meets=meets(Replied, request=name), met=replies[0].on if replies else None,
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that an answer answers nothing."""
        if not isinstance(entry, Replied):
            return None
        if any(one.name == entry.request and one.on <= entry.on for one in journal.of(Requested)):
            return None
        why = say("Nothing was asked under the name {name} by {day}.", name=entry.request, day=entry.on)
        return Objection(cls.cite, why, say("Give the request that id, or correct the name."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find boundaries said twice, which will sooner or later differ, and requests that nobody need answer."""
        if self.answer_within is None:
            yield self.finding(
                "CH-SCO-031", Level.ADVICE, "answer_within",
                say("Nothing says by when the consultant answers where the client asks for more."),
                say("Give a time to answer; silence is then a no."), to="5 business days",
            )  # fmt: skip
        seen: dict[str, str] = {}
        for key, thing in self.things.items():
            words = thing.not_done.casefold()
            if words in seen:
                yield self.finding(
                    "CH-SCO-030",
                    Level.WARNING,
                    f"{key}.not_done",
                    say("The boundary '{key}' says the same as '{seen}'.", key=key, seen=seen[words]),
                    say("Keep one of them."),
                )
            seen.setdefault(words, key)
