"""What is still owed of the regular fee for days after the end: whoever charges that fee charges it too."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


class FeeOwed(Entry):
    """From this day on a share of the regular fee is owed for days after the end, until before a day."""

    restates = True
    about = "term"

    kind: Literal["fee owed"] = "fee owed"
    since: Day = Field(description="The first day that it is owed for.")
    until: Day = Field(description="The first day that it is no more owed for.")
    share: Percent = Field(description="How much of it.")
    term: Line = Field(description="The term that says so.")

    def says(self, named: Named) -> Sentence:  # noqa: ARG002 - it names nothing
        """Say how much of the fee, and for which days."""
        return say(
            "{share} of the regular fee from {day} to before {until}",
            share=self.share,
            day=self.since,
            until=self.until,
        )
