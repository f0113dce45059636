"""Control of the client: when it passes to others, units may vest sooner and leaving may cost more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


class ControlChanged(Entry):
    """Control of the client passed to others."""

    whose = Side.CLIENT
    everyday = True  # several clauses may look at it, and each of them may be left out
    restates = True

    kind: Literal["control changed"] = "control changed"
    how: Line = Field(description="How.", examples=["all shares sold to Fennel & Co"])

    def says(self, named: Named) -> Sentence:  # noqa: ARG002 - it names nothing
        """Say how."""
        return say("{how}", how=self.how)


@dataclass(frozen=True, slots=True)
class ControlMatters:
    """Stated by a clause in which a change of control has an effect of its own."""
