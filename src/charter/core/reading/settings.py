"""The text of `workspace.toml` to the settings of a workspace; every mistake with its place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from charter.core.agreement import PARTS, Agreement
from charter.core.reading.header import headed
from charter.core.reading.problem import Problem, Problems
from charter.core.reading.shape import leads_somewhere, meant_path
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode, parse_text
from charter.core.reading.validation import problems_of, validate
from charter.core.vocabulary.typed import item, models, type_at
from charter.core.workspace.frame import Frame
from charter.core.workspace.playbook import LEFT_OUT, Position, PositionsFile, Wish
from charter.core.workspace.settings import Settings

WORKSPACE = "workspace.toml"


def read_settings(raw: bytes | str, file: str = WORKSPACE) -> Settings:
    """Read the settings of a workspace from TOML or JSON. Raises Problems with every mistake."""
    text = decode(raw, file)
    source = SourceMap(text, file)
    settings = validate(
        Settings, headed(parse_text(text, file) if text.strip() else {}, source, "workspace")[1], source
    )
    problems = [
        *_of_series(settings, source),
        *(p for name, frame in settings.frames.items() for p in _of_frame(frame, source, ("frames", name))),
        *(
            p
            for path, wants in settings.playbook.items()
            for p in _of_position(path, wants, source, "playbook")
        ),
    ]
    if problems:
        raise Problems(problems)
    return settings


def _of_series(settings: Settings, source: SourceMap) -> Iterator[Problem]:
    """Give the numbers that are none of their series, and so would count for nothing."""
    for key, each in settings.series.items():
        for place, number in enumerate(each.used):
            if each.series.read(number) is None:
                hint = f"write it like {each.series.numbered(41, dt.date(2025, 1, 1))!r}, or leave it out"
                said = f"{number!r} is no number of the series {each.number}"
                yield source.problem(("series", key, "used", place), said, hint)


# ── frames ─────────────────────────────────────────────────────────────────────────────────────


def _of_frame(frame: Frame, source: SourceMap, at: tuple[str, ...]) -> Iterator[Problem]:
    """Give what an agreement could not hold; what is missing, the draft will ask for."""
    values = frame.values
    whole = {part: {} for part in PARTS} | values
    try:
        Agreement.model_validate_json(json.dumps(whole), strict=True)
    except ValidationError as error:
        yield from problems_of(error, whole, Agreement, source.inside(at), whole=False)


# ── the playbook ───────────────────────────────────────────────────────────────────────────────


def read_positions(raw: bytes | str, file: str) -> dict[str, Position]:
    """Read the positions of a playbook's own file. Raises Problems with every mistake."""
    text = decode(raw, file)
    source = SourceMap(text, file)
    held = validate(PositionsFile, parse_text(text, file), source).positions
    problems = [p for path, wants in held.items() for p in _of_position(path, wants, source, "positions")]
    if problems:
        raise Problems(problems)
    return held


def _of_position(path: str, position: Position, source: SourceMap, table: str) -> Iterator[Problem]:
    """Give what is wrong with a position: its path leads nowhere, or it wants what the term can never be."""
    steps = tuple(path.split("."))
    kind = type_at(Agreement, steps)
    if kind is None or not leads_somewhere(Agreement, path):
        near = meant_path(Agreement, path)
        hint = f'did you mean "{near}"?' if near else "name a term by part, clause and name"
        said = f"no term is called {path}"
        yield source.problem((table, path), said, hint, key=True, found=path, expected=near or "")
        return
    wrong = [
        source.problem((table, path, name, *place), *problem)
        for name, place, wanted in _wanted(position)
        if (problem := _unfit(wanted, kind))
    ]
    yield from wrong
    if not wrong and position.at_odds(kind):
        said, hint = "what is preferred is also never accepted", "change one of the two"
        yield source.problem((table, path, "prefer"), said, hint)


def _wanted(position: Position) -> Iterator[tuple[str, tuple[int, ...], Any]]:
    """Give each value of a position: under which name, at which place in a list, and what it is."""
    if position.prefer is not None:
        yield "prefer", (), position.prefer
    for name in ("accept", "never"):
        listed = getattr(position, name)
        yield from ((name, (place,) if listed[1:] else (), wanted) for place, wanted in enumerate(listed))


def _unfit(wanted: Any, kind: Any) -> tuple[str, str] | None:
    """Say what is wrong with what is wanted of a kind of term, and how to mend it; None where nothing is."""
    if wanted != LEFT_OUT and (next(models(kind), None) or item(kind)):
        said = "this is a table or a list of terms, of which only its absence can be judged"
        return said, f'write "{LEFT_OUT}", or name a term in it'
    try:
        Wish.read(wanted, kind)
    except ValueError as error:
        return str(
            error
        ), f'write it as the agreement does, with a bound before it if need be, or "{LEFT_OUT}"'
    return None
