"""Every term of a kind in some terms, wherever it stands, so that a rule on the kind holds for clauses to come too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from charter.core.vocabulary.clause import Keyed

_Found = TypeVar("_Found")


def each(kind: type[_Found], terms: object, path: str = "") -> Iterator[tuple[str, _Found]]:
    """Give every value of a type with its path, in the order of the document."""
    if isinstance(terms, kind):
        yield path, terms
    for name, value in held_in(terms):
        yield from each(kind, value, f"{path}.{name}" if path else name)


def held_in(terms: object) -> Iterator[tuple[str, object]]:
    """Give what a table, a list or a clause holds, each under its name or place."""
    if isinstance(terms, BaseModel):
        fields = type(terms).model_fields.items()
        yield from ((field.alias or name, getattr(terms, name)) for name, field in fields)
        if isinstance(terms, Keyed):
            yield from terms.things.items()
    elif isinstance(terms, dict):
        yield from terms.items()
    elif isinstance(terms, tuple):
        yield from ((str(place), item) for place, item in enumerate(terms))
