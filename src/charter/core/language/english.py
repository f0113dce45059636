"""English as countries write it: the order of a date, the clock, a country's own money; without Babel, which is slow.

>>> from charter.core.vocabulary.money import Money
>>> fee, day, hour = Money(1200000, "USD"), dt.date(2026, 2, 1), dt.time(14, 0)
>>> [in_country_english(value, "US") for value in (fee, day, hour)]
['$12,000.00', 'February 1, 2026', '2:00 p.m.']
>>> [in_country_english(value, "DE") for value in (fee, day, hour)]
['USD 12,000.00', '1 February 2026', '14:00']
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from charter.core.language.spelling import Spelling, spelled
from charter.core.vocabulary.dates import Rhythm, Span, long_date
from charter.core.vocabulary.dates.rhythm import WEEKDAYS
from charter.core.vocabulary.dates.span import MONTHS
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, Value, enumeration, filled, in_english

MONTH_FIRST = frozenset({"US", "CA"})
"""Where people write "February 1, 2026" (Chicago Manual of Style 6.38; The Canadian Style 5.14)."""

HALF_DAY = frozenset({"US", "CA"})
"""Where an agreement says "2:00 p.m.", not "14:00"."""

SIGNS = {"US": ("USD", "$"), "GB": ("GBP", "£")}
"""Where a country's own money is written with its sign; any other money keeps its code, so that none is confused."""

_DAY = re.compile(f"([0-9]{{1,2}}) ({'|'.join(MONTHS)})(?: ([0-9]{{4}}))?")
_NOON = 12
_ABBREVIATED = 3


def in_country_english(
    value: Value | Rhythm, country: str, form: str = "", spelling: Spelling | None = None
) -> str:
    """Write a value as in English in a country; `form` as for `in_english`, `spelling` as for `worded`."""
    match value:
        case Money() if (sign := SIGNS.get(country)) and sign[0] == value.currency:
            return value.shown().replace(f"{sign[0]} -", f"-{sign[1]}").replace(f"{sign[0]} ", sign[1])
        case dt.date() | dt.time() | Span() | Rhythm():
            return _time(value, country)
        case tuple():
            return enumeration(
                [in_country_english(piece, country, "", spelling) for piece in value], form or "and"
            )
        case Sentence():
            return filled(
                worded(value.text, country, spelling),
                value.values,
                lambda inner, form: in_country_english(inner, country, form, spelling),
            )
        case _:
            return in_english(value, form)


def worded(text: str, country: str, spelling: Spelling | None = None) -> str:
    """Write the library's own words as a country does: their spelling, and the days that they give as examples.

    They are spelled by the working list of words, or by that of an edition.

    >>> worded("Notice on 20 June counts afterwards.", "US"), worded("by 1 March 2026", "GB")
    ('Notice on June 20 counts afterward.', 'by 1 March 2026')
    """
    if country in MONTH_FIRST:
        text = _DAY.sub(lambda day: f"{day[2]} {day[1]}" + (f", {day[3]}" if day[3] else ""), text)
    return spelled(text, country, spelling)


def long_english_date(day: dt.date, country: str) -> str:
    """Write a day in full: "1 February 2026", "February 1, 2026"."""
    if country in MONTH_FIRST:
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return long_date(day)


def short_english_date(day: dt.date, country: str, *, year: bool = True) -> str:
    """Write a day where there is little room.

    >>> short_english_date(dt.date(2026, 3, 1), "GB"), short_english_date(dt.date(2026, 3, 1), "US", year=False)
    ('1 Mar 2026', 'Mar 1')
    """
    month = MONTHS[day.month - 1][:_ABBREVIATED]
    if country in MONTH_FIRST:
        return f"{month} {day.day}" + f", {day.year}" * year
    return f"{day.day} {month}" + f" {day.year}" * year


def near_english_date(day: dt.date, country: str, *, weekday: bool = True) -> str:
    """Write a day without its year, with its weekday or without."""
    date = short_english_date(day, country, year=False)
    comma = "," if country in MONTH_FIRST else ""
    return f"{WEEKDAYS[day.weekday()][:_ABBREVIATED]}{comma} {date}" if weekday else date


def clock(time: dt.time, country: str) -> str:
    """Write a time of day.

    >>> [clock(dt.time(hour, 30), "US") for hour in (0, 9, 12)], clock(dt.time(12), "US"), clock(dt.time(9, 5), "GB")
    (['12:30 a.m.', '9:30 a.m.', '12:30 p.m.'], '12:00 noon', '09:05')
    """
    if country not in HALF_DAY:
        return f"{time:%H:%M}"
    if (time.hour, time.minute) == (_NOON, 0):
        return "12:00 noon"
    return f"{time.hour % _NOON or _NOON}:{time:%M} {'p.m.' if time.hour >= _NOON else 'a.m.'}"


def _time(value: dt.date | dt.time | Span | Rhythm, country: str) -> str:
    match value:
        case dt.time():
            return clock(value, country)
        case Span():
            return (
                f"{long_english_date(value.start, country)} to {long_english_date(value.last_day, country)}"
            )
        case Rhythm():
            return _rhythm(value, country)
        case _:
            return long_english_date(value, country)


def _rhythm(rhythm: Rhythm, country: str) -> str:
    """Say a rhythm.

    >>> in_country_english(Rhythm.parse("every year on 1 March 10:00"), "US")
    'every year on March 1 at 10:00 a.m.'
    >>> in_country_english(Rhythm.parse("every Tuesday"), "US")
    'every Tuesday'
    """
    days = replace(rhythm, time=None).shown()
    if rhythm.month and country in MONTH_FIRST:
        days = f"every year on {MONTHS[rhythm.month - 1]} {rhythm.day}"
    return days + (f" at {clock(rhythm.time, country)}" if rhythm.time else "")
