"""Data to terms: every mistake as one problem, with its place, what was expected, and the line as it should be."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from charter.core.reading import naming
from charter.core.reading.problem import MOST, Problem
from charter.core.reading.shape import kinds_at, model_at
from charter.core.reading.slips import Slip, of_value
from charter.core.reading.source_map import SourceMap
from charter.core.vocabulary.other_words import nearest_word, other_word
from charter.core.vocabulary.reference import DataPath
from charter.core.vocabulary.written import Meant

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
_LISTS = {"tuple_type", "list_type"}


def told_problems(
    error: ValidationError, data: Any, model: type[BaseModel], source: SourceMap, *, whole: bool = True
) -> Iterator[Problem]:
    """Tell what pydantic found in some data: each mistake once, with the nearest valid name, and at most so many.

    Where the data need not be `whole`, what is missing is no mistake.
    """
    return islice(_told(error, data, model, source, whole=whole), MOST)


def _told(
    error: ValidationError, data: Any, model: type[BaseModel], source: SourceMap, *, whole: bool
) -> Iterator[Problem]:
    by_path: dict[DataPath, list[ErrorDetails]] = {}
    for detail in filter(_is_so, error.errors(include_url=False)):
        by_path.setdefault(_path(detail, data), []).append(detail)
    missing = {path for path, details in by_path.items() if details[0]["type"] == "missing"}
    said_elsewhere: set[DataPath] = set()
    for path, details in by_path.items():
        if path in missing:
            continue
        if naming.is_unknown(path, details[0]["type"], model):
            unknown = naming.Unknown(path, details[0]["input"], model, missing)
            said_elsewhere |= unknown.covered(missing)
            yield unknown.problem(source)
        else:
            yield _value_problem(path, details, model, source)
    for path in missing - said_elsewhere if whole else ():
        about = _about(model, path, source) or _header(model, path)
        yield source.problem(path, "is missing", about, expected=about)


def _is_so(detail: ErrorDetails) -> bool:
    """Whether an error is none that only follows from others: a list is too short once its wrong items are left out."""
    return detail["type"] != "too_short" or len(detail["input"]) < detail["ctx"]["min_length"]


def _path(detail: ErrorDetails, data: Any) -> DataPath:
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


def _value_problem(
    path: DataPath, details: list[ErrorDetails], model: type[BaseModel] | None, source: SourceMap
) -> Problem:
    own = [d for d in details if d["type"] == "value_error"]
    detail = own[-1] if own else details[0]
    found, about = _found(detail["input"]), _about(model, path, source)
    if slip := _slip(path, detail, model):
        hint, wanted = _as_it_should_be(slip, path, about, source), about if own else _expected(detail)
        return source.problem(path, slip.said, hint, found=found, expected=wanted)
    if own:
        said = detail["msg"].removeprefix("Value error, ")
        return source.problem(path, said, about, found=found, expected=about)
    choices = dict.fromkeys(str(d["ctx"]["expected"]) for d in details if "expected" in d.get("ctx", {}))
    if choices:
        return _none_of_a_few(path, detail, list(choices), about, source)
    words = _expected(detail)
    if detail["type"] in _TABLES:
        about = about or _header(model, path)
    return source.problem(path, f"found {found}, expected {words}", about, found=found, expected=words)


def _slip(path: DataPath, detail: ErrorDetails, model: type[BaseModel] | None) -> Slip | None:
    """Say what slipped in a value of a term, or in how it was wrapped."""
    given, kinds = detail["input"], kinds_at(model, path)
    if detail["type"] in _LISTS and isinstance(given, str):
        return Slip("the one item stands without the brackets of a list", [given])
    if str in kinds and isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        return Slip("the text stands in the brackets of a list", given[0])
    error = detail.get("ctx", {}).get("error")
    return Slip(error.said, error.instead) if isinstance(error, Meant) else of_value(kinds, given)


def _as_it_should_be(slip: Slip, path: DataPath, about: str, source: SourceMap) -> str:
    if slip.instead is not None:
        return f"write: {source.line(path, slip.instead)}"
    return f"write it like: {source.line(path, slip.like)}" if slip.like is not None else about


def _none_of_a_few(
    path: DataPath, detail: ErrorDetails, choices: list[str], about: str, source: SourceMap
) -> Problem:
    """Tell a value that is none of a few, with the one that was meant where that is known."""
    given, found = str(detail["input"]), _found(detail["input"])
    listed = " or ".join(choices).replace("'", '"')
    each = [c.strip("'\"") for choice in choices for c in choice.replace(" or ", ", ").split(", ")]
    if meant := other_word(given, each):
        hint = f"write: {source.line(path, meant)}"
    elif nearly := nearest_word(given, each):
        hint = f"did you mean {nearly!r}?"
    else:
        hint = f"{about} Only {each[0]!r} is there so far.".lstrip() if len(each) == 1 else about
    return source.problem(path, f"found {found}, expected {listed}", hint, found=found, expected=listed)


def _expected(detail: ErrorDetails) -> str:
    said = _WORDS.get(detail["type"]) or detail["msg"].removeprefix("Input should be ")
    return said.format(**detail.get("ctx", {})) if detail["type"] in _WORDS else said


def _header(model: type[BaseModel] | None, path: DataPath) -> str:
    """Say how to begin a part or a clause that has no sentence of its own."""
    return f"write [{'.'.join(map(str, path))}] above its terms" if path and model_at(model, path) else ""


def _found(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    said = json.dumps(value, default=str, ensure_ascii=False)
    return said if len(said) <= LONGEST else said[: LONGEST - 3] + "…"


def _about(model: type[BaseModel] | None, path: DataPath, source: SourceMap) -> str:
    """Say what a term is for, with an example as a line of the file, from its field."""
    parent = model_at(model, path[:-1])
    fields: Iterable[tuple[str, Any]] = parent.model_fields.items() if parent else ()
    field = next((f for n, f in fields if path and path[-1] in {n, f.alias}), None)
    if field is None or not field.description:
        return _about(model, path[:-1], source) if path and isinstance(path[-1], int) else ""
    if not field.examples:
        return str(field.description)
    example = field.examples[0]
    if dt.date in kinds_at(model, path):
        example = dt.date.fromisoformat(example)
    return f"{field.description} Example: {source.line(path, example)}"
