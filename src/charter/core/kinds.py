"""Which kinds of entry and of notice there are, and which clause each belongs to, collected from the clauses.

>>> entry_kinds()["waived"].__name__, ONLY_DEEMED
('Waived', ('delayed', 'falls due', 'refused', 'reduced', 'held back', 'released'))
>>> [owner.cite for owner in owners(Notice.model_construct(of="suspension"))]
['financials.suspension']
"""

from __future__ import annotations

import operator
from functools import cache, reduce
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from charter.core.agreement import clause_types
from charter.core.vocabulary.clause import Clause
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
from charter.core.vocabulary.judged import Reduced, Refused
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.signing import Declined, Signed

OF_THE_JOURNAL: tuple[type[Entry], ...] = (Notice, Reminded, Waived, Void, Signed, Declined)
"""Kinds that belong to no clause: they speak of what the clauses bring about, of other entries, or of the whole."""


@cache
def entry_kinds() -> dict[str, type[Entry]]:
    """Give every kind of entry that may stand in a journal, by its name."""
    own = (kind for clause in clause_types().values() for kind in clause.entries)
    return {kind.model_fields["kind"].default: kind for kind in (*own, *OF_THE_JOURNAL)}


ONLY_DEEMED = tuple(
    kind.model_fields["kind"].default for kind in (Delayed, FallsDue, Refused, Reduced, HeldBack, Released)
)
"""Kinds that only ever follow from the clauses, by name: no journal holds them."""


@cache
def notice_kinds() -> dict[str, NoticeKind]:
    """Give every kind of notice, by its name."""
    return {kind.name: kind for clause in clause_types().values() for kind in clause.notices}


@cache
def entry_adapter() -> TypeAdapter[Entry]:
    """Give the pydantic adapter that reads an entry of any kind; it raises pydantic's ValidationError."""
    union: Any = reduce(operator.or_, entry_kinds().values())
    return TypeAdapter(Annotated[union, Field(discriminator="kind")])


def owners(entry: Entry) -> tuple[type[Clause], ...]:
    """Give the clauses that an entry belongs to; none where it belongs to the journal itself."""
    if isinstance(entry, Notice):
        return _of_notice().get(entry.of, ())
    return _of_entry().get(type(entry), ())


@cache
def _of_entry() -> dict[type[Entry], tuple[type[Clause], ...]]:
    found: dict[type[Entry], tuple[type[Clause], ...]] = {}
    for clause in clause_types().values():
        for kind in clause.entries:
            found[kind] = (*found.get(kind, ()), clause)
    return found


@cache
def _of_notice() -> dict[str, tuple[type[Clause], ...]]:
    return {kind.name: (clause,) for clause in clause_types().values() for kind in clause.notices}
