"""Where people may write what they like: every free text of the schema, found from the types of its terms."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.late import annotation_of
from charter.core.vocabulary.term import KindOfText, Line, Prose

Pattern = tuple[str, ...]
"""The path of a term; * stands for a key of a table, or a place in a list."""

FREE = {
    mark.reads for kind in (Line, Prose) for mark in typing.get_args(kind)[1:] if isinstance(mark, KindOfText)
}
"""What makes a text a free one: the checks of its characters."""


def free_texts(kind: Any, path: Pattern = ()) -> Iterator[Pattern]:  # noqa: ANN401 - any annotation
    """Give the pattern of every free text below a type."""
    held = typing.get_args(kind)
    if typing.get_origin(kind) is typing.Annotated:
        yield from [path] if _free(held[1:]) else free_texts(held[0], path)
    elif typing.get_origin(kind) in {typing.Union, types.UnionType}:
        for option in held:
            yield from free_texts(option, path)
    elif typing.get_origin(kind) in {tuple, list, dict}:
        yield from free_texts([inner for inner in held if inner is not Ellipsis][-1], (*path, "*"))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            below = (*path, field.alias or name)
            yield from [below] if _free(tuple(field.metadata)) else free_texts(annotation_of(field), below)
        if issubclass(kind, Keyed):
            extra = typing.get_type_hints(kind, include_extras=True)["__pydantic_extra__"]
            yield from free_texts(extra, path)


def _free(metadata: tuple[object, ...]) -> bool:
    return any(isinstance(each, KindOfText) and each.reads in FREE for each in metadata)


def matches(path: tuple[object, ...], pattern: Pattern) -> bool:
    """Whether a path is one of those that a pattern stands for."""
    return len(path) == len(pattern) and all(b in {"*", str(a)} for a, b in zip(path, pattern, strict=True))
