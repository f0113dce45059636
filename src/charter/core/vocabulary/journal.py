"""The journal: all entries, by kind and by date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from charter.core.vocabulary.entry import Entry, Reminded, Void

Kind = TypeVar("Kind", bound=Entry)


class Journal:
    """An immutable set of entries; `of` gives those of one kind, sorted by date, in the order recorded."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _kinds(self) -> dict[type[Entry], tuple[Entry, ...]]:
        kinds: dict[type[Entry], list[Entry]] = {}
        for entry in self.entries:
            kinds.setdefault(type(entry), []).append(entry)
        return {kind: tuple(sorted(of, key=lambda e: e.on)) for kind, of in kinds.items()}

    def of(
        self, kind: type[Kind], since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[Kind, ...]:
        """Entries of a kind with since <= on < until, sorted by date."""
        found: tuple[Kind, ...] = self._kinds.get(kind, ())  # type: ignore[assignment]
        if since is None and until is None:
            return found
        return tuple(e for e in found if (since is None or e.on >= since) and (until is None or e.on < until))

    def reminded(self, of: str, since: dt.date | None = None) -> dt.date | None:
        """Give the day of the first reminder or alert of something; None where there was none."""
        return next((r.on for r in self.of(Reminded, since) if r.of == of), None)

    def known(self, day: dt.date) -> Journal:
        """Give the journal as it was known at the end of a day: what was learned by then, less what was voided."""
        void = {e.entry for e in self.of(Void) if e.known <= day}
        return Journal(e for e in self.entries if e.known <= day and not (e.id and e.id in void))

    def plus(self, entries: Iterable[Entry]) -> Journal:
        """Give the journal with more entries."""
        return Journal((*self.entries, *entries))
