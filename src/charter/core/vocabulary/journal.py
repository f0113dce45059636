"""The journal: all entries, by kind, by what they are about, and by date.

A journal remembers which kinds of entry it was asked for (`asked`). What nobody asked for cannot have changed the
answer, so the charges need not be reckoned anew when such an entry is learned late (`billing`).

>>> from charter.core.vocabulary.entry import Paid, Provided
>>> day = dt.date(2026, 3, 2)
>>> journal = Journal([Provided(on=day, by="Jonas", input="access"), Provided(on=day, by="Priya", input="budget")])
>>> [entry.by for entry in journal.about(Provided, "budget")], journal.of(Paid)
(['Priya'], ())
>>> sorted(kind.__name__ for kind in journal.asked)
['Paid', 'Provided']
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, TypeVarTuple, cast

from charter.core.vocabulary.entry import Entry, Reminded, Void

Kind = TypeVar("Kind", bound=Entry)
Fold = TypeVar("Fold")
With = TypeVarTuple("With")
_ON = attrgetter("on")


class _Shelf:
    """Entries laid out for looking up, and what was folded from them; shared by every journal that holds them."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.folded: dict[tuple[Any, ...], tuple[Any, frozenset[type[Entry]], tuple[Any, ...]]] = {}
        self._about: dict[type[Entry], dict[str, tuple[Entry, ...]]] = {}

    @cached_property
    def kinds(self) -> dict[type[Entry], tuple[Entry, ...]]:
        kinds: dict[type[Entry], list[Entry]] = {}
        for entry in self.entries:
            kinds.setdefault(type(entry), []).append(entry)
        return {kind: tuple(sorted(of, key=_ON)) for kind, of in kinds.items()}

    @cached_property
    def late(self) -> tuple[Entry, ...]:
        """Those learned after the day they happened."""
        return tuple(e for e in self.entries if e.recorded is not None and e.recorded > e.on)

    @cached_property
    def latest(self) -> dt.date:
        """The day on which the last of them was learned."""
        happened = max(map(_ON, self.entries), default=dt.date.min)
        return max([happened, *(entry.known for entry in self.late)])

    def about(self, kind: type[Entry]) -> dict[str, tuple[Entry, ...]]:
        if kind not in self._about:
            by: dict[str, list[Entry]] = {}
            what = attrgetter(kind.about)
            for entry in self.kinds.get(kind, ()):
                by.setdefault(what(entry), []).append(entry)
            self._about[kind] = {name: tuple(of) for name, of in by.items()}
        return self._about[kind]

    def plus(self, entries: tuple[Entry, ...]) -> _Shelf:
        """Give the entries with more; what is laid out already stays so, but for the kinds that gain."""
        more = _Shelf((*self.entries, *entries))
        gained = _Shelf(entries).kinds
        more.kinds = self.kinds | {
            kind: tuple(sorted((*self.kinds.get(kind, ()), *of), key=_ON)) for kind, of in gained.items()
        }
        more._about = {kind: of for kind, of in self._about.items() if kind not in gained}
        return more


class Journal:
    """An immutable set of entries; each answer is sorted by date, then in the order recorded."""

    __slots__ = ("_shelf", "asked")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._shelf = _Shelf(tuple(entries))
        self.asked: set[type[Entry]] = set()

    @classmethod
    def _on(cls, shelf: _Shelf) -> Journal:
        journal = cls.__new__(cls)
        journal._shelf, journal.asked = shelf, set()  # noqa: SLF001 - its own
        return journal

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order recorded; not for a clause, which asks by kind."""
        return self._shelf.entries

    @property
    def late(self) -> tuple[Entry, ...]:
        """Entries learned after the day they happened."""
        return self._shelf.late

    def unasked(self) -> Journal:
        """Give the same entries, asked for nothing yet."""
        return Journal._on(self._shelf)

    def of(
        self, kind: type[Kind], since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[Kind, ...]:
        """Entries of a kind with since <= on < until."""
        self.asked.add(kind)
        return _within(cast("tuple[Kind, ...]", self._shelf.kinds.get(kind, ())), since, until)

    def about(
        self, kind: type[Kind], what: str, since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[Kind, ...]:
        """Entries of a kind about one thing (`Entry.about` names the field) with since <= on < until."""
        self.asked.add(kind)
        found = self._shelf.about(kind).get(what, ()) if kind in self._shelf.kinds else ()
        return _within(cast("tuple[Kind, ...]", found), since, until) if found else ()

    def reminded(self, of: str, since: dt.date | None = None) -> dt.date | None:
        """Give the day of the first reminder or alert of something; None where there was none."""
        reminders = self.about(Reminded, of, since)
        return reminders[0].on if reminders else None

    def once(self, fold: Callable[[Journal, *With], Fold], *given: *With) -> Fold:
        """Give what a fold makes of the entries; it runs once for what is given, and counts as asked each time.

        What is given is told apart by identity: a clause's past, the frame.
        """
        key = (fold, *map(id, given))
        if key not in self._shelf.folded:
            journal = self.unasked()
            self._shelf.folded[key] = fold(journal, *given), frozenset(journal.asked), given
        folded, asked, _ = self._shelf.folded[key]
        self.asked |= asked
        return cast("Fold", folded)

    def known(self, day: dt.date) -> Journal:
        """Give the journal as it was known at the end of a day: what was learned by then, less what was voided."""
        void = {e.entry for e in self.of(Void) if e.known <= day}
        if not void and self._shelf.latest <= day:
            return self
        return Journal(
            entry
            for entry in self.entries
            if entry.on <= day
            and (entry.recorded is None or entry.recorded <= day)
            and not (void and entry.id in void)
        )

    def plus(self, entries: Iterable[Entry]) -> Journal:
        """Give the journal with more entries."""
        return Journal._on(self._shelf.plus(tuple(entries)))


def _within(entries: tuple[Kind, ...], since: dt.date | None, until: dt.date | None) -> tuple[Kind, ...]:
    if not entries or (since is None and until is None):
        return entries
    first = 0 if since is None else bisect_left(entries, since, key=_ON)
    return entries[first : None if until is None else bisect_left(entries, until, first, key=_ON)]
