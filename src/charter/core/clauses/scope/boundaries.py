"""Boundaries: what is not done, and what to do instead."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.clause import Keyed
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
