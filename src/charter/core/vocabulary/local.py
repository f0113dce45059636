"""Where somebody works: the time zone and the public holidays, as terms.

>>> time_of("America/Los_Angeles"), time_of("Europe/London"), time_of("UTC")
('Los Angeles clock', 'London clock', 'UTC clock')
"""

from __future__ import annotations

import re
import zoneinfo
from typing import Annotated

from pydantic import AfterValidator

from charter.core.vocabulary.country import code_meant, countries, country_name
from charter.core.vocabulary.dates import calendar_exists
from charter.core.vocabulary.written import Meant

_REGION = re.compile("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Z][A-Za-z_-]+)+")


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
    if code.partition("-")[0] in countries() and calendar_exists(code):
        return code
    meant = code_meant(code)
    if meant and meant != code and calendar_exists(meant):
        raise Meant(f"no such holiday calendar: that of {country_name(meant)} is {meant}", meant)
    raise ValueError('no such holiday calendar: write a country, or a country and its part, like "DE-HH"')


TimeZone = Annotated[str, AfterValidator(_zone)]
"""A time zone by its name, like "Europe/Berlin"."""

PublicHolidays = Annotated[str, AfterValidator(_holidays)]
"""The public holidays of a country or a part of it, by its code, like "DE-HH"."""


def time_of(zone: str) -> str:
    """Name the clock of a time zone by its city, as people call it."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} clock"
