"""Ways in which files are spoilt: by a slip of the hand, a bad merge, a broken disk, or somebody who means harm.

Every spoiling comes from a seed, so that what once went wrong can be played again.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

Texts = dict[str, bytes]
Stroke = Callable[[str, Random], str]

NASTY_VALUES = (
    '""', '" "', '"30"', "30", "-1", "0", "0.5", "nan", "-inf", "1e400", "9" * 40, "0x" + "f" * 5000, "true", "[]", "{}",
    "[[]]", '[""]', "[1, 2]", "{a = 1}", '["a", 3]', "2023-02-30", "1900-01-01", "2099-12-31", "9999-12-31", "18:00:00",
    "2023-08-01T10:00:00Z", '"31 February 2023"', '"EUR -1.00"', '"EUR 1e30"', '"EUR 9999999999999.99"', '"EUR 0.001"',
    '"USD 12000.00"', '"JPY 1"', '"XXX 1"', '"0 days"', '"10000 business days"', '"100 years"', '"-5 days"', '"0 hours"',
    '"8760 hours"', '"every day"', '"every month on day 31"', '"every 1 year on day 29 February"', '"0 %"', '"1000 %"',
    '"100 % a month"', '"US-CA"', '"DE"', '"XX"', '"en"', '"jonas"', '"audit"', '"nobody"', '"{{ title }}"', '"{% if x %}"',
    '"a\\u0000b"', '"a\\u202eb"', '"\\ue000"', '"\\U0010FFFF"', '"שלום"', '"สวัสดี"', '"👩‍💻"', "'''\nmany\nlines\n'''",
    '"' + "x" * 20_001 + '"', "[" + '"x", ' * 501 + "]", "[" * 60 + "]" * 60, "",
)  # fmt: skip
"""Values of every kind, each wrong, extreme or hostile somewhere."""

SPLICES = (
    "{{ deal }}", "{% for a in b %}", "{#", "#set page()", "$x$", "@ref", "\\\\", "<script>", "&amp;", "]]>", "|", "`", "**",
    "\u200f", "\u0301" * 50, "\U0001f980", "\ufffe", "\u2028", "\x1b[2J", "\r", "\t", "%n", "{n}{year}{", "' OR 1", "\x00",
)  # fmt: skip
"""Texts that mean something to a template, a page, a typesetter, a terminal or a store."""

_TERM = re.compile(r"(?m)^(?P<key>[A-Za-z0-9_]+) = (?P<value>.*)$")
_HEADER = re.compile(r"(?m)^(?P<open>\[+)(?P<path>[^\]\n]+)(?P<close>\]+)$")
_FIGURE = re.compile(r"(?m)(?<=[ \"-])[0-9]+(?=[^\n0-9])")
_QUOTED = re.compile(r'"[^"\n]+"')


def spoilt(whole: Texts, seed: str) -> Texts:
    """Give an engagement's files, spoilt by one to three strokes."""
    dice, texts = Random(seed), dict(whole)  # noqa: S311 - dice, not keys
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        dice.choices((_in_text, _in_bytes, _in_terms, _in_folder), (70, 15, 10, 5))[0](texts, dice)
    return texts


def _chosen(texts: Texts, dice: Random) -> str:
    names = sorted(texts)
    weights = [{"agreement": 6, "journal": 3}.get(Path(name).stem, 2) for name in names]
    return dice.choices(names, weights)[0]


# ── bytes ──────────────────────────────────────────────────────────────────────────────────────


def _in_bytes(texts: Texts, dice: Random) -> None:
    name = _chosen(texts, dice)
    raw = bytearray(texts[name])
    at, length = dice.randrange(len(raw) + 1), dice.choice((1, 1, 2, 8, 200))
    match dice.randrange(5):
        case 0:
            raw[at : at + length] = dice.randbytes(length)
        case 1:
            raw[at:at] = dice.randbytes(length)
        case 2:
            del raw[at : at + length]
        case 3:
            raw[at:at] = raw[at : at + length]
        case _:
            del raw[at:]
    texts[name] = bytes(raw)


# ── lines and signs ────────────────────────────────────────────────────────────────────────────


def _in_text(texts: Texts, dice: Random) -> None:
    name = _chosen(texts, dice)
    text = texts[name].decode("utf-8", "replace")
    texts[name] = dice.choice(STROKES)(text, dice).encode("utf-8", "replace")


def _lines(change: Callable[[list[str], Random], None]) -> Stroke:
    def apply(text: str, dice: Random) -> str:
        lines = text.split("\n")
        change(lines, dice)
        return "\n".join(lines)

    return apply


def _delete(lines: list[str], dice: Random) -> None:
    at = dice.randrange(len(lines))
    del lines[at : at + dice.choice((1, 1, 1, 4, 12))]


def _duplicate(lines: list[str], dice: Random) -> None:
    at = dice.randrange(len(lines))
    lines[at:at] = lines[at : at + dice.choice((1, 1, 4, 12))]


