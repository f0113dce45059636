"""A public name stands for one thing: no two modules define the same one, but for those listed with the reason."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "charter"

SHARED = {
    "Migration": "each step of the database is a module with a `Migration`, as Django has it",
    "check": "each rule across clauses is a module with a `check`, and `core.check` runs them all",
    "command": "each command of the command line is a module with a `command`",
    "render": "each format is a module with a `render`",
    "Block": "the document, the sheet it is made from and a redline have blocks; each reads only its own",
    "Line": "a line of a sheet, and a term that is one line of text",
    "Signed": "the entry that a side signed, the signed document that an amendment goes on from, and its mark on paper",
    "Table": "a table in a document, and a table of terms under keys",
    "Term": "the clause on how long it lasts, and a term as a text prints it",
    "Value": "a value in a sentence, and the same in a document with its path",
    "urlpatterns": "each room of the workspace has its addresses under the name that Django looks for",
}
"""Names that more than one module defines, each with the reason. The list may only become shorter."""


def definitions(source: str) -> Iterator[str]:
    """Give the public functions, classes and type aliases that a module defines; constants are not among them."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for each in targets if isinstance(each, ast.Name)]
        else:
            continue
        yield from (name for name in names if not name.startswith("_") and not name.isupper())


def within_a_clause(module: Path) -> bool:
    """Whether a module is a part of one clause, which nothing else imports."""
    return (
        len(module.relative_to(SOURCE).parts) > 4 and "clauses" in module.parts and module.stem != "__init__"
    )


@pytest.fixture(scope="module")
def homes() -> dict[str, list[str]]:
    """The modules that define each public name."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in sorted(SOURCE.rglob("*.py")):
        if not within_a_clause(module):
            for name in dict.fromkeys(definitions(module.read_text("utf-8"))):
                found[name].append(module.relative_to(SOURCE).as_posix())
    return found


def test_a_public_name_stands_for_one_thing(homes: dict[str, list[str]]) -> None:
    doubled = {name: modules for name, modules in homes.items() if len(modules) > 1 and name not in SHARED}
    assert doubled == {}, "give one of them a name of its own"


def test_no_name_is_listed_without_need(homes: dict[str, list[str]]) -> None:
    assert [name for name in SHARED if len(homes[name]) < 2] == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class Fee: ...", ["Fee"]),
        ("Limit = int | None", ["Limit"]),
        ("def pay(): ...", ["pay"]),
        ("MOST = 3", []),
        ("_ask = pay", []),
        ("from charter import check", []),
    ],
)
def test_a_definition_is_seen(source: str, names: list[str]) -> None:
    assert list(definitions(source)) == names
