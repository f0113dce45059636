"""What happens to prices: one side proposes others, and the other answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

IndexFigure = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}(\.[0-9]{1,4})?$")]
"""A published figure of an index, as a text: "121.7"."""


class PriceNotice(Entry):
    """A message that proposes other prices from a day on."""

    needs = "give notices"
    restates = True

    kind: Literal["price change"] = "price change"
    side: Side = Field(description="The side that proposes them.")
    since: Day = Field(description="The first day on which they count.", examples=["2027-03-01"])
    rise: Percent | None = Field(None, description="By how much prices rise.", examples=["4 %"])
    fall: Percent | None = Field(None, description="Or by how much they fall.", examples=["2 %"])
    index_was: IndexFigure | None = Field(
        None, description="Or the figure of the index when prices were last agreed.", examples=["118.4"]
    )
    index_now: IndexFigure | None = Field(None, description="And its last figure.", examples=["121.7"])
    received: Day | None = Field(None, description="The day on which it arrived; left out: the same day.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.index_was is None) != (self.index_now is None):
            raise ValueError("an index moves by two figures: give index_was and index_now")
        if sum(each is not None for each in (self.rise, self.fall, self.index_now)) != 1:
            raise ValueError("say how prices change: by one of rise, fall and the figures of an index")
        return self

    @property
    def actor(self) -> Side:
        """The side that proposes them."""
        return self.side

    @property
    def counts(self) -> dt.date:
        """The day it counts as received."""
        return self.received or self.on

    @property
    def moved(self) -> Fraction:
        """What it multiplies each price by."""
        if self.index_was is not None and self.index_now is not None:
            return Fraction(Decimal(self.index_now)) / Fraction(Decimal(self.index_was))
        if self.fall is not None:
            return 1 - self.fall.fraction
        return 1 + self.rise.fraction if self.rise is not None else Fraction(1)

    def says(self, named: Named) -> Sentence:
        """Say by how much, and from when."""
        if self.index_was is not None and self.index_now is not None:
            return say(
                "from {day}: the index went from {was} to {now}",
                day=self.since,
                was=self.index_was,
                now=self.index_now,
            )
        if self.fall is not None:
            return say("{share} less from {day}", share=self.fall, day=self.since)
        return say("{share} more from {day}", share=self.rise or "", day=self.since)


class PriceAnswer(Entry):
    """The answer of the other side to other prices."""

    needs = "give notices"
    restates = True

    kind: Literal["price answer"] = "price answer"
    side: Side = Field(description="The side that answers.")
    agreed: bool = Field(description="Whether it agrees.")

    @property
    def actor(self) -> Side:
        """The side that answers."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say yes or no."""
        return say("yes") if self.agreed else say("no")
