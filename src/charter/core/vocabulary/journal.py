"""The journal: all entries, by kind, by what they are about, and by date.

>>> from charter.core.vocabulary.entry import Paid, Provided
>>> day = dt.date(2026, 3, 2)
>>> journal = Journal([Provided(on=day, by="jonas", input="access"), Provided(on=day, by="priya", input="budget")])
>>> [entry.by for entry in journal.about(Provided, "budget")], journal.of(Paid)
(['priya'], ())

A watched journal remembers which kinds of entry were read. What nobody read cannot have changed the answer
(`billing`).

>>> watched = Watched(journal)
>>> found = watched.of(Paid), watched.about(Provided, "access")
>>> sorted(kind.__name__ for kind in watched.reads)
['Paid', 'Provided']
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar, TypeVarTuple, cast

from charter.core.vocabulary.entry import Entry, Reminded, Void

_Kind = TypeVar("_Kind", bound=Entry)
Result = TypeVar("Result")
With = TypeVarTuple("With")
_ON = attrgetter("on")
MOST_FOLDED = 64
"""How many folds are kept of the same entries; a fold that is given the deal differs from day to day."""

_Kinds: TypeAlias = dict[type[Entry], tuple[Entry, ...]]


class _Folded(NamedTuple):
    """What a fold made of the entries, which kinds it read, and what it was given (kept, so that ids stay its own)."""

    result: Any
    reads: frozenset[type[Entry]]
    given: tuple[Any, ...]


class _Index:
    """Entries laid out for looking up, and what was folded from them; shared by every journal that holds them.

    `kinds` has those of each kind by date, `late` those learned after the day they happened; `listing` gives all in
    the order recorded, put together only where somebody asks.
    """

    def __init__(
        self, listing: Callable[[], tuple[Entry, ...]], kinds: _Kinds, late: tuple[Entry, ...]
    ) -> None:
        self._listing = listing
        self.kinds = kinds
        self.late = late
        self.folded: dict[tuple[Any, ...], _Folded] = {}
        self._about: dict[type[Entry], dict[str, tuple[Entry, ...]]] = {}

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> _Index:
        """Lay out entries given in the order recorded."""
        kinds: defaultdict[type[Entry], list[Entry]] = defaultdict(list)
        late: list[Entry] = []
        for entry in entries:
            kinds[type(entry)].append(entry)
            if entry.recorded is not None and entry.recorded > entry.on:
                late.append(entry)
        by_date = {kind: tuple(sorted(of, key=_ON)) for kind, of in kinds.items()}
        return cls(partial(tuple, entries), by_date, tuple(late))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in the order recorded."""
        return self._listing()

    @cached_property
    def latest(self) -> dt.date:
        """The day on which the last of them was learned."""
        happened = (of[-1].on for of in self.kinds.values() if of)
        return max([dt.date.min, *happened, *(entry.known for entry in self.late)])

    def about(self, kind: type[Entry]) -> dict[str, tuple[Entry, ...]]:
        """Give the entries of a kind by what they are about."""
        if kind not in self._about:
            by: defaultdict[str, list[Entry]] = defaultdict(list)
            what = attrgetter(kind.about)
            for entry in self.kinds.get(kind, ()):
                by[what(entry)].append(entry)
            self._about[kind] = {name: tuple(of) for name, of in by.items()}
        return self._about[kind]

    def known(self, day: dt.date, void: frozenset[str]) -> _Index:
        """Give what was learned by the end of a day, but for what was declared void; kinds are cut, not read."""
        unknown = {type(entry) for entry in self.late if entry.known > day}
        visible = partial(_visible, day, void)

        def cut(kind: type[Entry], of: tuple[Entry, ...]) -> tuple[Entry, ...]:
            happened = of[: bisect_right(of, day, key=_ON)]
            return tuple(filter(visible, happened)) if void or kind in unknown else happened

        return _Index(
            lambda: tuple(entry for entry in self.entries if entry.on <= day and visible(entry)),
            {kind: cut(kind, of) for kind, of in self.kinds.items()},
            tuple(filter(visible, self.late)),
        )

    def plus(self, entries: tuple[Entry, ...]) -> _Index:
        """Give the entries with more; what is laid out or folded already stays so, but for the kinds that gain."""
        gained = _Index.of(entries)
        kinds = self.kinds | {
            kind: tuple(sorted((*self.kinds.get(kind, ()), *of), key=_ON))
            for kind, of in gained.kinds.items()
        }
        more = _Index(lambda: (*self.entries, *entries), kinds, (*self.late, *gained.late))
        more._about = {kind: of for kind, of in self._about.copy().items() if kind not in gained.kinds}
        more.folded = {key: of for key, of in self.folded.copy().items() if of.reads.isdisjoint(gained.kinds)}
        return more


def _visible(day: dt.date, void: frozenset[str], entry: Entry) -> bool:
    if entry.recorded is not None and entry.recorded > day:
        return False
    return not void or not (entry.id in void or entry.address in void)


