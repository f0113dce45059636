"""A series of invoice numbers: the next one, given every number that was used, here or elsewhere.

A series belongs to a workspace: whoever issues knows the numbers of all its engagements, and those from before. A
number that is not of the pattern is no number of the series; it never stops it.

>>> nl = Series("NL-{year}-{n}")
>>> nl.following(["NL-2026-0001", "NL-2026-0007", "2026/17"], dt.date(2026, 9, 1))
'NL-2026-0008'
>>> nl.following(["NL-2025-0041", "NL-2026-0002"], dt.date(2026, 9, 1))
'NL-2026-0003'
>>> nl.following(["NL-2025-0041"], dt.date(2026, 1, 2))
'NL-2026-0042'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from charter.core.vocabulary.term import Line

YEAR, COUNT = "{year}", "{n}"


def _pattern(text: str) -> str:
    if text.count(COUNT) != 1 or "{" in text.replace(COUNT, "").replace(YEAR, ""):
        raise ValueError('a number pattern holds {n} once, and may hold {year}, like "NL-{year}-{n}"')
    return text


NumberPattern = Annotated[Line, AfterValidator(_pattern)]
"""How numbers of a series are written: `{n}` counts, `{year}` is the year of issue."""


@dataclass(frozen=True)
class Series:
    """A pattern of numbers: `{n}` counts and stands once, `{year}` is the year of issue."""

    pattern: str

    def numbered(self, n: int, day: dt.date) -> str:
        """Write the n-th number for an invoice of a day.

        >>> Series("NL-{year}-{n}").numbered(7, dt.date(2026, 3, 1))
        'NL-2026-0007'
        """
        return self.pattern.replace(COUNT, f"{n:04d}").replace(YEAR, str(day.year))

    def following(self, used: Iterable[str], day: dt.date) -> str:
        """Give the next number for an invoice of a day."""
        return Numbers(used).take(self, day)

    def read(self, number: str) -> tuple[int, int] | None:
        """Give the year and count of a number; the year is 0 where the pattern has none; None: not of the series."""
        found = _form(self.pattern).fullmatch(number.casefold())
        if found is None:
            return None
        return int(found["year"]) if self.yearly else 0, int(found["n"])

    @property
    def yearly(self) -> bool:
        """Whether its numbers name the year."""
        return YEAR in self.pattern


class Numbers:
    """Every number used so far; each that is taken is used from then on."""

    def __init__(self, used: Iterable[str]) -> None:
        self._taken = {number.casefold() for number in used}
        self._highest: dict[Series, dict[int, int]] = {}

    def take(self, series: Series, day: dt.date) -> str:
        """Take the next number of a series for an invoice of a day.

        It is one above the highest number used of its year; in a year without one it goes on counting from the highest
        of all, as it does where the pattern has no year. So the count has no gaps, and follows whoever begins anew each
        year. None is ever used twice, however its letters are written.
        """
        highest = self._of(series)
        year = day.year if series.yearly else 0
        n = highest.get(year, max(highest.values(), default=0)) + 1
        highest[year] = n
        number = series.numbered(n, day)
        self._taken.add(number.casefold())
        for other in self._highest.keys() - {series}:
            _count(other, number, self._highest[other])
        return number

    def _of(self, series: Series) -> dict[int, int]:
        """Give the highest number used of each year."""
        if series not in self._highest:
            counts = self._highest[series] = {}
            for number in self._taken:
                _count(series, number, counts)
        return self._highest[series]


def _count(series: Series, number: str, counts: dict[int, int]) -> None:
    found = series.read(number)
    if found is not None:
        year, n = found
        counts[year] = max(n, counts.get(year, 0))


@lru_cache(maxsize=256)
def _form(pattern: str) -> re.Pattern[str]:
    """Give the form of all numbers of a pattern."""
    before, *after = re.escape(pattern.casefold()).split(re.escape(YEAR))
    years = "".join(
        ("(?P=year)" if place else "(?P<year>[0-9]{4})") + part for place, part in enumerate(after)
    )
    return re.compile((before + years).replace(re.escape(COUNT), "(?P<n>[0-9]+)"))
