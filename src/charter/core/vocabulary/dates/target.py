"""The days on which the European Central Bank publishes the rates of the euro: those on which TARGET is open.

It is closed on Saturdays, Sundays, New Year's Day, Good Friday, Easter Monday, 1 May, and on 25 and 26 December.
Source: the TARGET closing days that the Bank has kept since 2002; the rates come out at about 16:00 of each other day.

>>> last_published(dt.date(2026, 4, 7)), last_published(dt.date(2026, 4, 3))
(datetime.date(2026, 4, 2), datetime.date(2026, 4, 2))
"""

from __future__ import annotations

import datetime as dt

from charter.core.vocabulary.dates.span import DAY

_SATURDAY = 5
_FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


def publishes(day: dt.date) -> bool:
    """Whether rates of the euro are published on a day."""
    easter = _easter(day.year)
    closed = {easter - 2 * DAY, easter + DAY}
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED and day not in closed


def last_published(day: dt.date) -> dt.date:
    """Give the last day before a day on which rates of the euro are published."""
    before = day - DAY
    while not publishes(before):
        before -= DAY
    return before


def _easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = century // 4
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)
