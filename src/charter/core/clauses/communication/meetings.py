"""Meetings: which, how often, how long, with whom, about what."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.dates import Hours, Rhythm
from charter.core.vocabulary.term import Key, Line, Listed, Terms


class Meeting(Terms):
    """One regular meeting."""

    name: Line = Field(description="What it is called.", examples=["Weekly check-in"])
    rhythm: Rhythm = Field(description="How often, and at what hour.", examples=["every Tuesday 10:00"])
    lasts: Hours = Field(description="How long.", examples=["45 minutes"])
    who: Listed[Key] = Field(
        description="Keys of the people who attend.", examples=[["jonas", "mara"]], min_length=1
    )
    agenda: Listed[Line] = Field((), description="The standing points.")


class Meetings(Keyed[Meeting]):
    """The regular meetings, each under a key: `[communication.meetings.weekly]`."""

    __pydantic_extra__: dict[Key, Meeting] = Field(init=False)
