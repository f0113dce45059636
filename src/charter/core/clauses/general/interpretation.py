"""Interpretation: whose clock, whose business days, and what "written" means."""

from __future__ import annotations

import re
import zoneinfo
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import TimeOfDay, calendar_exists
from charter.core.vocabulary.term import Listed

_REGION = re.compile("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Z][A-Za-z_-]+)+")

English = Literal[
    "en-AU", "en-BE", "en-CA", "en-DE", "en-ES", "en-FR", "en-GB", "en-IE", "en-IN", "en-IT", "en-NL", "en-PL", "en-US",
]  # fmt: skip
"""English as countries write it whose law the library knows."""


def _zone(name: str) -> str:
    """Take a zone that there is. To look up one is quick, to list them all takes 20 ms."""
    if _REGION.fullmatch(name):
        try:
            return zoneinfo.ZoneInfo(name).key
        except (zoneinfo.ZoneInfoNotFoundError, OSError):
            pass  # the list decides
    if name not in zoneinfo.available_timezones():
        raise ValueError('not a time zone: write it like "Europe/Berlin"')
    return name


def _holidays(code: str) -> str:
    if not calendar_exists(code):
        raise ValueError('no such holiday calendar: write a country, or a country and its part, like "DE-HH"')
    return code


class Interpretation(Clause):
    """How times, days and words are read."""

    zone: Annotated[str, AfterValidator(_zone)] = Field(
        description="The time zone of every date and hour.", examples=["Europe/Berlin"]
    )
    client_calendar: Annotated[str, AfterValidator(_holidays)] = Field(
        description="The client's public holidays.", examples=["DE-HH"]
    )
    consultant_calendar: Annotated[str, AfterValidator(_holidays)] = Field(
        description="The consultant's public holidays.", examples=["DE-HH"]
    )
    business_days: Literal["both", "either", "client", "consultant"] = Field(
        description="Days on which both sides work, at least one, the client, or the consultant."
    )
    roll: Literal["forward", "back", "modified", "none"] = Field(
        description="Where a last day goes that is no business day: to the next, the one before, the next unless"
        " that is another month, or nowhere."
    )
    cut_off: TimeOfDay = Field(
        description="After which hour a message counts as of the next day.", examples=["18:00"]
    )
    locale: English | None = Field(
        None,
        description="In which country's English the document writes dates, hours, amounts and words; left out: in that"
        " of the country whose law governs.",
        examples=["en-GB"],
    )
    written: Listed[Literal["letter", "e-mail", "signed PDF", "project tool"]] = Field(
        description="What counts as written.", min_length=1
    )
