"""Deliverables: what is handed over, when, and how it is judged."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.dates import Rhythm
from charter.core.vocabulary.term import Key, Line, Listed, Prose, Terms


class Deliverable(Terms):
    """One thing to hand over."""

    name: Line = Field(description="What it is called.", examples=["Architecture audit"])
    outcome: Prose = Field(description="What the client has when it is done.")
    due: dt.date | None = Field(None, description="The day by which it is handed over.")
    recurring: Rhythm | None = Field(
        None, description="How often it comes, instead of one day.", examples=["every month on day 5"]
    )
    criteria: Listed[Line] = Field((), description="How to tell that it is done, one test a line.")
    reviewer: Key | None = Field(
        None, description="The key of the person who reviews it.", examples=["jonas"]
    )


class Deliverables(Keyed[Deliverable]):
    """What the consultant hands over, each under a key: `[scope.deliverables.audit]`."""

    __pydantic_extra__: dict[Key, Deliverable] = Field(init=False)
