"""The hour that clocks show, on days on which they change."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=4096)
def shown_by_clocks(day: dt.date, hour: dt.time, zone: str) -> dt.time:
    """Give the hour that clocks show at an hour of a day: another where they go forward over it.

    An hour that is skipped counts by the clocks as before the change (RFC 5545, 3.3.5).

    >>> shown_by_clocks(dt.date(2026, 3, 29), dt.time(2, 30), "Europe/Berlin")
    datetime.time(3, 30)
    >>> shown_by_clocks(dt.date(2026, 3, 30), dt.time(2, 30), "Europe/Berlin")
    datetime.time(2, 30)
    """
    there = dt.datetime.combine(day, hour, ZoneInfo(zone))
    return there.astimezone(dt.UTC).astimezone(there.tzinfo).time()