def _swap(lines: list[str], dice: Random) -> None:
    a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _once(
    pattern: re.Pattern[str], change: Callable[[re.Match[str], list[re.Match[str]], Random], str]
) -> Stroke:
    """Change one place of a text that a pattern finds; `change` sees all of them."""

    def apply(text: str, dice: Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text + dice.choice(SPLICES)
        one = dice.choice(found)
        return text[: one.start()] + change(one, found, dice) + text[one.end() :]

    return apply


def _typo(word: str, dice: Random) -> str:
    at = dice.randrange(len(word))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return dice.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped, f'"{word} "', "x")
    )


def _spliced(quoted: str, dice: Random) -> str:
    at = dice.randrange(1, len(quoted))
    return quoted[:at] + dice.choice(SPLICES) + quoted[at:]


def _other_figure(figure: str, dice: Random) -> str:
    """Give another figure of as many digits, so that mostly a day stays a day and an amount an amount."""
    some = dice.choice(
        ("0", "1", "2", "9", "10", "28", "31", "99", str(dice.randrange(10**6)), str(int(figure) + 1))
    )
    return some.zfill(len(figure))[-len(figure) :]


def _of_its_kind(term: re.Match[str], others: list[re.Match[str]], dice: Random) -> str:
    """Give the value that another term of the same name has."""
    return dice.choice([other["value"] for other in others if other["key"] == term["key"]])


def _regrouped(header: re.Match[str], others: list[re.Match[str]], dice: Random) -> str:
    path = dice.choice((header, dice.choice(others)))["path"]
    steps = path.split(".")
    at = dice.randrange(len(steps))
    steps[at] = dice.choice((steps[at], _typo(steps[at], dice)))
    return dice.choice(("[{}]", "[[{}]]", "[{}.x]", "[x.{}]")).format(".".join(steps))


STROKES: tuple[Stroke, ...] = (
    _lines(_delete),
    _lines(_duplicate),
    _lines(_swap),
    _once(_TERM, lambda one, _, dice: f"{one['key']} = {dice.choice(NASTY_VALUES)}"),
    _once(_TERM, lambda one, _, dice: f"{one['key']} = {dice.choice(NASTY_VALUES)}"),
    _once(_TERM, lambda one, others, dice: f"{one['key']} = {dice.choice(others)['value']}"),
    _once(_TERM, lambda one, others, dice: f"{dice.choice(others)['key']} = {one['value']}"),
    _once(_TERM, lambda one, _, dice: f"{_typo(one['key'], dice)} = {one['value']}"),
    _once(_QUOTED, lambda one, _, dice: _spliced(one.group(), dice)),
    _once(_QUOTED, lambda one, _, dice: f'"{_typo(one.group()[1:-1], dice)}"'),
    _once(_HEADER, _regrouped),
    *(_once(_FIGURE, lambda one, _, dice: _other_figure(one.group(), dice)),) * 4,
    *(_once(_TERM, lambda one, others, dice: f"{one['key']} = {_of_its_kind(one, others, dice)}"),) * 3,
)


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


def _in_terms(texts: Texts, dice: Random) -> None:
    """Change terms and not signs, so that what is read is well-formed; it comes back as JSON."""
    name = _chosen(texts, dice)
    try:
        data: Any = tomllib.loads(texts[name].decode())
        other: Any = tomllib.loads(texts[_chosen(texts, dice)].decode())
        json.dumps(
            [data, other], default=str
        )  # an earlier stroke may have put in a number that JSON cannot write
    except (ValueError, RecursionError):
        return
    if not data or not other:
        return
    place, key = _place(data, dice)
    taken, of = _place(other, dice)
    match dice.randrange(4):
        case 0:
            del place[key]
        case 1:
            place[key] = taken[of]
        case 2:
            place[key] = dice.choice(
                (None, [], {}, "", 0, -1, 1e300, True, "x" * 21_000, "\ud800", [None], {"": None})
            )
        case _:
            place[key] = [place[key]] * dice.choice((1, 2, 501))
    said = json.dumps(data, default=str).encode()
    if name == "agreement.toml":
        name = dice.choice((name, "agreement.json"))
        texts.pop("agreement.toml")
    texts[name] = said


def _place(data: Any, dice: Random) -> tuple[Any, Any]:  # noqa: ANN401 - whatever a file holds
    """Give a table or list of some data, and a key of it."""
    key = dice.choice(list(data) if isinstance(data, dict) else range(len(data)))
    inner = data[key]
    return (
        _place(inner, dice)
        if isinstance(inner, dict | list) and inner and dice.random() < 0.8
        else (data, key)
    )


# ── files ──────────────────────────────────────────────────────────────────────────────────────


def _in_folder(texts: Texts, dice: Random) -> None:
    name, other = _chosen(texts, dice), _chosen(texts, dice)
    match dice.randrange(4):
        case 0:
            del texts[name]
            texts.setdefault("amendments/x.toml", b"number = 1\n")
        case 1:
            texts[name] = texts[other]
        case 2:
            texts["amendments/2.toml"] = texts.get("amendments/1.toml", b"").replace(
                b"number = 1", b"number = 2"
            )
        case _:
            texts[name] = texts[name].replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b"")))
