"""Times in which the consultant cannot work, planned or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.sentence import Sentence, say


class Away(Entry):
    """The consultant, or one of its people, cannot work: from its day until the last day named."""

    whose = Side.CONSULTANT
    restates = after_start = agreed_ahead = True

    kind: Literal["away"] = "away"
    until: Day = Field(description="The last day.", examples=["2026-05-15"])
    planned: bool = Field(description="Whether it was planned, as a holiday is.")
    person: PersonKey | None = Field(
        None, description="Who, where others go on with the work; left out: who records it, and nobody works."
    )

    @property
    def whom(self) -> str:
        """The key of who cannot work."""
        return self.person or self.by

    @property
    def days(self) -> Iterator[dt.date]:
        """Each of its days."""
        return (self.on + n * DAY for n in range((self.until - self.on).days + 1))

    def says(self, named: Named) -> Sentence:
        """Say who, where others go on, until when, and whether it was planned."""
        told = say("until {day}", day=self.until)
        if self.person is not None:
            told = say("{name}, {told}", name=named(PEOPLE, self.person), told=told)
        return say("{told}, planned", told=told) if self.planned else told
