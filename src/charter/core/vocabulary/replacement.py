"""Somebody else for a person who does the work: asked for, proposed, answered, and then taking over.

Who takes over while the client's yes is missing changes nothing (`took_over`). The hours of who took over are not paid
for while both work beside one another, for as long as was agreed (`paid_for`).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple, TypeVar

from pydantic import Field

from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line

_Work = TypeVar("_Work", bound=Entry)


class MayTakeOver(NamedTuple):
    """Stated by the clause that says so: the people for whom nobody takes over without a yes, or but by amendment."""

    with_yes: frozenset[str]
    by_amendment: frozenset[str]


class ReplacementAsked(Entry):
    """The client asked for somebody else in place of a person."""

    whose = Side.CLIENT
    about = "person"

    kind: Literal["replacement asked"] = "replacement asked"
    person: PersonKey = Field(description="Who is to be replaced.", examples=["mara"])

    def says(self, named: Named) -> Sentence:
        """Say for whom."""
        return say("somebody else for {person}", person=named(PEOPLE, self.person))


class Proposed(Entry):
    """The consultant proposed somebody else for the work."""

    whose = Side.CONSULTANT
    about = "person"
    everyday = True  # being away may ask for it where no role is agreed

    kind: Literal["replacement proposed"] = "replacement proposed"
    person: PersonKey = Field(description="Who is to be replaced.", examples=["mara"])
    new: Line = Field(description="By whom.", examples=["Tomas Berg"])

    def says(self, named: Named) -> Sentence:
        """Say whom by whom."""
        return say("{person} by {new}", person=named(PEOPLE, self.person), new=self.new)


class ReplacementAnswered(Entry):
    """The client said yes or no to whom the consultant had proposed."""

    whose = Side.CLIENT
    about = "person"

    kind: Literal["replacement answered"] = "replacement answered"
    person: PersonKey = Field(description="Who is to be replaced.", examples=["mara"])
    new: Line = Field(description="By whom.", examples=["Tomas Berg"])
    yes: bool = Field(description="Whether the client agrees.")

    def says(self, named: Named) -> Sentence:
        """Say yes or no to whom."""
        return say("yes to {new}", new=self.new) if self.yes else say("no to {new}", new=self.new)


class Replaced(Entry):
    """Somebody else took over the work of a person, from its day on."""

    whose = Side.CONSULTANT
    about = "person"
    restates = everyday = True  # as a proposal

    kind: Literal["replaced"] = "replaced"
    person: PersonKey = Field(description="Who was replaced.", examples=["mara"])
    new: Line = Field(
        description="By whom: the name, as it then stands among the people who act for the sides.",
        examples=["Tomas Berg"],
    )

    def says(self, named: Named) -> Sentence:
        """Say whom by whom."""
        return say("{person} by {new}", person=named(PEOPLE, self.person), new=self.new)


class Overlap(Entry):
    """Who took over works beside the other until a last day, and these hours are not paid for."""

    about = "new"

    kind: Literal["overlap"] = "overlap"
    new: Line = Field(description="Who took over.")
    until: Day = Field(description="The last day.")

    def says(self, named: Named) -> Sentence:
        """Say who, and until when."""
        return say("{new} until {day}", new=self.new, day=self.until)


def agreed_to(journal: Journal, person: str, new: str, day: dt.date) -> bool:
    """Whether the client's last answer up to a day was a yes to somebody in place of a person."""
    answers = [a for a in journal.about(ReplacementAnswered, person, until=day + DAY) if a.new == new]
    return bool(answers) and answers[-1].yes


def took_over(replaced: Replaced, deal: Deal, journal: Journal) -> bool:
    """Whether somebody who is said to have taken over could, as agreed."""
    agreed = deal.stated.get(MayTakeOver)
    if not isinstance(agreed, MayTakeOver):
        return True
    person = replaced.person
    if person in agreed.with_yes:
        return agreed_to(journal, person, replaced.new, replaced.on)
    return person not in agreed.by_amendment


def paid_for(kind: type[_Work], deal: Deal, journal: Journal) -> tuple[_Work, ...]:
    """Give the work of a kind, without that of who took over while both work beside one another."""
    free = journal.of(Overlap)
    work = journal.of(kind)
    return tuple(one for one in work if not any(_within(one, each, deal) for each in free)) if free else work


def _within(work: Entry, free: Overlap, deal: Deal) -> bool:
    who = deal.person(work.by, work.on)
    return who is not None and who.name == free.new and free.on <= work.on <= free.until
