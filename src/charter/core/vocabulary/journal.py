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
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, TypeVarTuple, cast

from charter.core.vocabulary.entry import Entry, Reminded, Void

Kind = TypeVar("Kind", bound=Entry)
Fold = TypeVar("Fold")
With = TypeVarTuple("With")
_ON = attrgetter("on")
_Kinds: TypeAlias = dict[type[Entry], tuple[Entry, ...]]


class _Shelf:
    """Entries laid out for looking up, and what was folded from them; shared by every journal that holds them.

    `kinds` has those of each kind by date, `late` those learned after the day they happened.
    """

    def __init__(
        self, listed: Callable[[], tuple[Entry, ...]], kinds: _Kinds, late: tuple[Entry, ...]
    ) -> None:
        self._listed = listed
        self.kinds = kinds
        self.late = late
        self.folded: dict[tuple[Any, ...], tuple[Any, frozenset[type[Entry]], tuple[Any, ...]]] = {}
        self._about: dict[type[Entry], dict[str, tuple[Entry, ...]]] = {}

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> _Shelf:
        """Lay out entries given in the order recorded."""
        kinds: defaultdict[type[Entry], list[Entry]] = defaultdict(list)
        late: list[Entry] = []
        for entry in entries:
            kinds[type(entry)].append(entry)
            if entry.recorded is not None and entry.recorded > entry.on:
                late.append(entry)
        sorted_ = {kind: tuple(sorted(of, key=_ON)) for kind, of in kinds.items()}
        return cls(lambda: entries, sorted_, tuple(late))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in the order recorded; put together only where somebody asks."""
        return self._listed()

    @property
    def latest(self) -> dt.date:
        """The day on which the last of them was learned."""
        happened = (of[-1].on for of in self.kinds.values() if of)
        return max([dt.date.min, *happened, *(entry.known for entry in self.late)])

    def about(self, kind: type[Entry]) -> dict[str, tuple[Entry, ...]]:
        if kind not in self._about:
            by: defaultdict[str, list[Entry]] = defaultdict(list)
            what = attrgetter(kind.about)
            for entry in self.kinds.get(kind, ()):
                by[what(entry)].append(entry)
            self._about[kind] = {name: tuple(of) for name, of in by.items()}
        return self._about[kind]

    def known(self, day: dt.date, void: set[str]) -> _Shelf:
        """Give what was learned by the end of a day, but for entries whose ids are void; kinds are cut, not read."""
        unknown = {type(entry) for entry in self.late if entry.known > day}

        def visible(entry: Entry) -> bool:
            return (entry.recorded is None or entry.recorded <= day) and not (void and entry.id in void)

        def cut(kind: type[Entry], of: tuple[Entry, ...]) -> tuple[Entry, ...]:
            happened = of[: bisect_right(of, day, key=_ON)]
            return tuple(filter(visible, happened)) if void or kind in unknown else happened

        return _Shelf(
            lambda: tuple(entry for entry in self.entries if entry.on <= day and visible(entry)),
            {kind: cut(kind, of) for kind, of in self.kinds.items()},
            tuple(filter(visible, self.late)),
        )

    def plus(self, entries: tuple[Entry, ...]) -> _Shelf:
        """Give the entries with more; what is laid out or folded already stays so, but for the kinds that gain."""
        gained = _Shelf.of(entries)
        kinds = self.kinds | {
            kind: tuple(sorted((*self.kinds.get(kind, ()), *of), key=_ON))
            for kind, of in gained.kinds.items()
        }
        more = _Shelf(lambda: (*self.entries, *entries), kinds, (*self.late, *gained.late))
        more._about = {kind: of for kind, of in self._about.items() if kind not in gained.kinds}
        more.folded = {key: of for key, of in self.folded.items() if of[1].isdisjoint(gained.kinds)}
        return more


class Journal:
    """An immutable set of entries; each answer is sorted by date, then in the order recorded."""

    __slots__ = ("_shelf", "asked")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._shelf = _Shelf.of(tuple(entries))
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
        void = _void(self.of(Void), day)
        if not void and self._shelf.latest <= day:
            return self
        return Journal._on(self._shelf.known(day, void))

    def plus(self, entries: Iterable[Entry]) -> Journal:
        """Give the journal with more entries."""
        return Journal._on(self._shelf.plus(tuple(entries)))


def _void(corrections: tuple[Void, ...], day: dt.date) -> set[str]:
    """Give the ids that do not count on a day; a correction that was itself corrected later makes nothing void."""
    void: set[str] = set()
    for correction in sorted(corrections, key=attrgetter("known"), reverse=True):
        if correction.known <= day and correction.id not in void:
            void.add(correction.entry)
    return void


def _within(entries: tuple[Kind, ...], since: dt.date | None, until: dt.date | None) -> tuple[Kind, ...]:
    if not entries or (since is None and until is None):
        return entries
    first = 0 if since is None else bisect_left(entries, since, key=_ON)
    return entries[first : None if until is None else bisect_left(entries, until, first, key=_ON)]
