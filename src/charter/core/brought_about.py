"""What one entry brought about: the engagement with it beside the engagement without it, on one day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from charter.core.difference import Difference, difference
from charter.core.engagement import Engagement
from charter.core.log import Logged, log
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Entry

AHEAD = 90 * DAY
"""So far ahead duties are looked for."""


class BroughtAbout(NamedTuple):
    """An entry as the log has it, what differs by it, and the entries that silence or time made because of it."""

    logged: Logged
    difference: Difference
    by_silence: tuple[Logged, ...]


def brought_about(engagement: Engagement, entry: Entry, today: dt.date) -> BroughtAbout | None:
    """Say what an entry brought about as seen on a day; None where the log of that day does not have it."""
    lines = log(engagement, today)
    logged = next((each for each in lines if each.entry is entry), None)
    if logged is None:
        return None
    found = difference(engagement.minus(entry), engagement, today + AHEAD, entry.on, seen=today)
    return BroughtAbout(logged, found, tuple(each for each in lines if each.entry in found.deemed))
