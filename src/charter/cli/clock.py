"""The one clock of the command line, and how a day is asked for."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from charter.cli.errors import Mistake


def today(asked: str | None, zone: str = "UTC") -> dt.date:
    """Give the day asked for, or the day it is in the agreement's zone. Raises Mistake on what is no day."""
    if asked is None:
        return dt.datetime.now(zoneinfo.ZoneInfo(zone)).date()
    return day(asked)


def now() -> dt.datetime:
    """Give the moment it is, in UTC, to the second: evidence keeps no finer time."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def day(asked: str) -> dt.date:
    """Read a day. Raises Mistake."""
    try:
        return dt.date.fromisoformat(asked)
    except ValueError:
        raise Mistake(f"{asked!r} is no day: write it like 2026-03-31") from None