class Journal:
    """An immutable set of entries; each answer is sorted by date, then in the order recorded.

    Journals are equal and hashed by their entries, and pickled with these alone.
    """

    __slots__ = ("_index",)

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._index = _Index.of(tuple(entries))

    @classmethod
    def _on(cls, index: _Index) -> Journal:
        journal = Journal.__new__(Journal)
        journal._index = index  # noqa: SLF001 - its own
        return journal

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Journal) and (self._index is other._index or self.entries == other.entries)

    def __hash__(self) -> int:
        return hash(self.entries)

    def __reduce__(self) -> tuple[type[Journal], tuple[tuple[Entry, ...]]]:
        return Journal, (self.entries,)

    def __repr__(self) -> str:
        return f"Journal({list(self.entries)!r})"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order recorded; not for a clause, which asks by kind."""
        return self._index.entries

    @property
    def late(self) -> tuple[Entry, ...]:
        """Entries learned after the day they happened."""
        return self._index.late

    @property
    def kinds(self) -> frozenset[type[Entry]]:
        """The kinds of which there is an entry."""
        return frozenset(kind for kind, of in self._index.kinds.items() if of)

    def of(
        self, kind: type[_Kind], since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[_Kind, ...]:
        """Entries of a kind with since <= on < until."""
        return _within(cast("tuple[_Kind, ...]", self._index.kinds.get(kind, ())), since, until)

    def about(
        self, kind: type[_Kind], what: str, since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[_Kind, ...]:
        """Entries of a kind about one thing (`Entry.about` names the field) with since <= on < until."""
        found = self._index.about(kind).get(what, ()) if kind in self._index.kinds else ()
        return _within(cast("tuple[_Kind, ...]", found), since, until) if found else ()

    def reminded(self, of: str, since: dt.date | None = None) -> dt.date | None:
        """Give the day of the first reminder or alert of something; None where there was none."""
        reminders = self.about(Reminded, of, since)
        return reminders[0].on if reminders else None

    def fold(self, fold: Callable[[Journal, *With], Result], *given: *With) -> Result:
        """Give what a function makes of the entries; it runs once for what is given, told apart by identity."""
        return cast("Result", self._folded(fold, given).result)

    def _folded(self, fold: Callable[..., Any], given: tuple[Any, ...]) -> _Folded:
        key = (fold, *map(id, given))
        found = self._index.folded.get(key)
        if found is None:
            watched = Watched(self)
            result = fold(watched, *given)
            found = _Folded(result, frozenset(watched.reads), given)
            if len(self._index.folded) >= MOST_FOLDED:
                self._index.folded = {}
            self._index.folded[key] = found
        return found

    def known(self, day: dt.date) -> Journal:
        """Give the journal as it was known at the end of a day: what was learned by then, less what was voided."""
        void = _void(self.of(Void), day)
        if not void and self._index.latest <= day:
            return self
        return Journal._on(self._index.known(day, void))

    def plus(self, entries: Iterable[Entry]) -> Journal:
        """Give the journal with more entries."""
        return Journal._on(self._index.plus(tuple(entries)))


class Watched(Journal):
    """The same entries, and the kinds of them that were read through it (`reads`)."""

    __slots__ = ("reads",)

    def __init__(self, journal: Journal) -> None:
        self._index = journal._index  # noqa: SLF001 - its own
        self.reads: set[type[Entry]] = set()

    def of(
        self, kind: type[_Kind], since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[_Kind, ...]:
        """Entries of a kind, which is remembered as read."""
        self.reads.add(kind)
        return super().of(kind, since, until)

    def about(
        self, kind: type[_Kind], what: str, since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[_Kind, ...]:
        """Entries of a kind about one thing; the kind is remembered as read."""
        self.reads.add(kind)
        return super().about(kind, what, since, until)

    def fold(self, fold: Callable[[Journal, *With], Result], *given: *With) -> Result:
        """Give what a function makes of the entries; what it read counts as read each time."""
        found = self._folded(fold, given)
        self.reads |= found.reads
        return cast("Result", found.result)


def _void(corrections: tuple[Void, ...], day: dt.date) -> frozenset[str]:
    """Give the ids and addresses that do not count on a day; a correction corrected later makes nothing void."""
    void: set[str] = set()
    for correction in sorted(corrections, key=attrgetter("known"), reverse=True):
        if correction.known <= day and not (void and (correction.id in void or correction.address in void)):
            void.add(correction.entry)
    return frozenset(void)


def _within(entries: tuple[_Kind, ...], since: dt.date | None, until: dt.date | None) -> tuple[_Kind, ...]:
    if not entries or (since is None and until is None):
        return entries
    first = 0 if since is None else bisect_left(entries, since, key=_ON)
    return entries[first : None if until is None else bisect_left(entries, until, first, key=_ON)]
