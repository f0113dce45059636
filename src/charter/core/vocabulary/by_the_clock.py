"""Work split by the clock: which part of an entry lies in which dearer hours.

Hours run by the clocks of the agreement's zone, and an hour that clocks skip or repeat is counted as it was worked.
Work without an hour of beginning lies in the working hours of its day, if that is a business day.

>>> from zoneinfo import ZoneInfo
>>> zone, weekday = ZoneInfo("Europe/Berlin"), lambda day: day.weekday() < 5
>>> friday = dt.datetime(2026, 3, 6, 17, tzinfo=zone)
>>> [(str(kind), seconds // 3600) for kind, seconds in stretches(friday, 8 * 3600, (dt.time(9), dt.time(18)), weekday)]
[('Lies.INSIDE', 1), ('Lies.OUTSIDE', 6), ('Lies.DAY_OFF', 1)]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.stated import WorkingHours

Shift: TypeAlias = tuple[dt.time, dt.time]


class Lies(Enum):
    """Where a stretch of work lies."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    DAY_OFF = "day off"


def stretches_of(entry: Worked, deal: Deal) -> Iterator[tuple[Lies, int]]:
    """Give the stretches of an entry in their order, in seconds."""
    agreed = deal.stated.get(WorkingHours)
    shift = (agreed.begins, agreed.ends) if isinstance(agreed, WorkingHours) else None
    if entry.begins is None:
        yield (Lies.INSIDE if deal.is_business(entry.on) else Lies.DAY_OFF), entry.hours.seconds
        return
    begins = dt.datetime.combine(entry.on, entry.begins, ZoneInfo(deal.zone))
    yield from stretches(begins, entry.hours.seconds, shift, deal.is_business)


def stretches(
    begins: dt.datetime, seconds: int, shift: Shift | None, is_business: Callable[[dt.date], bool]
) -> Iterator[tuple[Lies, int]]:
    """Split a time from a moment on where working hours or days begin and end; neighbours of one kind are one."""
    cut = _cut(begins, seconds, shift, is_business)
    yield from ((kind, sum(part for _, part in of)) for kind, of in groupby(cut, key=lambda each: each[0]))


def _cut(
    begins: dt.datetime, seconds: int, shift: Shift | None, is_business: Callable[[dt.date], bool]
) -> Iterator[tuple[Lies, int]]:
    now = begins.astimezone(dt.UTC)
    over = now + dt.timedelta(seconds=seconds)
    while now < over:
        local = now.astimezone(begins.tzinfo)
        hours = (dt.time.min, *shift) if shift else (dt.time.min,)
        edges = [
            dt.datetime.combine(local.date() + ahead * DAY, hour, begins.tzinfo).astimezone(dt.UTC)
            for ahead in (0, 1)
            for hour in hours
        ]
        following = min([over, *(edge for edge in edges if edge > now)])
        yield _kind(local, shift, is_business), int((following - now).total_seconds())
        now = following


def _kind(local: dt.datetime, shift: Shift | None, is_business: Callable[[dt.date], bool]) -> Lies:
    if not is_business(local.date()):
        return Lies.DAY_OFF
    if shift is None or shift[0] <= local.time() < shift[1]:
        return Lies.INSIDE
    return Lies.OUTSIDE
