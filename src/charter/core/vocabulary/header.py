"""The header with which a file begins, `[charter]`: it is no term, and says how the file is to be read.

A new schema is a new number here, and one small module in `charter.core.reading` that reads the one before it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from charter.core.vocabulary.term import Line, Terms

NAME = "charter"
"""The name of the table."""

SCHEMA = 2
"""The schema in which agreements, amendments and journals are written. In 1, people stood under each party."""

NEWEST = {"agreement": SCHEMA, "amendment": SCHEMA, "journal": SCHEMA, "workspace": 1}
"""The newest schema that is known, by the kind of the file."""

FRAME = "^[a-z0-9][a-z0-9_-]{0,59}$"
"""What a master may be called by its orders."""

RELEASE = "2026.1"
"""The edition of the texts that is being worked on; a change of words after its release is a new one."""


class Header(Terms):
    """How a file is to be read. A file without a header is of the newest schema."""

    version: int | None = Field(
        None,
        alias="schema",
        ge=1,
        description="The schema of the file; left out: the newest.",
        examples=[SCHEMA],
    )
    edition: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}(\+[0-9a-f]{16})?$")] | None = Field(
        None, description="The edition of the clauses' texts; left out: the present one.", examples=[RELEASE]
    )
    preset: Line | None = Field(
        None, description="The preset that it was made from.", examples=["retainer-de"]
    )
    frame: Annotated[str, Field(pattern=FRAME)] | None = Field(
        None,
        description="The folder in frames/ of the master that this order is laid over; left out: it stands alone.",
        examples=["group"],
    )
