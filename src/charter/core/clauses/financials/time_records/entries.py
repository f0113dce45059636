"""What happens to a record of hours: sent, approved, objected to, answered; and notes that the client asks to see.

A record is known by its day: that of the invoice with which it comes, or the day agreed for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Prose


class OfRecord(Entry):
    """Something that happens to one record of hours, known by its day."""

    retroactive = False  # it moves no money and no date
    after_start = True
    about = "record"

    record: Day = Field(
        description="The day of the record: that of the invoice with it, or the day agreed for it.",
        examples=["2026-04-01"],
    )

    def says(self, named: Named) -> Sentence:
        """Say of which day."""
        return say("record of {day}", day=self.record)


class RecordSent(OfRecord):
    """A record of hours sent to the client, the first time or corrected."""

    whose = Side.CONSULTANT

    kind: Literal["record sent"] = "record sent"
    received: Day | None = Field(None, description="The day on which it arrived; left out: the same day.")
    announced: bool = Field(
        default=True, description="Whether the record said that silence approves it, where it does."
    )

    @property
    def counts(self) -> dt.date:
        """The day it counts as received."""
        return self.received or self.on


class RecordApproved(OfRecord):
    """A record of hours approved, by a word or by silence."""

    whose = Side.CLIENT
    needs = "dispute"

    kind: Literal["record approved"] = "record approved"


class RecordObjected(OfRecord):
    """The client says which hours of a record are wrong, and why."""

    whose = Side.CLIENT
    needs = "dispute"

    kind: Literal["record objected"] = "record objected"
    reasons: Prose = Field(
        description="Which hours are wrong, and why.", examples=["The call of 3 March took one hour."]
    )

    def says(self, named: Named) -> Sentence:
        """Say of which day, and why."""
        return say("record of {day}: {reasons}", day=self.record, reasons=self.reasons)


class RecordExplained(OfRecord):
    """The consultant says why the hours of a record are right."""

    whose = Side.CONSULTANT

    kind: Literal["record explained"] = "record explained"


class NotesAsked(Entry):
    """The client asks to see the notes of the hours."""

    retroactive = False  # it moves no money and no date
    after_start = True
    whose = Side.CLIENT

    kind: Literal["notes asked"] = "notes asked"

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("the notes of the hours")


class NotesShown(Entry):
    """The consultant shows its notes of the hours."""

    retroactive = False  # it moves no money and no date
    after_start = True
    whose = Side.CONSULTANT

    kind: Literal["notes shown"] = "notes shown"

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("the notes of the hours")
