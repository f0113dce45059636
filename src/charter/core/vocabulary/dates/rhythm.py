"""Rhythms: what comes again, as people say it.

>>> rhythm = Rhythm.parse("every second Tuesday 10:00")
>>> rhythm.shown(), rhythm.time
('every second Tuesday at 10:00', datetime.time(10, 0))
>>> [f"{day:%d %b}" for day in rhythm.occurrences(dt.date(2026, 3, 1), dt.date(2026, 4, 1))]
['03 Mar', '17 Mar', '31 Mar']
>>> month_end = Rhythm.parse("every month on day 31")
>>> [f"{day:%d %b}" for day in month_end.occurrences(dt.date(2026, 1, 1), dt.date(2026, 5, 1))]
['31 Jan', '28 Feb', '31 Mar', '30 Apr']
>>> twice = Rhythm.parse("every month on days 15 and 31")
>>> str(twice), [f"{day:%d %b}" for day in twice.occurrences(dt.date(2026, 1, 20), dt.date(2026, 4, 1))]
('every month on days 15 and 31', ['31 Jan', '15 Feb', '28 Feb', '15 Mar', '31 Mar'])
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import ClassVar, Literal, Self

from charter.core.vocabulary.dates.span import DAY, MONTHS
from charter.core.vocabulary.written import LONGEST, Written, excerpt, like

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NTH_WORD = {nth: word for word, nth in _NTH.items()}
RhythmUnit = Literal["day", "weekday", "week", "month", "quarter", "year"]
_MOST_APART = 60
_SHORTEST_MONTH = 28
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_ON_DAY = "on day (?P<day>[0-9]{1,2})"
_SAID: tuple[tuple[RhythmUnit, str], ...] = (
    ("day", "every (?:day|(?P<every>[0-9]{1,3}) days)"),
    ("weekday", "every weekday"),
    ("week", f"every {_WEEKDAY}"),
    ("week", f"every (?P<other>second|other) {_WEEKDAY}"),
    ("week", f"every (?:week|(?P<every>[0-9]{{1,3}}) weeks) on {_WEEKDAY}"),
    ("month", f"every (?P<nth>first|last) {_WEEKDAY}(?: of the month)?"),
    ("month", f"every (?P<nth>second|third|fourth) {_WEEKDAY} of the month"),
    ("month", f"every (?:month|(?P<every>[0-9]{{1,3}}) months) {_ON_DAY}"),
    ("month", "every month on days (?P<day>[0-9]{1,2}) and (?P<second>[0-9]{1,2})"),
    ("quarter", f"every quarter {_ON_DAY}"),
    ("year", f"every year on (?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)})"),
)
_AT = "(?: (?:at )?(?P<time>(?:[01]?[0-9]|2[0-3]):[0-5][0-9]))?"


@cache
def _form(said: str) -> re.Pattern[str]:
    """Give a form that a rhythm may have, made ready where one is read: an agreement has few."""
    return re.compile(said + _AT)


@dataclass(frozen=True, slots=True)
class Rhythm(Written):
    """Every so many days, weeks, months or years, on a weekday or a day, perhaps at a time.

    `weekday` counts from Monday 0; `nth` picks a weekday of the month, -1 the last; a `day` that a month does
    not have falls on its last day; `second` is the later of two days of every month. Quarters are the calendar's.
    """

    step: RhythmUnit
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    month: int | None = None
    time: dt.time | None = None
    second: int | None = None

    PATTERN: ClassVar[str] = "^every .+$"
    DESCRIPTION: ClassVar[str] = "How often, on which day, and at what time."
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "every Tuesday 10:00",
        "every month on day 1",
        "every month on days 15 and 31",
        "every second Tuesday 10:00",
        "every last Friday",
        "every quarter on day 1",
        "every 2 weeks on Friday",
        "every year on 1 March",
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rhythm in the words of EXAMPLES. ValueError for others, and for days that no month has."""
        written = text.strip()
        if len(written) <= LONGEST:
            for step, said in _SAID:
                if found := _form(said).fullmatch(written):
                    return cls._read(step, {name: word for name, word in found.groupdict().items() if word})
        if re.match("every (third|fourth) ", written):
            raise ValueError('write "every 3 weeks on Monday" or "every third Monday of the month"')
        raise ValueError(f"use a rhythm, {like(cls.EXAMPLES)} (found {excerpt(text)})")

    @classmethod
    def _read(cls, step: RhythmUnit, words: dict[str, str]) -> Self:
        every = 2 if "other" in words else int(words.get("every", "1"))
        month = MONTHS.index(words["month"]) + 1 if "month" in words else None
        day = int(words["day"]) if "day" in words else None
        longest = _LONGEST_MONTHS[month - 1] if month else 31
        if day is not None and not 1 <= day <= longest:
            which = words.get("month", "a month")
            raise ValueError(f"{which} never has a day {day}; use a day from 1 to {longest}")
        second = int(words["second"]) if "second" in words else None
        if second is not None and not (day or 0) < second <= longest:
            raise ValueError("name two days of the month, the earlier one first, like 15 and 31")
        if not 1 <= every <= _MOST_APART:
            raise ValueError(f"every {every} is no rhythm; use a number from 1 to {_MOST_APART}")
        return cls(
            step,
            every,
            weekday=WEEKDAYS.index(words["weekday"]) if "weekday" in words else None,
            nth=_NTH[words["nth"]] if "nth" in words else None,
            day=day,
            month=month,
            time=dt.time.fromisoformat(words["time"].zfill(5)) if "time" in words else None,
            second=second,
        )

    def occurrences(self, start: dt.date, until: dt.date) -> tuple[dt.date, ...]:
        """Give every day of the rhythm in [start, until), first the earliest.

        What comes every second week or third month is counted from the first such day on or after `start`.
        """
        return _occurrences(self, start, until) if start < until else ()

    def shown(self) -> str:
        """Say it in prose: "every second Tuesday at 10:00"."""
        return self._days() + (f" at {self.time:%H:%M}" if self.time else "")

    def __str__(self) -> str:
        return self._days() + (f" {self.time:%H:%M}" if self.time else "")

    def _days(self) -> str:
        weekday = WEEKDAYS[self.weekday] if self.weekday is not None else ""
        match self.step:
            case "week":
                second = {1: f"every {weekday}", 2: f"every second {weekday}"}
                return second.get(self.every, f"every {self.every} weeks on {weekday}")
            case "month" if self.nth is not None:
                of_the_month = "" if self.nth in (1, -1) else " of the month"
                return f"every {_NTH_WORD[self.nth]} {weekday}{of_the_month}"
            case "month" if self.second is not None:
                return f"every month on days {self.day} and {self.second}"
            case "year":
                return f"every year on {self.day} {MONTHS[(self.month or 1) - 1]}"
            case _:
                unit = self.step if self.every == 1 else f"{self.every} {self.step}s"
                return f"every {unit}" + (f" on day {self.day}" if self.day else "")


