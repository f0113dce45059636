"""What is recorded of work by the day: a day worked, and a yes to days above the limit of a month."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.bounds import SomeHours
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


class DayWorked(Entry):
    """Work on a day that is paid by the day."""

    whose = Side.CONSULTANT
    after_start = before_end = True

    kind: Literal["day worked"] = "day worked"
    work: Line = Field(description="On what.", examples=["Workshop on the platform"])
    hours: SomeHours | None = Field(
        None, description="How long; left out: the whole day.", examples=["3.5 hours"]
    )
    travel: SomeHours | None = Field(
        None, description="How long the way to the client took, there and back.", examples=["2 hours"]
    )

    def says(self, named: Named) -> Sentence:
        """Say on what, and how long where that was no whole day."""
        if self.hours is None:
            return say("{work}", work=self.work)
        return say("{hours}: {work}", hours=self.hours, work=self.work)


class DaysApproved(Entry):
    """A yes to days above the limit of a month, for work from its day on."""

    whose = Side.CLIENT
    needs = "approve costs"
    after_start = before_end = True

    kind: Literal["approved days"] = "approved days"
    days: int = Field(ge=1, le=31, description="How many more days may be worked in the month.", examples=[2])

    def says(self, named: Named) -> Sentence:
        """Say how many."""
        return say("{days} more", days=self.days)
