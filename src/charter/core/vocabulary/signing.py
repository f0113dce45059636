"""Signing and declining: the entries from which alone the core knows what is in force."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Prose

AGREEMENT = "agreement"
"""What the agreement itself is called, beside "amendment 1"."""


class Signed(Entry):
    """A side signed the agreement or an amendment: as a document that was sealed, or in ink."""

    retroactive = False  # what it brings about, the contract says: `restated`
    about = "document"
    needs = "sign"

    kind: Literal["signed"] = "signed"
    document: Line = Field(
        description="What was signed: agreement, or amendment and its number.", examples=["amendment 1"]
    )
    side: Side = Field(description="The side for which it was signed.")
    how: Literal["typed", "drawn", "ink"] = Field(description="How it was signed.")
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None,
        description="The SHA-256 of the terms signed; in ink it may be left out.",
    )

    @property
    def actor(self) -> Side:
        """The side for which it is."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say what, for which side, and how."""
        return say(
            "the {document}, for the {side}, {how}", document=self.document, side=self.side, how=self.how
        )


class Declined(Entry):
    """A side declined to sign: final for that text."""

    retroactive = False  # what it brings about, the contract says: `restated`
    about = "document"
    needs = "sign"

    kind: Literal["declined"] = "declined"
    document: Line = Field(
        description="What was declined: agreement, or amendment and its number.", examples=["agreement"]
    )
    side: Side = Field(description="The side that declined.")
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="The SHA-256 of the terms declined; left out: those at hand."
    )
    reason: Prose | None = Field(None, description="Why, as it was said.")

    @property
    def actor(self) -> Side:
        """The side for which it is."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say what, by which side, and why."""
        told = say("the {document}, by the {side}", document=self.document, side=self.side)
        return say("{told}: {reason}", told=told, reason=self.reason) if self.reason else told
