"""Boundaries: what is not done, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from charter.core.vocabulary.clause import Keyed, Missed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.term import Key, Line, Terms


class Boundary(Terms):
    """One thing that is not part of the engagement."""

    not_done: Line = Field(
        description="What is not done, as the end of: The consultant does not …",
        examples=["carry out penetration tests"],
    )
    instead: Line = Field(
        description="Who does it, or how to get it, as a sentence.",
        examples=["An accredited tester is engaged by the client."],
    )


class Boundaries(Keyed[Boundary]):
    """What is not done, each under a key: `[scope.boundaries.testing]`."""

    unsaid = say("what is not done")
    missed = Missed(Level.WARNING, say("nothing says what is not done, so every small wish looks included"))

    __pydantic_extra__: dict[Key, Boundary] = Field(init=False)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find boundaries said twice, which will sooner or later differ."""
        seen: dict[str, str] = {}
        for key, thing in self.things.items():
            words = thing.not_done.casefold()
            if words in seen:
                yield self.finding(
                    "CH-SCO-030",
                    Level.WARNING,
                    f"{key}.not_done",
                    say("The boundary '{key}' says the same as '{seen}'.", key=key, seen=seen[words]),
                    say("Keep one of them."),
                )
            seen.setdefault(words, key)
