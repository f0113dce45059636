"""Dependencies: what the client provides, by when, and what a delay does."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.term import Key, Line, Listed, Terms


class Input(Terms):
    """One thing the client provides."""

    name: Line = Field(description="What it is.", examples=["Read access to the repositories"])
    due: dt.date = Field(description="The day by which it is there.")
    who: Key | None = Field(None, description="The key of the person who provides it.", examples=["jonas"])
    holds: Listed[Key] = Field(
        (), description="Keys of the deliverables that wait for it; left out: all.", examples=[["audit"]]
    )


class Dependencies(Keyed[Input]):
    """What the client provides, each under a key: `[scope.dependencies.access]`."""

    __pydantic_extra__: dict[Key, Input] = Field(init=False)

    delay: Literal["day for day", "none"] = Field(
        description="day for day: each day of delay moves the consultant's dates by a day; none: nothing moves."
    )
    standby_after: Duration | None = Field(
        None, description="How late an input may be before a standby fee runs.", examples=["10 days"]
    )
    standby_fee: Money | None = Field(
        None, description="The standby fee for each business day after that.", examples=["EUR 400.00"]
    )
