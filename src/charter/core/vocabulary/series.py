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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

YEAR, COUNT = "{year}", "{n}"


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
        (number,) = self.next(used, (day,))
        return number

    def next(self, used: Iterable[str], days: Iterable[dt.date]) -> tuple[str, ...]:
        """Give the next numbers for invoices of some days, in this order.

        Each is one above the highest number used of its year; in a year without one it goes on counting from the
        highest of all, as it does where the pattern has no year. So the count has no gaps, and follows whoever begins
        anew each year. None is ever used twice, however its letters are written.
        """
        taken = {number.casefold() for number in used}
        highest: dict[int, int] = {}
        for number in taken:
            for year, n in self._read(number):
                highest[year] = max(n, highest.get(year, 0))
        return tuple(self._take(day, taken, highest) for day in days)

    def _take(self, day: dt.date, taken: set[str], highest: dict[int, int]) -> str:
        year = day.year if YEAR in self.pattern else 0
        n = highest.get(year, max(highest.values(), default=0)) + 1
        while (number := self.numbered(n, day)).casefold() in taken:
            n += 1
        highest[year] = n
        taken.add(number.casefold())
        return number

    def _read(self, number: str) -> Iterator[tuple[int, int]]:
        """Give the year and count of a number of the series; the year is 0 where the pattern has none."""
        found = self._form.fullmatch(number)
        if found:
            yield int(found["year"]) if YEAR in self.pattern else 0, int(found["n"])

    @cached_property
    def _form(self) -> re.Pattern[str]:
        before, *after = re.escape(self.pattern.casefold()).split(re.escape(YEAR))
        years = "".join(
            ("(?P=year)" if place else "(?P<year>[0-9]{4})") + part for place, part in enumerate(after)
        )
        return re.compile((before + years).replace(re.escape(COUNT), "(?P<n>[0-9]+)"))
