"""Keys that name a thing of a table elsewhere in the agreement: a deliverable, an input, a meeting, a person.

The type of a term or of an entry's field says which table its key must be in, so one walk checks, names and links them
all.

>>> import datetime as dt
>>> from charter.core.vocabulary.entry import Delivered
>>> handed = Delivered(on=dt.date(2026, 3, 2), by="mara", deliverable="audit")
>>> [(path, refers.what, key) for path, refers, key in references(handed)]
[(('deliverable',), 'deliverable', 'audit')]
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel

from charter.core.vocabulary.term import Key

DataPath: TypeAlias = tuple[str | int, ...]
"""The keys, and positions in lists, that lead to a term or an entry from the top of its file."""


class Refers(NamedTuple):
    """Which table a key must be in (the path of the table), and what a thing of it is called."""

    table: str
    what: str


DELIVERABLES = Refers("scope.deliverables", "deliverable")
INPUTS = Refers("scope.dependencies", "input")
MEETINGS = Refers("communication.meetings", "meeting")
PEOPLE = Refers("foundation.parties.people", "person")
ROLES = Refers("financials.hourly.rates", "role")
MILESTONES = Refers("financials.milestones", "milestone")

QUESTIONS = Refers("asked", "decision")
REQUESTS = Refers("requested", "request")
CHANGES = Refers("change asked", "change")
WORK = Refers("additional work asked", "work")
EXPENSES = Refers("expense", "expense")
"""These stand in no table of the agreement: the entry of that kind opens the matter, and says it in words."""

DeliverableKey = Annotated[Key, DELIVERABLES]
"""The key of a deliverable."""

InputKey = Annotated[Key, INPUTS]
"""The key of something the client provides."""

MeetingKey = Annotated[Key, MEETINGS]
"""The key of a regular meeting."""

PersonKey = Annotated[Key, PEOPLE]
"""The key of a person of either side."""

RoleKey = Annotated[Key, ROLES]
"""The key of a role with a rate of its own."""

MilestoneKey = Annotated[Key, MILESTONES]
"""The key of a milestone."""

Activity = Literal["milestone work", "rework", "meetings", "travel"]
"""What hours were for, where it matters whether they use up hours that a fee includes; all else always does."""


def references(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Refers, str]]:  # noqa: ANN401 - any terms
    """Give every key in some terms, or in an entry, that refers to a table: its path, the table, and the key."""
    if isinstance(value, BaseModel):
        refers = _refers(type(value))
        for name, held in value:  # the things of a keyed table included
            if name in refers:
                yield from _keys(held, (*path, name), refers[name])
            elif isinstance(held, BaseModel | dict | tuple):
                yield from references(held, (*path, name))
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from references(held, (*path, name))
    elif isinstance(value, tuple):
        for place, held in enumerate(value):
            yield from references(held, (*path, place))


def _keys(held: Any, path: DataPath, refers: Refers) -> Iterator[tuple[DataPath, Refers, str]]:  # noqa: ANN401 - one key or many
    if isinstance(held, tuple):
        yield from ((((*path, place)), refers, key) for place, key in enumerate(held))
    elif held is not None:
        yield path, refers, held


@cache
def _refers(model: type[BaseModel]) -> dict[str, Refers]:
    """Give the fields of a model that hold keys of a table, by name."""
    fields = model.model_fields.items()
    found = ((name, next(_marks(field.annotation, field.metadata), None)) for name, field in fields)
    return {name: refers for name, refers in found if refers is not None}


def _marks(annotation: Any, marks: Iterable[object] = ()) -> Iterator[Refers]:  # noqa: ANN401 - any annotation
    """Find what a type refers to: by itself, or as one of several, or as what a list holds."""
    yield from (
        mark for mark in (*marks, *getattr(annotation, "__metadata__", ())) if isinstance(mark, Refers)
    )
    for inner in typing.get_args(annotation):
        yield from _marks(inner)
