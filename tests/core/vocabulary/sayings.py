"""Sentences with every kind of value, at random; and those that the code says, found in its source."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

import charter
from charter.core.vocabulary.dates import Duration, Hours, Span, Unit
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Value, say, say_n

names = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
numbers = st.integers(0, 10**6)
days = st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31))
simple = (
    st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["EUR", "JPY", "KWD"]))
    | st.builds(Percent, st.decimals(0, 999, places=2))
    | st.builds(Rate, st.decimals(0, 999, places=2), st.sampled_from(["month", "year"]))
    | st.builds(Duration, numbers, st.sampled_from(Unit))
    | st.builds(Hours, numbers)
    | st.builds(Span, days, days)
    | days
    | st.times()
    | numbers
    | names
    | st.sampled_from(Side)
)
values: st.SearchStrategy[Value] = st.recursive(
    simple,
    lambda inner: (
        st.builds(lambda value: say("about {value}", value=value), inner)
        | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=4,
)
sentences = st.builds(lambda one, two: say("{one} and {two}", one=one, two=two), values, values) | st.builds(
    lambda n, one: say_n("{n} of {one}", "{n} of all {one}", n, one=one), numbers, values
)


def said_in_code() -> Iterator[tuple[str, ast.Call]]:
    """Give every call of `say` and `say_n` in the source, with its place."""
    for path in sorted(Path(charter.__file__).parent.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        own = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
        saying = {"say", "say_n"} - (own if path.stem != "sentence" else set())
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in saying:
                yield f"{path.name}:{node.lineno}", node
