"""The term: from when, for how long, and what happens when it runs out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration


class Term(Clause):
    """When the engagement starts, how long it lasts, and whether it is renewed."""

    starts: dt.date = Field(description="The first day.", examples=["2026-03-01"])
    initial: Duration | None = Field(
        None, description="The initial term; left out: it runs until ended.", examples=["12 months"]
    )
    renewal: Literal["none", "by agreement", "automatic"] | None = Field(
        None, description="What happens at the end of the initial term."
    )
    renews_for: Duration | None = Field(
        None, description="How long each renewal lasts.", examples=["6 months"]
    )
    notice: Duration | None = Field(
        None,
        description="Automatic renewal: how long before it either side may say no.",
        examples=["60 days"],
    )
    reminder: Duration | None = Field(
        None, description="How long before that the consultant reminds the client.", examples=["30 days"]
    )
