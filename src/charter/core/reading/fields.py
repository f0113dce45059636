"""The fields of a form, out of the types of terms and entries: what a page asks for, and what was filled in as values.

>>> from charter.core.vocabulary.entry import Delivered
>>> [(field.name, field.kind, field.refers, field.required) for field in fields_of(Delivered)][5:]
[('deliverable', 'text', 'scope.deliverables', True), ('occasion', 'day', '', False), ('announced', 'yes', '', False)]
>>> values_of(Delivered, {"deliverable": "audit", "announced": "on", "occasion": "", "csrf": "x"})
{'deliverable': 'audit', 'announced': True}
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from charter.core.reading.problem import Problem, Problems
from charter.core.reading.rows import entries_of
from charter.core.reading.source_map import SourceMap
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.reference import PEOPLE, Refers
from charter.core.vocabulary.typed import options

FieldKind: TypeAlias = Literal["text", "prose", "day", "time", "choice", "yes", "number", "list", "tables"]
"""How a field is asked for: one line, a text, a day, an hour, one of several words, a tick, a whole number, a list a
line each, or tables that no single field can hold."""

LONG = 400
"""From so many letters on that it may have, a text gets room for several lines."""


class FormField(NamedTuple):
    """A field of a form. `refers` is the path of the table that it must be a key of; `choices` are all it may be.

    `numbers` says that a list is one of whole numbers.
    """

    name: str
    kind: FieldKind
    choices: tuple[str, ...]
    refers: str
    help: str
    example: str
    required: bool
    numbers: bool = False

    @property
    def such_as(self) -> str:
        """What stands in an empty field, so that nobody takes it for what was filled in; empty without an example."""
        return f"such as {self.example}" if self.example else ""


@cache
def fields_of(model: type[BaseModel]) -> tuple[FormField, ...]:
    """Give the fields of a kind of entry or of terms, in their order; the kind itself and what is excluded are none."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple(
        _field(info.alias or name, info, hints[name])
        for name, info in model.model_fields.items()
        if not info.exclude and name != "kind"
    )


def values_of(model: type[BaseModel], filled: Mapping[str, str]) -> dict[str, Any]:
    """Give what was filled in as plain values; what was left empty is left out, and strange names are too."""
    found = {}
    for field in fields_of(model):
        text = filled.get(field.name, "").strip()
        if text:
            found[field.name] = _value(field, text)
    return found


def entry_of(values: Mapping[str, Any]) -> Entry:
    """Give the entry of plain values, its kind among them. Raises Problems, whose paths end with the field's name."""
    return entries_of([values], SourceMap(None, "journal"))[0]


def by_field(problems: Problems) -> Iterator[tuple[str, Problem]]:
    """Give each problem with the name of the field that it is about."""
    for problem in problems.problems:
        yield problem.path.rpartition(".")[2], problem


def _field(name: str, info: FieldInfo, hint: Any) -> FormField:
    kind, choices = _kind(name, info, hint)
    example = _as_typed(info.examples[0]) if info.examples else _written_example(hint)
    refers = next(_refers(hint), "")
    if name == "by":
        refers = PEOPLE.table
    numbers = kind == "list" and any(int in _inner(one) for one in options(hint))
    return FormField(
        name, kind, choices, refers, info.description or "", example, info.is_required(), numbers
    )


def _kind(name: str, info: FieldInfo, hint: Any) -> tuple[FieldKind, tuple[str, ...]]:
    for one in options(hint):
        origin = typing.get_origin(one)
        if origin is Literal:
            return "choice", tuple(map(str, typing.get_args(one)))
        if origin in {tuple, list, dict}:
            return ("list" if _plain(one) else "tables"), ()
        if isinstance(one, type):
            if issubclass(one, Enum):
                return "choice", tuple(str(each.value) for each in one)
            if issubclass(one, BaseModel):
                return "tables", ()
            if one in _BY_TYPE:
                return _BY_TYPE[one], ()
    return ("prose" if name in {"note", "reasons"} or _longest(info) > LONG else "text"), ()


_BY_TYPE: dict[type, FieldKind] = {bool: "yes", dt.date: "day", dt.time: "time", int: "number"}


def _inner(listed: Any) -> list[Any]:
    return [each for each in typing.get_args(listed) if each is not Ellipsis]


def _plain(listed: Any) -> bool:
    inner = _inner(listed)
    held = inner[-1] if inner else str
    return not any(isinstance(one, type) and issubclass(one, BaseModel) for one in options(held))


def _longest(info: FieldInfo) -> int:
    found = (getattr(mark, "max_length", None) for mark in info.metadata)
    return max((each for each in found if each is not None), default=0)


def _as_typed(example: object) -> str:
    """Write an example as it is typed into a form: what is a list, one to a line."""
    return "\n".join(map(str, example)) if isinstance(example, list) else str(example)


def _written_example(hint: Any) -> str:
    """Give the example of a type that people write as a text, like an amount of money."""
    found = (getattr(one, "EXAMPLES", ()) for one in options(hint))
    return next((str(each[0]) for each in found if each), "")


def _refers(hint: Any) -> Iterator[str]:
    yield from (mark.table for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Refers))
    for inner in typing.get_args(hint):
        yield from _refers(inner)


def _number(text: str) -> int | str:
    """Read a whole number; what is none stays as it was written, so that reading can say what is wrong with it."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text


def _value(field: FormField, text: str) -> Any:
    match field.kind:
        case "yes":
            return text.lower() not in {"no", "false", "off"}
        case "number":
            return _number(text)
        case "list":
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            return [_number(line) for line in lines] if field.numbers else lines
        case _:
            return text.replace("\r\n", "\n")
