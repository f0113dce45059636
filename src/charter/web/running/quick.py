"""Hours in words: "2h imaging review @harbourline" is understood, shown, and noted once it is confirmed.

>>> note_of("2h30 imaging review @harbourline yesterday")
NoteOfHours(hours='2h30', work='imaging review', client='harbourline', back=1)
>>> note_of("review the tests")
NoteOfHours(hours='', work='review the tests', client='', back=0)
"""

from __future__ import annotations

import re
from typing import NamedTuple

HOURS = re.compile(r"(?<!\S)(\d+(?:[.,]\d+)?\s?(?:hours?|h|minutes?|min|m)(?:\s?[0-5]\d)?|\d+:[0-5]\d)(?!\S)")
CLIENT = re.compile(r"(?<!\S)@([\w-]+)")
YESTERDAY = re.compile(r"(?<!\S)yesterday(?!\S)", re.IGNORECASE)


class NoteOfHours(NamedTuple):
    """What somebody wrote: how long, what, for whom, and how many days ago."""

    hours: str
    work: str
    client: str
    back: int


def note_of(text: str) -> NoteOfHours:
    """Take a note of hours apart; what is missing is empty."""
    hours, client, back = HOURS.search(text), CLIENT.search(text), YESTERDAY.search(text)
    rest = text
    for found in (hours, client, back):
        if found:
            rest = rest.replace(found[0], " ", 1)
    work = re.sub(r"^(for|on)\s+", "", " ".join(rest.split()))
    return NoteOfHours(
        _as_written(hours[1]) if hours else "", work, client[1].lower() if client else "", int(bool(back))
    )


def _as_written(hours: str) -> str:
    """Give hours as terms write them: "1:30" is "1h30", "90m" is "90 min".

    >>> _as_written("1:30"), _as_written("90m"), _as_written("1,5 h")
    ('1h30', '90 min', '1.5 h')
    """
    text = hours.replace(",", ".").replace(":", "h")
    return re.sub(r"(?<=\d)\s?m$", " min", text)
