"""Mistakes that keep a line from being TOML or JSON: what was done, and the line as it should be.

A line is given as it should be only when it is valid as mended.

>>> of_toml_line("title = “Agreement”  # ours")
('the quotes are curly, as word processors write them', 'write: title = "Agreement"  # ours')
>>> of_json_line('"collection_costs": True,')
('yes and no are written true and false', 'write: "collection_costs": true,')
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator

from charter.core.reading.slips import of_bare
from charter.core.reading.slips.mending import Slip
from charter.core.vocabulary import toml

LONGEST = 1000
"""The longest line that is looked at."""

Told = tuple[str, str]
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a"
_CURLY = dict.fromkeys(map(ord, _DOUBLE), '"') | dict.fromkeys(map(ord, _SINGLE), "'")
_TERM = re.compile(
    r"(?P<before>\s*(?P<key>[A-Za-z0-9_.-]+|\"[^\"]*\"|'[^']*')\s*)(?P<sign>:=|==|=|:|\s)(?P<gap>\s*)(?P<value>[^\s=:].*?)(?P<after>\s*(?:#.*)?)"
)
_HEADER = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*\]?\s*(?:#.*)?")
_COMMENT = re.compile(r"(?<=\S)\s*//.*$|^\s*//.*$")
_NOTHING = {"null", "none", "nil", "n/a", "-"}
_SIGNS = {
    ":": "a colon stands where = belongs",
    "==": "two = stand where one belongs",
    ":=": "a colon stands before the =",
}
_CURLY_SAID = "the quotes are curly, as word processors write them"


def term_line(key: str, value: object, *, as_json: bool = False) -> str:
    """Write a term as a line of the file; in a list (no key) the item alone.

    >>> term_line("dated", dt.date(2026, 3, 1)), term_line("dated", dt.date(2026, 3, 1), as_json=True)
    ('dated = 2026-03-01', '"dated": "2026-03-01"')
    """
    bare = isinstance(value, dt.date) and not as_json
    said = str(value) if bare else json.dumps(value, default=str, ensure_ascii=False)
    if not key:
        return said
    return f"{json.dumps(key, ensure_ascii=False)}: {said}" if as_json else f"{key} = {said}"


# ── TOML ───────────────────────────────────────────────────────────────────────────────────────


def of_toml_line(line: str) -> Told | None:
    """Say what keeps a line from being TOML, and how it should be; None where that is not known."""
    if len(line) > LONGEST or _is_toml(line):
        return None
    return next((told for told in _toml(line) if told), None)


def _is_toml(line: str) -> bool:
    try:
        toml.loads(line)
    except (toml.TOMLDecodeError, ValueError, RecursionError):
        return False
    return True


def _toml(line: str) -> Iterator[Told | None]:
    yield _mended(line, line.translate(_CURLY), _CURLY_SAID, _is_toml)
    yield _mended(line, _COMMENT.sub(lambda found: found.group().replace("//", "#", 1), line),
                  "a comment begins with #, not with //", _is_toml)  # fmt: skip
    if header := _HEADER.fullmatch(line):
        whole = f"{header[1]}{header[2]}{']' * len(header[1])}"
        yield _mended(line, whole, "the name of the table is not closed", _is_toml)
    if found := _TERM.fullmatch(line):
        yield from _term(line, found)


def _term(line: str, found: re.Match[str]) -> Iterator[Told | None]:
    """Look at the sign and the value of a term: first whether the one is wrong, then the other, then both."""
    key, value, after = found["key"], found["value"], found["after"]
    indent = line[: len(line) - len(line.lstrip())]
    sign = found["sign"]
    said = _SIGNS.get(sign, "there is no = after the name" if sign != "=" else "")
    if said:
        yield _mended(line, f"{indent}{key} = {value}{after}", said, _is_toml)
    if value.casefold() in _NOTHING:
        yield "nothing is said by leaving the term out", "leave the line out"
    yield _mended(
        line,
        f"{indent}{key} = {value.rstrip(',;')}{after}",
        "a sign stands behind the value: " + value[-1],
        _is_toml,
    )
    if (quote := value[0]) in "\"'" and value.count(quote) == 1:
        yield _mended(line, f"{indent}{key} = {value}{quote}{after}", "the text is not closed", _is_toml)
    if _is_bare(value) and (slip := of_bare(value.rstrip(",;"))):
        both = f"{said}; {slip.said}" if said else slip.said
        yield _of_slip(slip, lambda meant: f"{indent}{term_line(key, meant)}{after}", both, _is_toml)
    if _is_words(value):
        yield _mended(
            line,
            f"{indent}{term_line(key, value)}{after}",
            said or "the text stands without quotes",
            _is_toml,
        )


def _is_bare(value: str) -> bool:
    return value[0] not in "\"'[{"


def _is_words(value: str) -> bool:
    """Whether a value is plainly a text without its quotes: it begins with a letter, and holds no sign of TOML."""
    return value[0].isalpha() and not set(value) & set("\"'[]{}=#")


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────

_JSON_TERM = re.compile(
    r"(?P<indent>[\s{]*)(?:\"(?P<key>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z_][A-Za-z0-9_]*))"
    r"\s*(?P<sign>[:=])\s*(?P<value>.*?)(?P<after>[\s,}]*)"
)


def of_json_line(line: str) -> Told | None:
    """Say what keeps a line of one term from being JSON, and how it should be; None where that is not known."""
    if len(line) > LONGEST or _is_json(line):
        return None
    return next((told for told in _json(line) if told), None)


def _is_json(line: str) -> bool:
    try:
        json.loads("{" + line.strip(" \t\r,{}") + "}")
    except (ValueError, RecursionError):
        return False
    return True


def _json(line: str) -> Iterator[Told | None]:
    yield _mended(line, line.translate(_CURLY), _CURLY_SAID, _is_json)
    found = _JSON_TERM.fullmatch(line)
    if found is None or not found["value"]:
        return
    key, value, done = found["key"], found["value"], []
    if key is None:
        done.append(
            "the name stands in single quotes" if found["single"] else "the name stands without quotes"
        )
        key = found["single"] or found["bare"]
    if found["sign"] == "=":
        done.append("an = stands where a colon belongs")
    if value[0] == "'" == value[-1] and len(value) > 1 and '"' not in value:
        done.append("the text stands in single quotes")
        value = json.dumps(value[1:-1], ensure_ascii=False)

    def line_of(said: str) -> str:
        return f"{found['indent']}{json.dumps(key, ensure_ascii=False)}: {said}{found['after']}"

    if done:
        yield _mended(line, line_of(value), "; ".join(done), _is_json)
    if value.casefold() in _NOTHING:
        yield "nothing is said by leaving the term out", "leave the line out"
    if slip := _bare_in_json(value):
        said = "; ".join([*done, slip.said])
        yield _of_slip(slip, lambda meant: line_of(term_line("", meant, as_json=True)), said, _is_json)
    if value[0].isalpha() and not set(value) & set("\"'[]{}:,"):
        yield _mended(
            line, line_of(json.dumps(value)), "; ".join([*done, "the text stands without quotes"]), _is_json
        )


def _bare_in_json(value: str) -> Slip | None:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and (day := _day(value)):
        return Slip("the day stands without quotes", day)
    return of_bare(value) if value[0] not in "\"'[{" else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


# ── both ───────────────────────────────────────────────────────────────────────────────────────


def _mended(line: str, instead: str, said: str, valid: Callable[[str], bool]) -> Told | None:
    return (said, f"write: {instead.strip()}") if instead != line and valid(instead) else None


def _of_slip(
    slip: Slip, line_of: Callable[[object], str], said: str, valid: Callable[[str], bool]
) -> Told | None:
    """Explain the mistake in a value together with its corrected line, if it has one."""
    if slip.instead is None:
        return said, f"write it like: {line_of(slip.like).strip()}" if slip.like else ""
    instead = line_of(slip.instead)
    return (said, f"write: {instead.strip()}") if valid(instead) else None
