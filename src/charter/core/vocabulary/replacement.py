"""Somebody else for a person who does the work: proposed, and then taking over."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


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


class Replaced(Entry):
    """Somebody else took over the work of a person, from its day on."""

    whose = Side.CONSULTANT
    about = "person"
    everyday = True  # being away may ask for it where no role is agreed

    kind: Literal["replaced"] = "replaced"
    person: PersonKey = Field(description="Who was replaced.", examples=["mara"])
    new: Line = Field(description="By whom.", examples=["Tomas Berg"])

    def says(self, named: Named) -> Sentence:
        """Say whom by whom."""
        return say("{person} by {new}", person=named(PEOPLE, self.person), new=self.new)
