"""Escalation: who meets whom when people do not agree, step by step, before a dispute begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.law.lookup import practice
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Step
from charter.core.vocabulary.term import Line, Listed, Terms
from charter.core.vocabulary.ticked import ticked

_LONG = dt.timedelta(days=46)


class Escalated(Entry):
    """Somebody brought up a matter on which people did not agree."""

    kind: Literal["escalated"] = "escalated"
    what: Line = Field(description="What about.", examples=["Which cloud"])

    def says(self, named: Named) -> Sentence:
        """Say what about."""
        return say("{what}", what=self.what)


class Calmed(Entry):
    """The people agreed on a matter that had been brought up."""

    about = "matter"

    kind: Literal["matter agreed"] = "matter agreed"
    matter: Line = Field(
        description="The id of the entry that brought it up, or its kind and day.", examples=["cloud"]
    )

    def says(self, named: Named) -> Sentence:
        """Say on which."""
        return say("{matter}", matter=self.matter)


class EscalationStep(Terms):
    """One step: who meets, by when."""

    client: PersonKey = Field(description="The key of who meets for the client.", examples=["jonas"])
    consultant: PersonKey = Field(description="The key of who meets for the consultant.", examples=["mara"])
    within: TimeToAct = Field(description="How long after the step before.", examples=["3 business days"])


class Escalation(Clause):
    """The steps before a dispute."""

    entries = (Escalated, Calmed)

    levels: Listed[EscalationStep] = Field(description="The steps, in their order.", min_length=1)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Meet at each step, until the people agree."""
        for matter in journal.of(Escalated):
            clause = past.at(matter.on)
            agreed = journal.about(Calmed, matter.name, matter.on)
            since = matter.on
            for place, step in enumerate(clause.levels if clause is not None else (), 1):
                if agreed and agreed[0].on <= since and place > 1:
                    break
                names = tuple(deal.named(PEOPLE, key) for key in (step.client, step.consultant))
                due = deal.within(step.within, since)
                yield ticked(
                    cls.must, f"meet/{place}/{matter.name}", "both",
                    say("{names:and} meet: {what}", names=names, what=matter.what), due, since, journal,
                    field="levels",
                )  # fmt: skip
                since = due

    def steps(self, deal: Deal) -> Iterator[Step]:
        """Give each step after somebody brings a matter up."""
        event = say("people do not agree")
        for step in self.levels:
            names = tuple(deal.named(PEOPLE, key) for key in (step.client, step.consultant))
            told = say("{names:and} meet within {time} after the step before", names=names, time=step.within)
            yield Step(Cite(f"{self.cite}.levels"), event, None, told)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nothing was agreed, or that nobody had brought a matter up."""
        if past is None or past.at(entry.on) is None:
            return Objection(cls.cite, say("No steps were agreed."), say("Agree on them first."))
        if isinstance(entry, Calmed) and all(m.name != entry.matter for m in journal.of(Escalated)):
            return Objection(cls.cite, say("Nobody had brought that up."), say("Correct the name."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a step at which one side is missing, two steps of the same people, and steps that take too long."""
        last = deal.starts
        seen: set[tuple[str, str]] = set()
        for place, step in enumerate(self.levels):
            last = deal.after(step.within, last)
            for side, key in ((Side.CLIENT, step.client), (Side.CONSULTANT, step.consultant)):
                person = deal.person(key, deal.today)
                if person is not None and person.side is not side:
                    yield self.finding(
                        "CH-COM-060", Level.ERROR, f"levels.{place}.{side}",
                        say("{name} does not act for the {side}.", name=person.name, side=side),
                        say("Name a person of the {side}.", side=side),
                    )  # fmt: skip
            if (step.client, step.consultant) in seen:
                yield self.finding(
                    "CH-COM-061", Level.WARNING, f"levels.{place}",
                    say("The same two people meet twice: that is no step up."), say("Name others, or leave it out."),
                )  # fmt: skip
            seen.add((step.client, step.consultant))
        if last - deal.starts > _LONG:
            fact = practice("escalation_steps")
            yield self.finding(
                "CH-COM-062", Level.ADVICE, "levels",
                say("All steps take until {day} if the matter comes up on the first day.", day=last),
                say("{days} days for each are usual.", days=fact.value["days_a_step"]),
                source=fact.as_known,
            )  # fmt: skip
