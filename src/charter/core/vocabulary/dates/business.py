"""Business days: Monday to Friday without the public holidays of the places that the agreement names.

>>> hamburg_and_london = ("DE-HH", "GB-ENG")
>>> easter_monday, reformation_day = dt.date(2026, 4, 6), dt.date(2025, 10, 31)
>>> Calendar(hamburg_and_london, "both").is_business(reformation_day)
False
>>> Calendar(hamburg_and_london, "either").is_business(reformation_day)
True
>>> Calendar(hamburg_and_london, "either").is_business(easter_monday)
False
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from charter.core.vocabulary.dates.span import DAY

_WORKING_WEEK = 5
_CODE = re.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?")
SURE = """
    AT AU BE CA CH CZ DE DE-BE DE-BW DE-BY DE-HH DE-NW DK ES FI FR GB GB-ENG GB-NIR GB-SCT GB-WLS IE IN IT LU
    NL NO PL PT SE US US-CA US-DE US-NY US-TX US-WA US-WI
""".split()  # noqa: SIM905 - a list literal would take a line each
"""Places that are certain to be known; `holidays.txt` has their days from 2015 to 2035, the last year that the package
has for all of them."""


def calendar_exists(code: str) -> bool:
    """Whether the public holidays of a place are known: a country ("DE") or a part of one ("DE-HH")."""
    if code in SURE:
        return True
    try:
        _holidays(code, 2026)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _holidays(code: str, year: int) -> frozenset[dt.date]:
    """Public holidays of a place in a year. Raises ValueError for a place that nobody knows."""
    kept = _kept().get(f"{code} {year}")
    if kept is None:
        return computed(code, year)
    return frozenset(dt.date(year, int(day[:2]), int(day[2:])) for day in kept.split())


@cache
def _kept() -> dict[str, str]:
    """The days of the sure places by place and year, as the file beside this has them; a test compares it."""
    lines = resources.files(__package__).joinpath("holidays.txt").read_text("ascii").splitlines()
    return {place: days for place, _, days in (line.partition(": ") for line in lines)}


def computed(code: str, year: int) -> frozenset[dt.date]:
    """Public holidays as the holidays package knows them. Raises ValueError for a place that it does not know."""
    import holidays  # noqa: PLC0415 - 130 ms, since it loads all countries

    if not _CODE.fullmatch(code):
        raise _unknown(code)
    country, _, part = code.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        raise _unknown(code) from None


def _unknown(code: str) -> ValueError:
    return ValueError(
        f'no public holidays are known for "{code}"; use a country or a part of one, like "DE" or "DE-HH"'
    )


@lru_cache(maxsize=1024)
def _off(codes: tuple[str, ...], rule: Literal["either", "both"], year: int) -> frozenset[dt.date]:
    each = [_holidays(code, year) for code in codes]
    if not each:
        return frozenset()
    return frozenset.intersection(*each) if rule == "either" else frozenset.union(*each)


@lru_cache(maxsize=1024)
def _worked(codes: tuple[str, ...], rule: Literal["either", "both"], year: int) -> tuple[dt.date, ...]:
    """Business days of a year."""
    off = _off(codes, rule, year)
    every = (dt.date(year, 1, 1) + n * DAY for n in range(366))
    return tuple(d for d in every if d.year == year and d.weekday() < _WORKING_WEEK and d not in off)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose business days count.

    With "both", a holiday in any of the places is no business day; with "either", only a holiday in all of
    them. Without places, every Monday to Friday is a business day.
    """

    codes: tuple[str, ...] = ()
    rule: Literal["either", "both"] = "both"

    def is_business(self, day: dt.date) -> bool:
        """Whether people work on a day. Raises ValueError for a place without a calendar."""
        return day.weekday() < _WORKING_WEEK and day not in _off(self.codes, self.rule, day.year)

    def add(self, day: dt.date, n: int) -> dt.date:
        """Give the n-th business day after a day, before it for a negative n, the day itself for 0."""
        if not n:
            return day
        year = day.year
        days = _worked(self.codes, self.rule, year)
        place = bisect_right(days, day) + n - 1 if n > 0 else bisect_left(days, day) + n
        while place >= len(days):
            place -= len(days)
            year += 1
            days = _worked(self.codes, self.rule, year)
        while place < 0:
            year -= 1
            days = _worked(self.codes, self.rule, year)
            place += len(days)
        return days[place]

    def roll(self, day: dt.date, rule: Literal["forward", "back", "modified", "none"]) -> dt.date:
        """Move a day that is no business day to the next one, or the one before.

        "modified" goes forward, except into the next month: then back (ISDA's modified following).
        """
        if rule == "none":
            return day
        if day.weekday() < _WORKING_WEEK and day not in _off(self.codes, self.rule, day.year):
            return day
        moved = self.add(day, -1 if rule == "back" else 1)
        return self.add(day, -1) if rule == "modified" and moved.month != day.month else moved
