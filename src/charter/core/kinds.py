"""Which kinds of entry and of notice there are, and which clause each belongs to, collected from the clauses.

>>> entry_kinds()["waived"].__name__, ONLY_DEEMED
('Waived', ('delayed', 'falls due', 'refused', 'reduced', 'held back', 'released', 'fee owed', 'overlap'))
>>> owners(Notice.model_construct(of="suspension"))
('financials.suspension',)
"""

from __future__ import annotations

import operator
from functools import cache, reduce
from importlib import import_module
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from charter.core.agreement import clause_types
from charter.core.known import known, name_of
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.delay import Delayed
from charter.core.vocabulary.dispute import HeldBack, Released
from charter.core.vocabulary.entry import (
    Entry,
    FallsDue,
    Notice,
    Reminded,
    Void,
    Waived,
)
from charter.core.vocabulary.fee_owed import FeeOwed
from charter.core.vocabulary.judged import Reduced, Refused
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.replacement import Overlap
from charter.core.vocabulary.signing import Declined, Signed

OF_THE_JOURNAL: tuple[type[Entry], ...] = (Notice, Reminded, Waived, Void, Signed, Declined)
"""Kinds that belong to no clause: they speak of what the clauses bring about, of other entries, or of the whole."""


_JOURNAL = {name_of(kind): kind for kind in OF_THE_JOURNAL}


@cache
def entry_names() -> tuple[str, ...]:
    """Name every kind of entry that may stand in a journal."""
    return tuple(dict.fromkeys([*_places(), *_JOURNAL]))


@cache
def entry_kind(name: str) -> type[Entry]:
    """Give a kind of entry by its name; its clause is imported now if it was not before. Raises KeyError."""
    if name in _JOURNAL:
        return _JOURNAL[name]
    module, _, kind = _places()[name].partition(":")
    found: type[Entry] = getattr(import_module(module), kind)
    return found


@cache
def _places() -> dict[str, str]:
    return {name: place for each in known().values() for name, place in each.entries.items()}


def entry_kinds() -> dict[str, type[Entry]]:
    """Give every kind of entry that may stand in a journal, by its name: all are imported for it."""
    return {name: entry_kind(name) for name in entry_names()}


ONLY_DEEMED = tuple(map(name_of, (Delayed, FallsDue, Refused, Reduced, HeldBack, Released, FeeOwed, Overlap)))
"""Kinds that only ever follow from the clauses, by name: no journal holds them."""


@cache
def notice_names() -> tuple[str, ...]:
    """Name every kind of notice."""
    return tuple(dict.fromkeys(name for each in known().values() for name in each.notices))


@cache
def notice_kinds() -> dict[str, NoticeKind]:
    """Give every kind of notice, by its name: all clauses are imported for it."""
    return {kind.name: kind for clause in clause_types().values() for kind in clause.notices}


@cache
def entry_adapter() -> TypeAdapter[Entry]:
    """Give the pydantic adapter that reads an entry of any kind; it raises pydantic's ValidationError."""
    union: Any = reduce(operator.or_, entry_kinds().values())
    return TypeAdapter(Annotated[union, Field(discriminator="kind")])


def owners(entry: Entry) -> tuple[Cite, ...]:
    """Name the clauses that an entry belongs to; none where it belongs to the journal itself."""
    return _of_notice(entry.of) if isinstance(entry, Notice) else _of_entry(type(entry))


@cache
def _of_entry(kind: type[Entry]) -> tuple[Cite, ...]:
    name = name_of(kind)
    return tuple(cite for cite, each in known().items() if name in each.entries)


@cache
def _of_notice(name: str) -> tuple[Cite, ...]:
    return tuple(cite for cite, each in known().items() if name in each.notices)[-1:]
