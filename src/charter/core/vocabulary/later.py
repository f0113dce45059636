"""Terms that count from a later day on: named by its date, or by how long after the first day it comes."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from charter.core.vocabulary.dates import Day, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Terms


class FromLaterDay(Terms):
    """Something that counts from a day on."""

    on: Day | None = Field(None, description="The day from which it counts.", examples=["2026-07-01"])
    after: Duration | None = Field(
        None, description="Or how long after the first day it begins to count.", examples=["6 months"]
    )

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.on is None) == (self.after is None):
            raise ValueError("say from when it counts: either on or after, and not both")
        return self

    @property
    def begins(self) -> Sentence:
        """From when it counts, in words."""
        if self.after is not None:
            return say("after {time}", time=self.after)
        return say("from {day} on", day=self.on or "")

    def day(self, deal: Deal) -> dt.date:
        """Give the first day on which it counts."""
        if self.on is not None:
            return self.on
        return deal.through(self.after, deal.starts) if self.after is not None else deal.starts
