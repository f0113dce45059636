"""What is recorded of additional work: what was asked for, the answer, the yes, and what was done."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import SomeHours
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import WORK
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line


class WorkAsked(Entry):
    """The client asks for a piece of work that is not agreed."""

    whose = Side.CLIENT
    about = "work"
    words = "what"
    after_start = before_end = True

    kind: Literal["additional work asked"] = "additional work asked"
    work: Key = Field(description="A short name for it, which no other has.", examples=["second_vendor"])
    what: Line = Field(description="What it is.", examples=["Look at the offer of a second vendor"])
    urgent: bool = Field(default=False, description="Whether the client asks for it at once.")

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{what}", what=self.what)


class WorkOffered(Entry):
    """The consultant answers: a fixed price, hours at the agreed price, or a no."""

    whose = Side.CONSULTANT
    about = "work"

    kind: Literal["additional work offered"] = "additional work offered"
    work: Key = Field(description="The short name of what was asked for.", examples=["second_vendor"])
    price: Money | None = Field(None, description="What it costs as a whole.", examples=["USD 900.00"])
    hours: SomeHours | None = Field(
        None, description="Or how many hours it takes at most.", examples=["4 hours"]
    )
    done_by: Day | None = Field(None, description="By when it is done; left out: no day is promised.")

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if self.price is not None and self.hours is not None:
            raise ValueError("a fixed price or hours, not both; a no has neither")
        return self

    def says(self, named: Named) -> Sentence:
        """Say for how much; a no says so."""
        if self.price is not None:
            return say("{work}: {price}", work=named(WORK, self.work), price=self.price)
        if self.hours is not None:
            return say("{work}: at most {hours}", work=named(WORK, self.work), hours=self.hours)
        return say("{work}: no", work=named(WORK, self.work))


class WorkApproved(Entry):
    """A yes to an offer."""

    whose = Side.CLIENT
    needs = "approve costs"
    about = "work"

    kind: Literal["additional work approved"] = "additional work approved"
    work: Key = Field(description="The short name of what was offered.", examples=["second_vendor"])

    def says(self, named: Named) -> Sentence:
        """Say to what."""
        return say("{work}", work=named(WORK, self.work))


class WorkDone(Entry):
    """The work was done: as a whole, or for some hours."""

    whose = Side.CONSULTANT
    about = "work"
    before_end = True

    kind: Literal["additional work done"] = "additional work done"
    work: Key = Field(description="The short name of what was approved.", examples=["second_vendor"])
    hours: SomeHours | None = Field(
        None, description="How long it took, where it is paid by the hour.", examples=["2.5 hours"]
    )

    def says(self, named: Named) -> Sentence:
        """Say what, and how long it took."""
        if self.hours is None:
            return say("{work}", work=named(WORK, self.work))
        return say("{work}: {hours}", work=named(WORK, self.work), hours=self.hours)
