"""No room knows a clause by its name or its class: whoever asks, asks what the clauses say of themselves.

Clauses, the agreement that lists them, rules and checks between two of them are free to. What is left over elsewhere is
named here, with the reason; a new mention fails.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from charter.core.agreement import clause_types

SOURCE = Path(__file__).parents[2] / "src/charter"
FREE = ("core/clauses/", "core/agreement.py", "core/rules/", "core/checks/")
PATHS = {str(cite) for cite in clause_types()}

EXAMPLE = "an example that people read"
LEFT = {
    "cli/show.py": (1, EXAMPLE),
    "core/changes.py": (1, EXAMPLE),
    "core/reading/syntax.py": (1, EXAMPLE),
    "core/reading/schema_1_ladder_amended.py": (
        6,
        "the paths that amendments of schema 1 name, as they were written",
    ),
    "core/workspace/settings.py": (1, EXAMPLE),
    "core/vocabulary/left_open.py": (2, EXAMPLE),
    "core/vocabulary/laid_over.py": (3, EXAMPLE),
    "core/reading/laying.py": (1, "what a folder lacks that is to be a master, told to whoever wrote it"),
    "core/vocabulary/entry.py": (
        4,
        "where people find the key that an entry names, in the help of the schema",
    ),
    "core/vocabulary/reference.py": (6, "the one list of tables that keys can name, each with its type"),
    "core/vocabulary/billed.py": (
        1,
        "which lines of a recorded invoice are for late payment: nothing but their id says so",
    ),
    "sealing/verification/reproduce.py": (
        2,
        "terms of any schema, read raw from a file that may hold anything",
    ),
}


def mentions(code: str) -> Iterator[str]:
    """Give each mention of a clause in some code, but for docstrings: in a text, as a field, as a key, by its class."""
    whole = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(whole) if isinstance(node, ast.Expr)}
    for node in ast.walk(whole):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                yield from (path for path in PATHS if path in text)
            case ast.Attribute(value=ast.Attribute(attr=part), attr=name):
                yield from {f"{part}.{name}"} & PATHS
            case ast.Subscript(
                value=ast.Subscript(slice=ast.Constant(value=str(outer))),
                slice=ast.Constant(value=str(inner)),
            ):
                yield from {f"{outer}.{inner}"} & PATHS
            case ast.ImportFrom(module=str(module)) if module.startswith("charter.core.clauses"):
                yield module
            case ast.Import(names=names):
                yield from (each.name for each in names if each.name.startswith("charter.core.clauses"))


def test_every_way_to_name_a_clause_is_seen() -> None:
    code = '''
"""A docstring may name exit.termination."""
import charter.core.clauses.exit.termination
from charter.core.clauses.exit.settlement import Settlement
held = agreement.exit.termination.client
raw = terms["general"]["law"]
said = f"{place}: financials.payment.due_after"
'''
    assert sorted(mentions(code)) == [
        "charter.core.clauses.exit.settlement",
        "charter.core.clauses.exit.termination",
        "exit.termination",
        "financials.payment",
        "general.law",
    ]


def test_no_other_room_knows_a_clause() -> None:
    found: Counter[str] = Counter()
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(FREE):
            found[name] += len(list(mentions(path.read_text("utf-8"))))
    assert dict(+found) == {name: count for name, (count, _) in LEFT.items()}
