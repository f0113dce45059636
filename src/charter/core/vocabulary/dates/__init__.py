"""Time in an agreement: days, spans of days, durations, hours worked, rhythms, and whose business days count.

Spans are half-open everywhere; people are shown the last day. Nothing here knows the clock.

>>> import datetime as dt
>>> hamburg = Calendar(("DE-HH",), "either")
>>> long_date(Duration.parse("5 business days").after(dt.date(2026, 4, 30), hamburg))
'8 May 2026'
>>> winter = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
>>> [long_date(day) for day in Rhythm.parse("every last Friday").occurrences(*winter)]
['30 January 2026', '27 February 2026']
"""

from charter.core.vocabulary.dates.business import Calendar, calendar_exists
from charter.core.vocabulary.dates.duration import Duration, Unit
from charter.core.vocabulary.dates.hours import Hours
from charter.core.vocabulary.dates.rhythm import Rhythm
from charter.core.vocabulary.dates.span import (
    DAY,
    Day,
    Period,
    Span,
    TimeOfDay,
    add_months,
    long_date,
    periods,
)

__all__ = [
    "DAY",
    "Calendar",
    "Day",
    "Duration",
    "Hours",
    "Period",
    "Rhythm",
    "Span",
    "TimeOfDay",
    "Unit",
    "add_months",
    "calendar_exists",
    "long_date",
    "periods",
]
