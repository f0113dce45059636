"""An entry with its place in the journal, so that a problem can be told where the entry stands."""

from __future__ import annotations

from typing import NamedTuple

from charter.core.reading.problem import Problem
from charter.core.reading.terms import Spot
from charter.core.vocabulary.entry import Entry


class Seen(NamedTuple):
    """An entry with its place in the journal."""

    place: int
    entry: Entry


def at(seen: Seen, field: str | None, message: str, hint: str, spot: Spot) -> Problem:
    """Tell a problem of an entry, or of one field of it."""
    path = ("entry", seen.place) if field is None else ("entry", seen.place, field)
    return spot.problem(path, message, hint)
