"""Mistakes in days: other orders and signs, days that no month has, hours where a day is wanted.

>>> of_day("12/31/2025")
Slip(said='a day is written year, month, day, with hyphens: 12/31/2025', instead=datetime.date(2025, 12, 31), like=None)
>>> of_day("2023-02-31").said
'there is no 31 February 2023: that month has 28 days'
>>> of_day("03/04/2026").said
'03/04/2026 is 3 April or 4 March: write year, month, day, with hyphens, so 2026-04-03 or 2026-03-04'
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from charter.core.reading.slips.mending import Slip, digits_for_letters
from charter.core.vocabulary.dates.span import MONTHS

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)  # noqa: PLR2004 - May
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>{_MONTH})\.?,? (?P<year>[0-9]{{4}})"
    rf"|(?P<month_>{_MONTH})\.? (?P<day_>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year_>[0-9]{{4}}))",
    re.IGNORECASE,
)
_WHOLE = re.compile("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_WITH_HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}\S*")
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LAST_MONTH = 12
_ORDER = "a day is written year, month, day, with hyphens"


def of_day(text: str) -> Slip | None:
    """Explain the mistake in a day. What may be one of two days is told with both, and without a correction."""
    if _iso(text):
        return None
    if (found := digits_for_letters(text)) and (day := _iso(found[0])):
        return Slip(found[1], day)
    if with_hour := _WITH_HOUR.fullmatch(text):
        day = _iso(with_hour[1])
        return Slip("a day stands without an hour", day) if day else None
    if last := _YEAR_LAST.fullmatch(text):
        return _year_last(text, int(last[4]), int(last[1]), int(last[3]), last[2])
    return _of_three(text, *three) if (three := _three(text)) else None


def _three(text: str) -> tuple[int, int, int] | None:
    """Give year, month and day as a text says them; None where it says no such thing."""
    if first := _YEAR_FIRST.fullmatch(text):
        return int(first[1]), int(first[3]), int(first[4])
    if whole := _WHOLE.fullmatch(text):
        return int(whole[1]), int(whole[2]), int(whole[3])
    if (named := _NAMED.fullmatch(text)) is None:
        return None
    month = (named["month"] or named["month_"])[:3].capitalize()
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month))
    return int(named["year"] or named["year_"]), number, int(named["day"] or named["day_"])


def _iso(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def _of_three(text: str, year: int, month: int, day: int) -> Slip | None:
    """Explain the mistake where year, month and day are known, and perhaps impossible."""
    if not year:
        return None
    if not 1 <= month <= _LAST_MONTH:
        return Slip(f"there is no month {month}: {_ORDER}", like=dt.date(year, _LAST_MONTH, 31))
    most = monthrange(year, month)[1]
    if not 1 <= day <= most:
        return Slip(
            f"there is no {day} {MONTHS[month - 1]} {year}: that month has {most} days",
            like=dt.date(year, month, most),
        )
    return Slip(f"{_ORDER}: {text}", dt.date(year, month, day))


def _year_last(text: str, year: int, one: int, other: int, sign: str) -> Slip | None:
    """Explain the mistake where the year stands last: with points the day is first; with others either may be."""
    months = 1 <= one <= _LAST_MONTH, 1 <= other <= _LAST_MONTH
    if sign == "." or one == other or months == (False, True):
        return _of_three(text, year, other, one)
    if months == (True, False):
        return _of_three(text, year, one, other)
    if not year or months == (False, False):
        return None
    day_first, month_first = dt.date(year, other, one), dt.date(year, one, other)
    return Slip(
        f"{text} is {one} {MONTHS[other - 1]} or {other} {MONTHS[one - 1]}: write year, month, day, with hyphens,"
        f" so {day_first} or {month_first}"
    )
