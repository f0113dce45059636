"""Durations as an agreement states them: "30 days", "5 business days", "48 hours", "12 months".

>>> notice = Duration.parse("30 days")
>>> notice.after(dt.date(2026, 6, 20), Calendar())
datetime.date(2026, 7, 20)
>>> str(Duration.parse("5 working days")), str(Duration.parse("1 months"))
('5 business days', '1 month')
>>> Duration.parse("1 month").after(dt.date(2026, 1, 31), Calendar())
datetime.date(2026, 2, 28)
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from charter.core.vocabulary.dates.business import Calendar
from charter.core.vocabulary.dates.span import DAY, add_months
from charter.core.vocabulary.written import Written, excerpt, like


class Unit(StrEnum):
    """What a duration counts."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


MOST = 10_000
_CENTURY = 36_525
_DAYS_AT_MOST = {
    Unit.HOURS: (1, 24),
    Unit.DAYS: (1, 1),
    Unit.BUSINESS_DAYS: (7, 5),
    Unit.WEEKS: (7, 1),
    Unit.MONTHS: (1461, 48),
    Unit.YEARS: (1461, 4),
}
"""Calendar days in one unit on average, as a ratio; only to compare durations of different units."""

_DURATION = re.compile("([0-9]{1,9})[ \u00a0\u202f]?(hour|day|business day|working day|week|month|year)s?")


@dataclass(frozen=True, slots=True)
class Duration(Written):
    """A number of hours, days, business days, weeks, months or years."""

    count: int
    unit: Unit

    PATTERN: ClassVar[str] = "^[0-9]{1,5} ?(hour|day|business day|working day|week|month|year)s?$"
    DESCRIPTION: ClassVar[str] = (
        "A duration with its unit: hours, days, business days, weeks, months or years. "
        '"Within N days" counts from the day after.'
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = ("30 days", "5 business days", "48 hours", "12 months")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "30 days" and the like. Raises ValueError without a unit, above 10,000 or above 100 years."""
        written = text.strip()
        found = _DURATION.fullmatch(written)
        if not found:
            if re.fullmatch("[0-9]{1,9}", written):
                raise ValueError(f'write the unit, like "{written} days"')
            raise ValueError(f"use a whole number and a unit, {like(cls.EXAMPLES)} (found {excerpt(text)})")
        noun = found[2].replace("working", "business")
        duration = cls(int(found[1]), Unit(noun + "s"))
        if duration.count > MOST or duration.about_days > _CENTURY:
            raise ValueError(f"{written} is too long; use at most {MOST:,} units and at most 100 years")
        return duration

    @property
    def about_days(self) -> int:
        """Calendar days, rounded up, to compare different units: a month counts 30.4, a year 365.25."""
        days, units = _DAYS_AT_MOST[self.unit]
        return -(-self.count * days // units)

    def after(self, day: dt.date, calendar: Calendar) -> dt.date:
        """Give the last day of this time when the count starts on the day after `day`.

        Months are clipped to the month end. Hours run by the clock: of what happened at some hour of a day, 48 hours
        are over on the second day after it, and a part of a day on the next day at the latest.
        """
        return self._moved(day, calendar, 1)

    def through(self, first: dt.date, calendar: Calendar) -> dt.date:
        """Give the first day after this time when `first` is its first day.

        Where its last month has no such day, it lasts to the end of that month (as § 188 (3) BGB has it).

        >>> [str(Duration.parse("1 month").through(dt.date(2026, 1, d), Calendar())) for d in (28, 29, 31)]
        ['2026-02-28', '2026-03-01', '2026-03-01']
        """
        until = self.after(first, calendar)
        clipped = self.unit in {Unit.MONTHS, Unit.YEARS} and until.day < first.day
        return until + DAY if clipped else until

    def before(self, day: dt.date, calendar: Calendar) -> dt.date:
        """Give the day that lies this time before `day`."""
        return self._moved(day, calendar, -1)

    def clear_before(self, day: dt.date, calendar: Calendar) -> dt.date:
        """Give the last day after which all of this time still lies before `day`: neither of the two days counts.

        So "at least 30 days before" is counted: the day of the event is left out and the days must be whole (§§ 187 (1)
        and 188 BGB, counted back), or, in English law, they are clear days. See docs/decisions/0020.

        >>> str(Duration.parse("30 days").clear_before(dt.date(2026, 7, 1), Calendar()))
        '2026-05-31'
        >>> str(Duration.parse("2 months").clear_before(dt.date(2027, 1, 1), Calendar()))
        '2026-10-31'
        """
        return self.before(day, calendar) - dt.timedelta(days=1)

    def _moved(self, day: dt.date, calendar: Calendar, way: int) -> dt.date:
        unit, count = self.unit, way * self.count
        if unit is Unit.DAYS:
            return day + dt.timedelta(days=count)
        if unit is Unit.BUSINESS_DAYS:
            return calendar.add(day, count)
        if unit is Unit.MONTHS or unit is Unit.YEARS:
            return add_months(day, count if unit is Unit.MONTHS else 12 * count)
        return day + dt.timedelta(days=way * self.about_days)

    def __bool__(self) -> bool:
        return self.count > 0

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value.removesuffix('s') if self.count == 1 else self.unit.value}"
