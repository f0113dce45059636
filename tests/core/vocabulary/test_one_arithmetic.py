"""What the oracles prove is what bills: no function of the arithmetic is there for tests alone."""

from __future__ import annotations

import ast
from pathlib import Path

import charter
from charter.core.vocabulary import arithmetic

SOURCE = Path(charter.__file__).parent
ROOMS = Path(arithmetic.__file__).parent


def functions() -> dict[str, ast.FunctionDef]:
    """Give every public function of the rooms, by name."""
    found = [node for room in ROOMS.glob("*.py") for node in ast.parse(room.read_text("utf-8")).body]
    return {n.name: n for n in found if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")}


def imported() -> set[str]:
    """Give every name that a module outside takes from the rooms."""
    outside = [path for path in SOURCE.rglob("*.py") if ROOMS not in path.parents]
    trees = [ast.parse(path.read_text("utf-8")) for path in outside]
    takes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        name.name
        for node in takes
        if (node.module or "").startswith(arithmetic.__name__)
        for name in node.names
    }


def test_the_engine_calls_every_function_of_the_arithmetic() -> None:
    known = functions()
    called: set[str] = set()
    waiting = imported() & set(known)
    while waiting:
        name = waiting.pop()
        called.add(name)
        inside = {node.id for node in ast.walk(known[name]) if isinstance(node, ast.Name)}
        waiting |= (inside & set(known)) - called
    assert set(known) - called == set(), "delete it, or call it"
