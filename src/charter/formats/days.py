"""Days and moments as the documents on a screen print them: as the document's locale has it, not the machine's.

>>> import datetime as dt
>>> day = dt.date(2026, 3, 1)
>>> long(day), short(day), long(day, "US"), short(day, "US")
('1 March 2026', '1 Mar', 'March 1, 2026', 'Mar 1')
>>> moment("2026-03-02T14:05:11+01:00")
'2 March 2026, 14:05 (UTC+1)'
"""

from __future__ import annotations

import datetime as dt
import re

from charter.core.document import tree
from charter.core.language import Locale, english

_SHORT_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::\d\d)?")


def country(document: tree.Document) -> str:
    """The country as whose English the document is written; empty for a tree that names none."""
    return Locale.read(document.language).country


def month(day: dt.date) -> str:
    """The month's short name ("Mar")."""
    return english.short_english_date(day, "", year=False).split()[1]


def long(day: dt.date, country: str = "") -> str:
    """A date in running text ("1 March 2026")."""
    return english.long_english_date(day, country)


def short(day: dt.date, country: str = "", *, year: bool = False) -> str:
    """A date where there is little room; without a year where that is plain from its surroundings ("1 Mar")."""
    return english.short_english_date(day, country, year=year)


def moment(at: str, country: str = "") -> str:
    """An ISO time with its zone for reading; a text that is no ISO time stays as it stands.

    >>> moment("on paper")
    'on paper'
    """
    try:
        when = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    zone = when.isoformat()[19:].lstrip(".0123456789")
    offset = f" (UTC{_SHORT_OFFSET.sub(_shortened, zone)})" if zone else ""
    return f"{long(when.date(), country)}, {when:%H:%M}{offset}"


def _shortened(found: re.Match[str]) -> str:
    """Write an offset as people do: "+1" for "+01:00", nothing for none."""
    sign, hours, minutes = found.groups()
    if (hours, minutes) == ("00", "00"):
        return ""
    return f"{sign}{int(hours)}" + (f":{minutes}" if minutes != "00" else "")
