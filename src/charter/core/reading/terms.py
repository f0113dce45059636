"""Data to terms: every mistake as one problem, with its place, what was expected, and the nearest valid name."""

from __future__ import annotations

import difflib
import json
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from charter.core.reading.places import Path, Place, scan
from charter.core.reading.problem import MOST, Problem, Problems
from charter.core.vocabulary.clause import Keyed

T = TypeVar("T", bound=BaseModel)

LONGEST = 60
"""The most of a value that is shown."""

_WORDS = {
    "string_type": "a text in quotes",
    "bool_type": "true or false, without quotes",
    "int_type": "a whole number, without quotes",
    "int_parsing": "a whole number",
    "date_type": "a day without quotes, like 2026-03-31",
    "date_parsing": "a day of the calendar without an hour, like 2026-03-31",
    "date_from_datetime_parsing": "a day of the calendar without an hour, like 2026-03-31",
    "date_from_datetime_inexact": "a day without an hour, like 2026-03-31",
    "model_type": "a table of terms",
    "model_attributes_type": "a table of terms",
    "dict_type": "a table",
    "tuple_type": "a list in square brackets",
    "list_type": "a list in square brackets",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number",
    "string_too_long": "{max_length:,} characters at most",
    "too_long": "{max_length} at most",
    "too_short": "{min_length} at least",
    "string_pattern_mismatch": "a text of the form {pattern}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
}
_TABLES = {"model_type", "model_attributes_type", "dict_type"}


def validate(model: type[T], data: Any, spot: Spot) -> T:
    """Give the terms of some data. Raises Problems with every mistake, each at its place in the file of `spot`."""
    try:
        return model.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        raise Problems(told(error, data, model, spot)) from None


class Spot:
    """Finds places in a file, scanning it when first asked."""

    def __init__(self, text: str, file: str, at: Path = ()) -> None:
        self.text = text
        self.file = file
        self.at = at
        self._lines: list[str] = []
        self._places: dict[Path, Place] = {}

    def inside(self, path: Path) -> Spot:
        """Give the spot of what stands at a path; the file is scanned once for both."""
        inner = Spot(self.text, self.file, (*self.at, *path))
        inner._lines, inner._places = self._lines, self._places
        return inner

    def _scanned(self) -> dict[Path, Place]:
        if not self._lines:
            self._lines.extend(self.text.split("\n"))
            self._places.update(scan(self.text))
        return self._places

    def problem(self, path: Path, message: str, hint: str = "", *, key: bool = False, **more: str) -> Problem:
        """Give a problem at a path: at its value, or its key; where it is missing, at the table it belongs to."""
        places = self._scanned()
        whole = (*self.at, *path)
        for length in range(len(whole), -1, -1):
            place = places.get(whole[:length])
            if place is not None:
                exact = length == len(whole)
                column = place.column if key or not exact else place.value
                source = self._lines[place.line - 1].rstrip("\r")
                dotted = ".".join(map(str, whole))
                return Problem(self.file, place.line, column, dotted, message, hint, source=source, **more)
        return Problem(self.file, 1, 1, ".".join(map(str, whole)), message, hint, **more)


def told(error: ValidationError, data: Any, model: type[BaseModel], spot: Spot) -> Iterator[Problem]:
    """Tell what pydantic found in some data: each mistake once, with the nearest valid name, and at most so many."""
    return islice(_told(error, data, model, spot), MOST)


