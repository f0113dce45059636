"""The shape of the terms: which table, which types and which names stand at a path; where else a name is known.

>>> from charter.core.agreement import Agreement
>>> names_at(Agreement, ("general", "law"))
['wording', 'governing', 'venue', 'language']
>>> homes(Agreement, "overage"), homes(Agreement, "dated")
(['financials.retainer'], [''])
>>> meant_path(Agreement, "financial.retainer.fee")
'financials.retainer.amount'
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.late import annotation_of
from charter.core.vocabulary.other_words import nearest_word, other_word
from charter.core.vocabulary.reference import DataPath
from charter.core.vocabulary.typed import item, models, options, thing, type_at, type_inside

ANY_KEY = "…"
"""Stands in a path for the key of a thing."""


def model_at(model: type[BaseModel] | None, path: DataPath) -> type[BaseModel] | None:
    """Give the model that a path leads to, by the fields' annotations."""
    return next(iter(models(type_at(model, path))), None)


def kinds_at(model: type[BaseModel] | None, path: DataPath) -> list[Any]:
    """Give the types that a value at a path may have, each without what annotates it."""
    return list(options(type_at(model, path)))


def names_at(model: type[BaseModel] | None, path: DataPath) -> list[str]:
    """Give the names of the terms of the table at a path."""
    table = model_at(model, path)
    return [field.alias or name for name, field in table.model_fields.items()] if table else []


def homes(model: type[BaseModel], name: str) -> list[str]:
    """Give the paths of the tables that have a term of a name; the empty path is the top of the file."""
    return [path for path, names in _tables(model) if name in names]


def meant_path(model: type[BaseModel], path: str) -> str | None:
    """Give the path of a term that is nearest to one that leads nowhere; None where none is near, or it is one itself.

    The keys of things are free, and stay as they are.
    """
    meant: list[str] = []
    for step in path.split("."):
        kind = type_at(model, meant)
        table, holds = next(iter(models(kind)), None), item(kind)
        if table is None and holds is None:
            break
        names = names_at(model, tuple(meant))
        free = holds is not None or (table is not None and issubclass(table, Keyed))
        known = step if step in names or free else other_word(step, names) or nearest_word(step, names)
        if known is None:
            break
        meant.append(known)
    found = ".".join(meant)
    return found if found and found != path else None


def leads_somewhere(model: type[BaseModel], path: str) -> bool:
    """Whether each step of a path is a name in its table, up to a term that is none; the keys of things are free."""
    kind: Any = model
    for step in path.split("."):
        if next(iter(models(kind)), None) is None and item(kind) is None:
            return True
        kind = type_inside(kind, step)
        if kind is None:
            return False
    return True


@lru_cache
def _tables(model: type[BaseModel], path: str = "") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give every table that the terms may have, with the names in it; a thing's key is `…`."""
    found = [(path, tuple(field.alias or name for name, field in model.model_fields.items()))]
    inner = [(name, annotation_of(field)) for name, field in model.model_fields.items()]
    if issubclass(model, Keyed):
        inner.append((ANY_KEY, thing(model)))
    for name, kind in inner:
        where = f"{path}.{name}" if path else name
        for table in models(kind):
            found += _tables(table, where)
        for table in models(item(kind)):
            found += _tables(table, f"{where}.{ANY_KEY}")
    return tuple(found)
