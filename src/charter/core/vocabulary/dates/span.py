"""Days, half-open spans of days, and the billing periods that tile a span.

>>> may = Span(dt.date(2026, 5, 1), dt.date(2026, 6, 1))
>>> may.days, long_date(may.last_day), dt.date(2026, 6, 1) in may
(31, '31 May 2026', False)
>>> for period in periods(dt.date(2026, 1, 20), 1, 31, dt.date(2026, 3, 15)):
...     print(period.start, period.until, period.days, "of", period.whole.days)
2026-01-20 2026-01-31 11 of 31
2026-01-31 2026-02-28 28 of 28
2026-02-28 2026-03-15 15 of 31
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, pairwise, takewhile
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, ValidationInfo, WithJsonSchema

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY = dt.timedelta(days=1)
_YEARS = range(1901, 2100)


@lru_cache(maxsize=8192)
def long_date(day: dt.date) -> str:
    """Write a day for people: "1 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def add_months(day: dt.date, n: int, *, anchor_day: int | None = None) -> dt.date:
    """Give the same day `n` months later (or earlier), clipped to the end of the month.

    With `anchor_day`, a series that was clipped comes back to the day it started from.

    >>> february = add_months(dt.date(2026, 1, 31), 1)
    >>> february, add_months(february, 1), add_months(february, 1, anchor_day=31)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 28), datetime.date(2026, 3, 31))
    """
    years, month = divmod(day.month - 1 + n, 12)
    return _clipped(day.year + years, month + 1, anchor_day or day.day)


@lru_cache(maxsize=8192)
def _clipped(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `start` up to but without `until`."""

    start: dt.date
    until: dt.date

    @classmethod
    def of_month(cls, text: str) -> Span:
        """Give the days of a month written like 2026-03. Raises ValueError for anything else.

        >>> Span.of_month("2026-02").days
        28
        """
        if not re.fullmatch("[0-9]{4}-[0-9]{2}", text) or text.startswith("9999"):
            raise ValueError(f"no month {text[:20]!r}: write it like 2026-03")
        first = dt.date.fromisoformat(f"{text}-01")
        return Span(first, (first + dt.timedelta(days=31)).replace(day=1))

    @property
    def days(self) -> int:
        """How many days; 0 for an empty span."""
        return max(0, (self.until - self.start).days)

    @property
    def last_day(self) -> dt.date:
        """The last day in it, which people are shown."""
        return self.until - DAY

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.until

    def overlap(self, other: Span) -> Span | None:
        """Give the days that both have; None when there are none."""
        start, until = max(self.start, other.start), min(self.until, other.until)
        return Span(start, until) if start < until else None

    def __str__(self) -> str:
        return f"{long_date(self.start)} to {long_date(self.last_day)}"


@dataclass(frozen=True, slots=True, order=True)
class Period(Span):
    """A billing period, or the part of one that is billed; `whole` is the period it is cut from."""

    whole: Span

    @property
    def is_part(self) -> bool:
        """Whether days of the whole period are missing."""
        return self.days < self.whole.days


@lru_cache(maxsize=4096)
def periods(start: dt.date, months: int, day_of_month: int, until: dt.date) -> tuple[Period, ...]:
    """Cut [start, until) into billing periods of `months` that begin on a day of the month.

    A day 29 to 31 is clipped to the month end and then comes back. When the bill day of the start month has
    passed, the first bill comes one period after it (money.md, "Part periods"); the days before are a part of
    the period that ends there. The last period is cut at `until`.

    Source: the conventions of Kill Bill's in-advance billing; see the oracles `billing_cycles_in_advance`.
    """
    bill_day = _clipped(start.year, start.month, day_of_month)
    first = bill_day if bill_day == start else add_months(bill_day, -months, anchor_day=day_of_month)
    if bill_day < start:
        first = bill_day
    edges = (add_months(first, months * index, anchor_day=day_of_month) for index in count())
    wholes = (Span(begins, ends) for begins, ends in pairwise(edges))
    begun = takewhile(lambda whole: max(whole.start, start) < until, wholes)
    return tuple(Period(max(whole.start, start), min(whole.until, until), whole) for whole in begun)


# ── days and times as terms ────────────────────────────────────────────────────────────────────


def _in_reach(day: dt.date, info: ValidationInfo) -> dt.date:
    """Bound the days that people write; what follows from them (an end after a notice) may lie later."""
    if info.mode == "json" and day.year not in _YEARS:
        raise ValueError(f"the year {day.year} is out of reach; write a day from {_YEARS[0]} to {_YEARS[-1]}")
    return day


Day = Annotated[
    dt.date,
    AfterValidator(_in_reach),
    Field(description="A day, like 2026-03-01.", examples=["2026-03-01"]),
]
"""The type of a term that is a day: an ISO date of 1901 to 2099, where the calendar's arithmetic is safe."""


def _time(given: object) -> dt.time:
    if isinstance(given, dt.time):
        return given
    found = (
        re.fullmatch("([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?", given) if isinstance(given, str) else None
    )
    if not found:
        raise ValueError('write a time of day in quotes, like "18:00"')
    return dt.time(int(found[1]), int(found[2]))


TimeOfDay = Annotated[
    dt.time,
    BeforeValidator(_time),
    PlainSerializer(lambda time: f"{time:%H:%M}", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$",
            "description": "A time of day in the agreement's zone.",
            "examples": ["18:00", "09:30"],
        }
    ),
]
"""The type of a term that is a time of day, to the minute."""
