"""Stakeholders: who decides a topic, who is asked before, and who is told after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey, Refers
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Email, Key, Line, Listed, Table, Terms
from charter.core.vocabulary.ticked import ticked

TOPICS = Refers("communication.stakeholders.topics", "topic")
OTHERS = Refers("communication.stakeholders.others", "stakeholder")
OtherKey = Annotated[Key, OTHERS]


class TopicDecided(Entry):
    """Something was decided on a topic."""

    about = "topic"

    kind: Literal["topic decided"] = "topic decided"
    topic: Annotated[Key, TOPICS] = Field(
        description="Its key under communication.stakeholders.topics.", examples=["hiring"]
    )
    what: Line = Field(description="What was decided.", examples=["Two engineers this year"])

    def says(self, named: Named) -> Sentence:
        """Say on which topic, and what."""
        return say("{topic}: {what}", topic=named(TOPICS, self.topic), what=self.what)


class Outsider(Terms):
    """Somebody who is told, and acts for neither side."""

    name: Line = Field(description="The name.", examples=["Nadia Okoro"])
    title: Line = Field(description="What the person is.", examples=["Chair of the board"])
    email: Email = Field(description="Where messages reach the person.", examples=["nadia@board.example"])


class Topic(Terms):
    """One topic."""

    name: Line = Field(description="What it is called.", examples=["Hiring engineers"])
    decides: PersonKey | None = Field(
        None, description="The key of the person who decides.", examples=["jonas"]
    )
    asked: Listed[PersonKey] = Field(
        (), description="Keys of people who are asked before.", examples=[["mara"]]
    )
    told: Listed[OtherKey] = Field((), description="Keys of others who are told after.", examples=[["chair"]])

    @figure
    def told_names(self, deal: Deal) -> tuple[str, ...]:
        """Give the names of those who are told after."""
        return tuple(deal.named(OTHERS, key) for key in self.told)


class Stakeholders(Clause):
    """Who decides what."""

    entries = (TopicDecided,)

    others: Table[Outsider] = Field(
        default_factory=dict, description="Further people who are told, each under a key."
    )
    topics: Table[Topic] = Field(description="The topics, each under a key.", min_length=1)
    told_within: TimeToAct = Field(
        description="How soon after a decision they are told.", examples=["2 business days"]
    )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell each stakeholder of what was decided."""
        for decided in journal.of(TopicDecided):
            clause = past.at(decided.on)
            topic = clause.topics.get(decided.topic) if clause is not None else None
            if clause is None or topic is None or cls.wrong(decided, topic) is not None:
                continue
            for key in topic.told:
                name = clause.others[key].name if key in clause.others else key
                yield ticked(
                    cls.must, f"tell/{key}/{decided.name}", Side.CONSULTANT,
                    say("Tell {name}: {what}", name=name, what=decided.what),
                    deal.within(clause.told_within, decided.on), decided.on, journal, field=f"topics.{decided.topic}",
                )  # fmt: skip

    @classmethod
    def wrong(cls, decided: TopicDecided, topic: Topic) -> Sentence | None:
        """Say why a decision is none; None where it is one."""
        if topic.decides is not None and decided.by != topic.decides:
            return say("{by} does not decide on {topic}.", by=decided.by, topic=topic.name)
        return None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that somebody decided who does not."""
        clause = past.at(entry.on) if past is not None else None
        topic = (
            clause.topics.get(entry.topic) if clause is not None and isinstance(entry, TopicDecided) else None
        )
        if clause is None or topic is None:
            return Objection(cls.cite, say("Nothing was agreed about this topic."), say("Agree on it first."))
        why = cls.wrong(entry, topic) if clause.acts and isinstance(entry, TopicDecided) else None
        return Objection(cls.cite, why, say("Ask who decides.")) if why is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a topic on which nobody decides, one on which a side decides for the other, and people never told."""
        for key, topic in self.topics.items():
            if topic.decides is None:
                yield self.finding(
                    "CH-COM-050", Level.WARNING, f"topics.{key}.decides",
                    say("Nobody decides on {topic}.", topic=topic.name), say("Name one person."),
                )  # fmt: skip
            elif topic.decides in topic.asked:
                yield self.finding(
                    "CH-COM-051", Level.ADVICE, f"topics.{key}.asked",
                    say("Who decides on {topic} is asked before, too.", topic=topic.name), say("Leave that out."),
                    to=[one for one in topic.asked if one != topic.decides],
                )  # fmt: skip
        told = {key for topic in self.topics.values() for key in topic.told}
        for key, other in self.others.items():
            if key not in told:
                yield self.finding(
                    "CH-COM-052", Level.ADVICE, f"others.{key}", say("{name} is told nothing.", name=other.name),
                    say("Name a topic, or leave the person out."),
                )  # fmt: skip
