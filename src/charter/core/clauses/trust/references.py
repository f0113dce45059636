"""References: what each side may say of the other in public, each time by a yes that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered
from charter.core.vocabulary.term import Key, Line
from charter.core.vocabulary.ticked import ticked

What = Literal["testimonial", "case study", "logo", "name", "joint announcement"]


class PublicityAsked(Entry):
    """One side asked whether it may say something of the other in public."""

    about = "item"

    kind: Literal["publicity asked"] = "publicity asked"
    side: Side = Field(description="The side that asks.")
    item: Key = Field(description="A short name for it, which no other has.", examples=["case_study"])
    what: What = Field(description="What it is.", examples=["case study"])

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{what}, asked by the {side}", what=self.what, side=self.side)

    @property
    def actor(self) -> Side:
        """The side that asks."""
        return self.side


class Withdrawn(Entry):
    """A yes to something in public was taken back."""

    about = "item"

    kind: Literal["publicity withdrawn"] = "publicity withdrawn"
    item: Key = Field(description="Its short name.", examples=["case_study"])
    why: Line | None = Field(None, description="Why, if the side says so.")

    def says(self, named: Named) -> Sentence:
        """Say of what."""
        return say("{item}", item=self.item)


class References(Clause):
    """What may be said in public."""

    entries = (PublicityAsked, Withdrawn)
    unsaid = say("publicity")

    consultant_names: Literal["on yes", "freely"] = Field(
        description="Whether the consultant may name the client as one of its clients without asking."
    )
    client_names: Literal["on yes", "freely"] = Field(
        description="Whether the client may name the consultant without asking."
    )
    answer_within: TimeToAct = Field(
        description="How long there is to answer.", examples=["10 business days"]
    )
    removed_within: TimeToAct = Field(
        description="How soon it is taken down once the yes is taken back.", examples=["10 business days"]
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until a yes is taken back")

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers."""
        term = Cite(f"{self.cite}.answer_within")
        yield Unanswered(
            term, say("a yes to something in public"), "both", self.answer_within, say("it is a no")
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each request, and take down what the other side no longer wants."""
        for asked in journal.of(PublicityAsked):
            clause = past.at(asked.on)
            if clause is not None:
                yield ticked(
                    cls.must, f"answer/{asked.item}", asked.side.other,
                    say("Say yes or no: {what}", what=asked.what), deal.within(clause.answer_within, asked.on),
                    asked.on, journal, field="answer_within",
                )  # fmt: skip
        for taken in journal.of(Withdrawn):
            clause = past.at(taken.on)
            first = next(iter(journal.about(PublicityAsked, taken.item)), None)
            if clause is not None and first is not None:
                yield ticked(
                    cls.must, f"remove/{taken.item}", first.side, say("Take it down: {what}", what=first.what),
                    deal.within(clause.removed_within, taken.on), taken.on, journal, field="removed_within",
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nothing was agreed, or that nobody had asked."""
        if past is None or past.at(entry.on) is None:
            return Objection(cls.cite, say("Nothing was agreed about publicity."), say("Agree on it first."))
        if isinstance(entry, Withdrawn) and not journal.about(PublicityAsked, entry.item):
            return Objection(cls.cite, say("Nobody had asked for that."), say("Correct the name."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a side that may name the other without asking while the other may not."""
        if self.consultant_names != self.client_names:
            yield self.finding(
                "CH-TRU-040", Level.ADVICE, "consultant_names",
                say("One side may name the other freely, and the other must ask."), say("Treat both alike."),
                to=self.client_names,
            )  # fmt: skip
