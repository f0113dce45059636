"""Which type a term has, by its path: through parts, clauses, keyed tables, tables and lists.

>>> from charter.core.vocabulary.entry import Issued
>>> type_at(Issued, ("lines", 3)).__name__, type_at(Issued, ("lines", 3, "weeks"))
('Billed', None)
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Annotated, Any

from pydantic import BaseModel

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.late import annotation_of

_UNIONS = frozenset({typing.Union, types.UnionType})


def type_at(kind: Any, path: Iterable[str | int]) -> Any:  # noqa: ANN401 - types of any kind
    """Give the type of what stands at a path in something of a type, with its bounds; None where nothing may stand."""
    for step in path:
        kind = type_inside(kind, step)
    return kind


def description_at(kind: Any, path: Iterable[str | int]) -> str:  # noqa: ANN401 - types of any kind
    """Give what describes the field at a path; empty where none does."""
    *above, last = path
    for model in models(type_at(kind, above)):
        for name, field in model.model_fields.items():
            if last == (field.alias or name):
                return field.description or ""
    return ""


def type_inside(kind: Any, step: str | int) -> Any:  # noqa: ANN401 - types of any kind
    """Give the type one step further: of a term, of a thing of a keyed table, or of an item."""
    for model in models(kind):
        for name, field in model.model_fields.items():
            if step == (field.alias or name):
                return annotation_of(field)
        if issubclass(model, Keyed):
            return thing(model)
    return item(kind)


def thing(model: type[BaseModel]) -> Any:  # noqa: ANN401 - types of any kind
    """Give the type of the things of a keyed table."""
    hints: Mapping[str, Any] = typing.get_type_hints(model, include_extras=False)
    return typing.get_args(hints["__pydantic_extra__"])[-1]


def item(kind: Any) -> Any:  # noqa: ANN401 - types of any kind
    """Give the type of what a table or a list holds; None of what is neither."""
    holders = (typing.get_args(one) for one in options(kind) if typing.get_origin(one) in {dict, list, tuple})
    return next(([held for held in args if held is not Ellipsis][-1] for args in holders), None)


def models(kind: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - types of any kind
    """Give the models among the types that a value may have."""
    return (one for one in options(kind) if isinstance(one, type) and issubclass(one, BaseModel))


def options(kind: Any) -> Iterable[Any]:  # noqa: ANN401 - types of any kind
    """Give the types that a value may have: those of a union, and each without what annotates it."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    inner = args[:1] if origin is Annotated else args if origin in _UNIONS else ()
    return chain.from_iterable(map(options, inner)) if inner else (kind,)
