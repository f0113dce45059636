"""What happens to blocks of hours: the client buys another one, and one is over."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.dates import Day, Hours
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say


class BlockBought(Entry):
    """The client buys another block of hours; from that day on it may be used."""

    whose = Side.CLIENT
    needs = "approve costs"
    after_start = before_end = True

    kind: Literal["block bought"] = "block bought"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("another block of hours")


class BlockOver(Entry):
    """A block is used up, or its time is over; `on` is the first day on which nothing of it can be used."""

    kind: Literal["block over"] = "block over"
    bought: Day = Field(description="The day on which the block was bought.")
    left: Hours = Field(description="What was left of it.", examples=["3 hours"])
    why: Literal["used up", "expired"] = Field(description="Why nothing of it can be used any more.")

    def says(self, named: Named) -> Sentence:
        """Say which, and what was left."""
        if self.why == "used up":
            return say("the block of {day} is used up", day=self.bought)
        return say("the block of {day} has expired, with {hours} left", day=self.bought, hours=self.left)