_FREQUENCIES: dict[RhythmUnit, Literal[0, 1, 2, 3]] = {
    "day": 3, "weekday": 3, "week": 2, "month": 1, "quarter": 1, "year": 0,
}  # fmt: skip
"""The frequencies of dateutil's rrule, by number, because its import is late."""


@lru_cache(maxsize=4096)
def _occurrences(rhythm: Rhythm, start: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    if rhythm.second is not None:
        both = (replace(rhythm, day=day, second=None) for day in (rhythm.day, rhythm.second))
        return tuple(sorted({day for each in both for day in _occurrences(each, start, until)}))
    if rhythm.every > 1:
        each = Rhythm(rhythm.step, 1, rhythm.weekday, rhythm.nth, rhythm.day, rhythm.month)
        start = next(iter(_occurrences(each, start, until)), until)
    return _rule(rhythm, start, until - DAY) if start < until else ()


def _rule(rhythm: Rhythm, start: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Ask dateutil for the days, as RFC 5545 has them; a clipped day is the last of those that exist."""
    from dateutil import rrule  # noqa: PLC0415 - most commands need no rhythm

    day = rhythm.day
    found = rrule.rrule(
        _FREQUENCIES[rhythm.step],
        dtstart=dt.datetime.combine(start, dt.time.min),
        until=dt.datetime.combine(last, dt.time.min),
        interval=rhythm.every,
        byweekday=_weekdays(rhythm),
        bymonth=(1, 4, 7, 10) if rhythm.step == "quarter" else rhythm.month,
        bymonthday=range(_SHORTEST_MONTH, day + 1) if day and day > _SHORTEST_MONTH else day,
        bysetpos=rhythm.nth or (-1 if day else None),
    )
    return tuple(moment.date() for moment in found)


def _weekdays(rhythm: Rhythm) -> tuple[int, ...] | int | None:
    return (0, 1, 2, 3, 4) if rhythm.step == "weekday" else rhythm.weekday
