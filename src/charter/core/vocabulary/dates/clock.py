"""The hour that clocks show, on days on which they change, and the day that a moment falls on."""

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


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Give a moment by the clocks of a zone: the one way from a moment to its day.

    A day of the agreement is one of its zone (`general.interpretation.zone`), wherever the machine stands.

    >>> late = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    >>> [local(late, zone).day for zone in ("UTC", "Europe/Berlin", "America/Los_Angeles")]
    [2, 3, 2]
    """
    return moment.astimezone(ZoneInfo(zone))
