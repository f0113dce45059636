"""An entry with its place in the journal, so that what is wrong can be told where the entry stands."""

from __future__ import annotations

from typing import NamedTuple

from charter.core.rules.violation import Violation
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.reference import DataPath


class LocatedEntry(NamedTuple):
    """An entry with its place in the journal, counted from 0."""

    place: int
    entry: Entry

    def wrong(self, field: str | None, message: str, hint: str) -> Violation:
        """Say what is wrong with the entry, or with one field of it."""
        path: DataPath = ("entry", self.place) if field is None else ("entry", self.place, field)
        return Violation(path, message, hint)
