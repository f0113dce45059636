"""What happens beside the work by the hour: a yes above the cap, days on call, an appointment called off."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import SomeHours
from charter.core.vocabulary.dates import Day, TimeOfDay
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import RoleKey
from charter.core.vocabulary.sentence import Sentence, say


class AboveCap(Entry):
    """A yes to hours above the cap of a month, for work from its day on."""

    whose = Side.CLIENT
    needs = "approve costs"
    after_start = before_end = True

    kind: Literal["approved above the cap"] = "approved above the cap"
    hours: SomeHours = Field(
        description="How many more hours may be worked in the month.", examples=["8 hours"]
    )

    def says(self, named: Named) -> Sentence:
        """Say how many."""
        return say("{hours}", hours=self.hours)


class StoodBy(Entry):
    """The client has the consultant stand by, from a day on."""

    whose = Side.CLIENT
    needs = "approve costs"
    after_start = before_end = True
    agreed_ahead = True

    kind: Literal["on call"] = "on call"
    until: Day | None = Field(None, description="The last day; left out: that day alone.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.on:
            raise ValueError(f"until {self.until}, before {self.on}: swap the days")
        return self

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.until or self.on

    def says(self, named: Named) -> Sentence:
        """Say until when."""
        return say("until {day}", day=self.last)


class CalledOff(Entry):
    """The client calls off an appointment."""

    whose = Side.CLIENT
    after_start = True

    kind: Literal["called off"] = "called off"
    planned: Day = Field(description="The day of the appointment.")
    hours: SomeHours = Field(description="How long it was to last.", examples=["2 hours"])
    role: RoleKey | None = Field(None, description="In which role; left out: the usual one.")
    at: TimeOfDay | None = Field(None, description="The hour at which it was called off.")
    begins: TimeOfDay | None = Field(None, description="The hour at which it was to begin.")

    @model_validator(mode="after")
    def _ahead(self) -> Self:
        if self.planned < self.on:
            raise ValueError(
                f"planned for {self.planned}, before it was called off on {self.on}: swap the days"
            )
        return self

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{hours} on {day}", hours=self.hours, day=self.planned)
