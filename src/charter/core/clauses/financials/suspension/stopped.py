"""What is recorded when work stops because of what is unpaid."""

from __future__ import annotations

from typing import Literal

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say


class Stopped(Entry):
    """The consultant stopped work, because of what is unpaid: the first day without work."""

    whose = Side.CONSULTANT
    restates = after_start = before_end = True

    kind: Literal["stopped"] = "stopped"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("work, because of what is unpaid")
