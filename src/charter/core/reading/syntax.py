"""Bytes to plain data: TOML or JSON, or the first syntax error with its place."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from charter.core.reading.problem import Problem, Problems

LARGEST = 5_000_000
"""The most bytes a file may have."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HINTS = {
    "Cannot overwrite a value": "the name stands here a second time: keep one of the two",
    "Cannot declare": "the table stands here a second time: put its terms under the first",
    "Expected '=' after a key": "write name = value",
    "Invalid value": 'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31',
    "Invalid date or datetime": "the calendar has no such day or hour: write days like 2026-03-31",
    "Unclosed array": "close the list with ]",
    "Unterminated string": "close the text with a quote",
    "Invalid statement": "write name = value, or [part.clause] above a group of terms",
}


def text_of(raw: bytes | str, file: str) -> str:
    """Give the text of a file. Raises Problems on what is no text, or too much of it."""
    if len(raw) > LARGEST:
        raise Problems(
            [
                Problem(
                    file,
                    1,
                    1,
                    "",
                    f"{len(raw):,} bytes: more than {LARGEST:,} is no agreement",
                    "name another file",
                )
            ]
        )
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        message = f"not UTF-8: the byte 0x{raw[error.start]:02X} stands here"
        raise Problems([Problem(file, line, column, "", message, "save the file as UTF-8")]) from None


def parse(text: str, file: str) -> dict[str, Any]:
    """Give the data of a TOML or JSON text. Raises Problems with the first syntax error."""
    if not text.strip():
        raise Problems(
            [Problem(file, 1, 1, "", "the file is empty", "start with [foundation.parties.client]")]
        )
    try:
        return _json(text) if file.endswith(".json") or text.lstrip().startswith("{") else tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problems([_toml_problem(error, text, file)]) from None
    except json.JSONDecodeError as error:
        problem = Problem(
            file, error.lineno, error.colno, "", f"no JSON: {error.msg}", source=_line(text, error.lineno)
        )
        raise Problems([problem]) from None
    except _Twice as error:
        at = text.rfind(json.dumps(error.key))
        line = text.count("\n", 0, max(at, 0)) + 1
        column = at - text.rfind("\n", 0, max(at, 0)) if at >= 0 else 1
        raise Problems(
            [Problem(file, line, column, "", f"{error.key!r} stands here a second time", "keep one")]
        ) from None
    except (RecursionError, ValueError, OverflowError) as error:
        raise Problems(
            [Problem(file, 1, 1, "", f"cannot be read: {str(error)[:200]}", "write it plainly")]
        ) from None


class _Twice(Exception):  # noqa: N818 - it is named for what happened
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _json(text: str) -> dict[str, Any]:
    data = json.loads(text, object_pairs_hook=_once, parse_constant=str)
    if not isinstance(data, dict):
        raise json.JSONDecodeError("an object is wanted at the top", text, 0)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _toml_problem(error: tomllib.TOMLDecodeError, text: str, file: str) -> Problem:
    said = str(error)
    at = _AT.search(said)
    lines = text.count("\n") + 1
    line, column = (int(at[1]), int(at[2])) if at and at[1] else (lines, len(_line(text, lines)) + 1)
    message = _AT.sub("", said)
    hint = next((hint for start, hint in _HINTS.items() if message.startswith(start)), "")
    return Problem(
        file, line, column, "", message[:1].lower() + message[1:300], hint, source=_line(text, line)
    )


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