def _told(error: ValidationError, data: Any, model: type[BaseModel], spot: Spot) -> Iterator[Problem]:
    by_path: dict[Path, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        by_path.setdefault(_path(detail, data), []).append(detail)
    missing = {path for path, details in by_path.items() if details[0]["type"] == "missing"}
    taken: set[Path] = set()
    for path, details in by_path.items():
        if path in missing:
            continue
        if (unknown := _unknown(path, details, model)) is not None:
            near = _nearest(str(path[-1]), [str(p[-1]) for p in missing if p[:-1] == path[:-1]] or unknown)
            taken.add((*path[:-1], near or ""))
            said = f"did you mean {near!r}?" if near else f"known here: {', '.join(unknown) or 'nothing'}"
            yield spot.problem(
                path,
                f"{path[-1]!r} is not known here",
                said,
                key=True,
                found=str(path[-1]),
                expected=near or "",
            )
        else:
            yield _value_problem(path, details, model, spot)
    for path in missing - taken:
        about = _about(model, path) or _header(model, path)
        yield spot.problem(path, "is missing", about, expected=about)


def _path(detail: ErrorDetails, data: Any) -> Path:
    """Give the path of an error in the data itself, without the tags that unions add to it."""
    path: list[str | int] = []
    steps = detail["loc"]
    for place, step in enumerate(steps):
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            path.append(step)
            data = data[step]  # type: ignore[index]
        elif detail["type"] == "missing" and place == len(steps) - 1:
            path.append(step)
    return tuple(path)


def _unknown(path: Path, details: list[ErrorDetails], model: type[BaseModel] | None) -> list[str] | None:
    """Give the names known where an unknown one stands; None where the name is known."""
    parent = _model_at(model, path[:-1])
    if details[0]["type"] == "extra_forbidden":
        return _names(parent)
    wants_table = details[0]["type"] in _TABLES
    if parent and issubclass(parent, Keyed) and wants_table and path and path[-1] not in parent.model_fields:
        return _names(parent)
    return None


def _names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _value_problem(
    path: Path, details: list[ErrorDetails], model: type[BaseModel] | None, spot: Spot
) -> Problem:
    own = [d for d in details if d["type"] == "value_error"]
    detail = own[-1] if own else details[0]
    found = _found(detail["input"])
    about = _about(model, path)
    if detail["type"] == "value_error":
        return spot.problem(
            path, detail["msg"].removeprefix("Value error, "), about, found=found, expected=about
        )
    choices = list(
        dict.fromkeys(str(d["ctx"]["expected"]) for d in details if "expected" in d.get("ctx", {}))
    )
    if choices:
        listed = " or ".join(choices).replace("'", '"')
        each = [c.strip("'\"") for choice in choices for c in choice.replace(" or ", ", ").split(", ")]
        near = _nearest(str(detail["input"]), each)
        hint = f"did you mean {near!r}?" if near else about
        if len(each) == 1 and not near:
            hint = f"{about} Only {each[0]!r} is there so far.".lstrip()
        return spot.problem(path, f"found {found}, expected {listed}", hint, found=found, expected=listed)
    words = _expected(detail)
    if detail["type"] in _TABLES:
        about = about or _header(model, path)
    return spot.problem(path, f"found {found}, expected {words}", about, found=found, expected=words)


def _expected(detail: ErrorDetails) -> str:
    said = _WORDS.get(detail["type"]) or detail["msg"].removeprefix("Input should be ")
    return said.format(**detail.get("ctx", {})) if detail["type"] in _WORDS else said


def _header(model: type[BaseModel] | None, path: Path) -> str:
    """Say how to begin a part or a clause that has no sentence of its own."""
    return f"write [{'.'.join(map(str, path))}] above its terms" if path and _model_at(model, path) else ""


def _found(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    said = json.dumps(value, default=str, ensure_ascii=False)
    return said if len(said) <= LONGEST else said[: LONGEST - 3] + "…"


def _about(model: type[BaseModel] | None, path: Path) -> str:
    """Say what a term is for, with an example, from its field."""
    parent = _model_at(model, path[:-1])
    field = next(
        (f for n, f in (parent.model_fields.items() if parent else ()) if path and path[-1] in {n, f.alias}),
        None,
    )
    if field is None or not field.description:
        if path and isinstance(path[-1], int):
            return _about(model, path[:-1])
        return ""
    example = (
        f" Example: {path[-1]} = {json.dumps(field.examples[0], ensure_ascii=False)}"
        if field.examples
        else ""
    )
    return field.description + example


def _nearest(name: str, known: list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(name, known, 1, 0.6)), None)


def _model_at(model: type[BaseModel] | None, path: Path) -> type[BaseModel] | None:
    """Give the model that a path leads to, by the fields' annotations."""
    kind: Any = model
    for step in path:
        kind = _step(kind, step)
    return next(iter(_models(kind)), None)


def _step(kind: Any, step: str | int) -> Any:
    for model in _models(kind):
        if step in model.model_fields:
            return model.model_fields[str(step)].annotation
        if issubclass(model, Keyed):  # pragma: no branch - only keyed tables hold names that are no fields
            return _extra(model)
    return _held(kind)


def _extra(model: type[BaseModel]) -> Any:
    hints: Mapping[str, Any] = typing.get_type_hints(model, include_extras=False)
    return typing.get_args(hints["__pydantic_extra__"])[-1]


def _held(kind: Any) -> Any:
    """Give what a table or a list holds; None of what is neither."""
    holders = (typing.get_args(o) for o in _options(kind) if typing.get_origin(o) in {dict, list, tuple})
    return next(([held for held in args if held is not Ellipsis][-1] for args in holders), None)


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    return (o for o in _options(kind) if isinstance(o, type) and issubclass(o, BaseModel))


_UNIONS = frozenset({typing.Union, types.UnionType})


def _options(kind: Any) -> Iterable[Any]:
    """Give the types that a value may have: those of a union, and each without what annotates it."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    inner = args[:1] if origin is typing.Annotated else args if origin in _UNIONS else ()
    return chain.from_iterable(map(_options, inner)) if inner else (kind,)
