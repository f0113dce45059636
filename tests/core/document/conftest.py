"""Whole fictional agreements, and what their documents say."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from tests.core.home import WHOLE, whole

HERE = Path(__file__).parent
EXAMPLES = ("harbourline", "minimal", "pocketwell", "tillhouse")

Data = dict[str, Any]


def _data(name: str) -> Data:
    if name == WHOLE.stem:
        return whole()
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _agreement(data: Data) -> Agreement:
    return Agreement.model_validate_json(json.dumps(data, default=str), strict=True)


@pytest.fixture
def data() -> Callable[[str], Data]:
    """The terms of an example as plain data, each time anew."""
    return _data


@pytest.fixture
def agreement() -> Callable[[Data], Agreement]:
    """An agreement of plain data."""
    return _agreement


@pytest.fixture
def harbourline() -> Agreement:
    """Every clause with every term."""
    return _agreement(_data("harbourline"))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Agreement:
    """Each example in turn."""
    return _agreement(_data(request.param))


def _lines(node: object) -> Iterator[tuple[tree.Inline, ...]]:
    """Every line of a tree: the places where words stand."""
    if isinstance(node, tuple) and node and isinstance(node[0], tree.Inline):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _lines(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from _lines(getattr(node, name))


@pytest.fixture
def lines() -> Callable[[object], list[tuple[tree.Inline, ...]]]:
    """Every line of a document or a part of it."""
    return lambda node: list(_lines(node))


@pytest.fixture
def inlines() -> Callable[[object], list[tree.Inline]]:
    """Every inline of a document or a part of it, also inside strong words."""

    def flat(line: tuple[tree.Inline, ...]) -> Iterator[tree.Inline]:
        for inline in line:
            yield inline
            if isinstance(inline, tree.Strong):
                yield from flat(inline.inlines)

    return lambda node: [inline for line in _lines(node) for inline in flat(line)]


@pytest.fixture
def said() -> Callable[[tree.Document], str]:
    """Everything that a reader of a document sees, as one text."""

    def text(document: tree.Document) -> str:
        signs = [f"{s.name} {s.title} {s.email}" for side in document.signatures for s in side.signatories]
        timeline = document.timeline.alt if document.timeline else ""
        frame = [document.title, document.subtitle, document.version, document.paper, timeline, *signs]
        return "\n".join([*frame, *(tree.plain(line) for line in _lines(document))])

    return text


@pytest.fixture
def without() -> Callable[[Data, tuple[str, ...]], Data]:
    """An agreement's data without some clauses."""

    def cut(data: Data, cites: tuple[str, ...]) -> Data:
        rest = copy.deepcopy(data)
        for cite in cites:
            part, clause = cite.split(".")
            rest[part].pop(clause)
        return {name: table for name, table in rest.items() if table != {}}

    return cut
