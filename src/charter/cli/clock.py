"""The one clock of the command line, and the reading of days that people type."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import zoneinfo

from charter.cli.errors import Mistake

FIRST, LAST = 1901, 2090
"""The years to look from. Terms may lie until 2099, and an engagement is looked at some years ahead."""

HABITS = ("%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d")
"""Other ways to write a day that can mean only one; for these the right way is shown."""


def today(asked: str | None, zone: str = "UTC") -> dt.date:
    """Give the day asked for, or the day it is in the agreement's zone. Raises Mistake for what is no day."""
    if asked is None:
        return dt.datetime.now(zoneinfo.ZoneInfo(zone)).date()
    return parse_day(asked)


def now() -> dt.datetime:
    """Give the current moment in UTC, to the second: evidence keeps no finer time."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def now_in(zone: str) -> dt.datetime:
    """Give the current moment in a time zone."""
    from charter.core.vocabulary.dates.clock import local

    return local(now(), zone)


def parse_day(asked: str) -> dt.date:
    """Read a day. Raises Mistake.

    >>> parse_day("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", asked):
        raise Mistake(f"{asked!r} is no day: {_written_rightly(asked)}")
    try:
        found = dt.date.fromisoformat(asked)
    except ValueError:
        raise Mistake(f"{asked!r} is no day: {_why(asked)}") from None
    if not FIRST <= found.year <= LAST:
        raise Mistake(f"{asked!r} is too far away: write a day from {FIRST} to {LAST}")
    return found


def _written_rightly(asked: str) -> str:
    """Say how a day is written, with the day that was meant where there is no doubt."""
    for habit in HABITS:
        try:
            meant = dt.datetime.strptime(asked, habit)  # noqa: DTZ007 - only its day is used
        except ValueError:
            continue
        return f"write {meant.date()}"
    return "write it like 2026-03-31"


def _why(asked: str) -> str:
    year, month, _ = map(int, asked.split("-"))
    if not 1 <= month <= 12 or year < 1:  # noqa: PLR2004 - the months of a year
        return "write year, month, day, like 2026-03-31"
    return f"{calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days"
