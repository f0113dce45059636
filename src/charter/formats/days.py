"""Days and moments as the documents on a screen print them, whatever the machine's locale.

>>> import datetime as dt
>>> long(dt.date(2026, 3, 1)), short(dt.date(2026, 3, 1))
('1 March 2026', '1 Mar')
>>> moment("2026-03-02T14:05:11+01:00")
'2 March 2026, 14:05:11 +01:00'
"""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month(day: dt.date) -> str:
    """The month's short name ("Mar")."""
    return MONTHS[day.month - 1][:3]


def long(day: dt.date) -> str:
    """A date in running text ("1 March 2026")."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short(day: dt.date) -> str:
    """A date where the year is plain from its surroundings ("1 Mar")."""
    return f"{day.day} {month(day)}"


def moment(at: str) -> str:
    """An ISO time with its zone for reading; a text that is no ISO time stays as it stands.

    >>> moment("on paper")
    'on paper'
    """
    try:
        when = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    zone = when.isoformat()[19:].lstrip(".0123456789")
    return f"{long(when.date())}, {when:%H:%M:%S} {zone}".rstrip()
