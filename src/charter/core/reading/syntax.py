"""Bytes to plain data: TOML or JSON, or the first syntax error with its place."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from charter.core.reading import syntax_messages
from charter.core.reading.places import scan, second
from charter.core.reading.problem import Problem, Problems
from charter.core.vocabulary import toml
from charter.core.vocabulary.reference import DataPath

LARGEST = 5_000_000
"""The most bytes a file may have."""

DEEPEST = 50
"""The most tables and lists inside one another; an agreement needs six."""

LARGEST_NUMBER = 10**18
"""The largest whole number that may stand anywhere; no term counts so far."""

_TOO_LARGE = "a number too large for any agreement", 'write amounts in quotes, like "EUR 12000.00"'
_WIDEST = 200
_KEEP_ONE = "keep one of the two"
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ENDLESS = re.compile("[0-9_]{1000,}")
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_TOML_LINE = re.compile(r"\s*(#|\[+[A-Za-z_]|[A-Za-z0-9_.-]+\s*=)")


def decode(raw: bytes | str, file: str) -> str:
    """Give the text of a file. Raises Problems on what is no text, or too much of it."""
    if len(raw) > LARGEST:
        raise _one(file, 0, "", f"more than {LARGEST:,} bytes is no agreement", "name another file")
    if isinstance(raw, str):
        return raw.lstrip("\ufeff")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]:
        raise _one(file, 0, "", "UTF-16, not UTF-8", "save the file as UTF-8")
    try:
        return raw.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"not UTF-8: the byte 0x{raw[error.start]:02X} stands here"
        raise _one(file, len(before), before, message, "save the file as UTF-8") from None


def parse_text(text: str, file: str) -> dict[str, Any]:
    """Give the data of a TOML or JSON text. Raises Problems with the first syntax error."""
    if not text.strip():
        raise _one(file, 0, "", "the file is empty", "start with [foundation.parties.client]")
    try:
        data = _json(text) if _is_json(text, file) else toml.loads(text)
    except toml.TOMLDecodeError as error:
        raise _toml(error, text, file) from None
    except json.JSONDecodeError as error:
        raise _no_json(error, text, file) from None
    except _Twice as error:
        name = f"the name {error.key!r} stands here a second time"
        raise (_twice(text, text, file) or _one(file, 0, text, name, _KEEP_ONE)) from None
    except RecursionError:
        raise _too_deep(text, file) from None
    except ValueError:  # the only one left: an integer of thousands of digits
        at = found.start() if (found := _ENDLESS.search(text)) else 0
        raise _one(file, at, text, *_TOO_LARGE) from None
    if _depth(data) > DEEPEST:
        raise _too_deep(text, file)
    for path, value in _numbers(data):
        if abs(value) > LARGEST_NUMBER:
            raise _one(file, _offset(text, path), text, *_TOO_LARGE, path=".".join(map(str, path)))
    return data


def line_of(text: str, number: int) -> str:
    """Give a line of a text, counted from 1; lines end with a line feed, as in TOML and JSON."""
    lines = text.split("\n", number)
    return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


def _one(file: str, at: int, text: str, message: str, hint: str, *, path: str = "") -> Problems:
    """Give one problem at an offset of a text."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    source = line_of(text, line) if at < len(text) else ""
    return Problems([Problem(file, line, column, path, message, hint, source=source)])


# ── TOML ───────────────────────────────────────────────────────────────────────────────────────


def _toml(error: toml.TOMLDecodeError, text: str, file: str) -> Problems:
    said = str(error)
    at = _AT.search(said)
    line, column = (int(at[1]), int(at[2])) if at and at[1] else _last(text)
    message, hint = syntax_messages.of_toml(_AT.sub("", said))
    if message in syntax_messages.TWICE:
        until = "\n".join(text.split("\n")[:line])
        if twice := _twice(until, text, file):
            return twice
    source = line_of(text, line)
    if told := _of_line(source, "toml"):
        message, hint = told
    return Problems([Problem(file, line, column, "", message, hint, source=source)])


def _of_line(line: str, kind: str) -> tuple[str, str] | None:
    from charter.core.reading.slips import lines  # noqa: PLC0415 - needed only where something is wrong

    return lines.of_toml_line(line) if kind == "toml" else lines.of_json_line(line)


def _twice(until: str, text: str, file: str) -> Problems | None:
    """Tell the name that stands twice, in a text up to where that was found, at its second place with the first."""
    if (found := second(until)) is None:
        return None
    path, place, first = found
    source = line_of(text, place.line)
    table = all(line_of(text, p.line)[p.column - 1 :].startswith("[") for p in (place, first))
    name = ".".join(map(str, path))
    said = f"the table [{name}]" if table else f"the name {str(path[-1])!r}"
    message = f"{said} stands here a second time; the first is in line {first.line}"
    hint = "put its terms under the first" if table else _KEEP_ONE
    return Problems([Problem(file, place.line, place.column, name, message, hint, source=source)])


def _last(text: str) -> tuple[int, int]:
    """Give line and column behind the last sign of a text."""
    whole = text.rstrip()
    return whole.count("\n") + 1, len(whole) - whole.rfind("\n")


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────


class _Twice(Exception):  # noqa: N818 - it is named for what happened
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _is_json(text: str, file: str) -> bool:
    return file.endswith(".json") or text.lstrip().startswith("{")


def _json(text: str) -> dict[str, Any]:
    data = json.loads(text, object_pairs_hook=_once, parse_constant=str)
    if not isinstance(data, dict):
        raise json.JSONDecodeError("Expecting an object", text, 0)
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        at = found.start() if (found := _HALF.search(text)) else 0
        raise json.JSONDecodeError("Half a character", text, at) from None
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _no_json(error: json.JSONDecodeError, text: str, file: str) -> Problems:
    message, hint = syntax_messages.of_json(error.msg)
    if file.endswith(".json") and _TOML_LINE.match(text):
        message, hint = "TOML in a file named .json", f"name it {file.removesuffix('.json')}.toml"
    source = line_of(text, error.lineno)
    if told := _of_line(source, "json") or _no_comma(error, text, source):
        message, hint = told
    return Problems(
        [Problem(file, error.lineno, error.colno, "", f"no JSON: {message}", hint, source=source)]
    )


def _no_comma(error: json.JSONDecodeError, text: str, source: str) -> tuple[str, str] | None:
    """Show the line before, where its comma is missing."""
    before = line_of(text, error.lineno - 1).strip()
    if (
        not error.msg.startswith("Expecting ','")
        or source[: error.colno - 1].strip()
        or len(before) > _WIDEST
    ):
        return None
    return ("no comma after the line before", f"write: {before},") if before[-1:] not in {"", ","} else None


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────


def _depth(data: Any) -> int:
    """Give how many tables and lists lie inside one another, or one more than may."""
    level, depth = [data], 0
    while level and depth <= DEEPEST:
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, dict | list)
        ]
        depth += 1
    return depth


def _numbers(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, int]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from _numbers(value, (*path, key))
        elif isinstance(value, int):
            yield (*path, key), value


def _offset(text: str, path: DataPath) -> int:
    """Give where the value at a path begins."""
    place = scan(text)[path]
    return sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.value - 1


def _too_deep(text: str, file: str) -> Problems:
    lines = text.split("\n")
    deepest = max(range(len(lines)), key=lambda n: sum(lines[n].count(sign) for sign in "[{."))
    at = sum(len(line) + 1 for line in lines[:deepest])
    message = f"more than {DEEPEST} tables or lists inside one another"
    return _one(file, at, text, message, "write it plainly: [part.clause] above each group of terms")
