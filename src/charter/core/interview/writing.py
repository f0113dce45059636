r"""A draft as a file: TOML with a comment above each term that was filled in, and above each that is still open.

>>> made = Drafted({"title": "Advice", "general": {"law": {"governing": "DE"}}}, {"general.law.governing": "Ours."})
>>> print("\n".join(write_draft(made, "embedded").splitlines()[:15]))  # doctest: +ELLIPSIS
title = "Advice"
<BLANKLINE>
# ...
<BLANKLINE>
[charter]
schema = 2
preset = "embedded"
<BLANKLINE>
# ── law and dates ...
<BLANKLINE>
[general.law]
# filled in for you: Ours.
governing = "DE"
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from charter.core.agreement import PARTS
from charter.core.interview.drafting import Drafted
from charter.core.interview.presets import LeftOut, Stance, left_out
from charter.core.reading.places import scan
from charter.core.reading.writing import HEADER, write_values
from charter.core.vocabulary.header import SCHEMA
from charter.core.vocabulary.left_open import whose_words
from charter.core.vocabulary.reference import DataPath

WIDTH = 100
"""The widest that a comment gets, in characters."""

ABOUT = """Each term that nobody said is marked "filled in for you", with the reason: read it, and change what you do
not want. What is marked "open" is for one side to say: write it in its place. The check
lists what is open, and what is wrong."""

PART_NAMES = {
    "foundation": "who and why", "scope": "the work", "communication": "how we talk", "financials": "money",
    "confidentiality": "secrets and data", "risk": "who bears what", "exit": "how it ends", "trust": "how trust grows",
    "general": "law and dates",
}  # fmt: skip
"""What each part is about, as a person would say it."""


def write_draft(drafted: Drafted, preset: str) -> str:
    """Write a draft, with its comments, and at its end what this kind of work leaves out, and why."""
    body = write_values(drafted.values).removeprefix(f"{HEADER}\n")
    head = [*_comment(ABOUT), "", "[charter]", f"schema = {SCHEMA}", f'preset = "{preset}"', ""]
    tables, above = _without_terms_of_none(body)
    lines = _with_comments(tables, drafted)
    return "\n".join([*above, *(["", *head] if above else head), *lines, *_left_out(preset), ""])


def _without_terms_of_none(body: str) -> tuple[str, list[str]]:
    """Take the terms that belong to no table apart: in a file they stand before the first."""
    lines = body.split("\n")
    first = next((place for place, line in enumerate(lines) if line.startswith("[")), len(lines))
    return "\n".join(lines[first:]), [line for line in lines[:first] if line.strip()]


def _with_comments(text: str, drafted: Drafted) -> Iterator[str]:
    comments: dict[int, list[str]] = {}
    for path, place in scan(text).items():
        comments.setdefault(place.line, []).extend(_said_of(path, drafted))
    heading = ""
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        part = line[1:].partition("]")[0].partition(".")[0] if line.startswith("[") else ""
        if part in PARTS and part != heading:
            heading = part
            yield f"# ── {PART_NAMES[part]} {'─' * (WIDTH - 6 - len(PART_NAMES[part]))}"
            yield ""
        yield from comments.get(number, ())
        yield line


def _said_of(path: DataPath, drafted: Drafted) -> Iterator[str]:
    value = _at(drafted.values, path)
    if isinstance(value, str) and (side := whose_words(value)):
        yield f"# open: the {side} has yet to say this"
    elif (why := drafted.filled.get(".".join(map(str, path)))) is not None:
        yield from _comment(f"filled in for you: {why}")


def _at(values: Mapping[str, Any], path: DataPath) -> Any:  # noqa: ANN401 - terms are of any kind
    held: Any = values
    for step in path:
        held = held[step]
    return held


def _left_out(preset: str) -> Iterator[str]:
    """Say what is left out, and what of it can be added."""
    words = {
        Stance.OFFERED: "can be added",
        Stance.SECTOR: "by sector",
        Stance.BARRED: "barred",
        Stance.OFF: "left out",
    }
    found: tuple[LeftOut, ...] = left_out(preset)
    yield ""
    yield f"# ── what is left out, and why {'─' * (WIDTH - 31)}"
    for one in found:
        yield from _comment(f"{one.clause} ({words[one.stance]}): {one.why}")


def _comment(text: str) -> list[str]:
    """Write a text as comments of TOML; whatever it holds, it stays one."""
    words = " ".join(text.split())
    return [f"# {line}" for line in textwrap.wrap(words, WIDTH - 2)]
