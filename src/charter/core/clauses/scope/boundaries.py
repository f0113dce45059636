"""Boundaries: what is not done, and what to do instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field

from charter.core.vocabulary.clause import Keyed, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
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

    __pydantic_extra__: dict[Key, Boundary] = Field(init=False)

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:  # noqa: ARG003 - free
        """It charges nothing, now or later."""
        return dt.date.max

    def findings(self, deal: Deal) -> Iterator[Finding]:  # noqa: ARG002 - the words alone tell
        """Find boundaries said twice, which will sooner or later differ."""
        seen: dict[str, str] = {}
        for key, thing in self.things.items():
            words = thing.not_done.casefold()
            if words in seen:
                yield Finding(
                    "CH-SCO-030",
                    Level.WARNING,
                    f"{self.cite}.{key}.not_done",
                    f"The boundary {key!r} says the same as {seen[words]!r}.",
                    "Keep one of them.",
                )
            seen.setdefault(words, key)
