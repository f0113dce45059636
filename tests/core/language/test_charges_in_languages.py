"""What a charge says on an invoice can be read in each language, whatever it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import charter.core
from charter.core.language import languages
from charter.core.language.catalogue import catalogue

CORE = Path(charter.core.__file__).parent
FILES = sorted(path for path in CORE.rglob("*.py") if "reads=" in path.read_text("utf-8"))


def said(node: ast.AST) -> Iterator[str]:
    """Give the texts of the sentences in a piece of source."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"say", "say_n"}:
            yield from (
                one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def called(call: ast.Call) -> str:
    """Give the name of what is called, of a method without its object."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def read_by_clients(path: Path) -> Iterator[str]:
    """Give what charges of a file say: sentences given as `reads`, by functions of the file or to them."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    taking = {
        name for name, node in functions.items()
        if "reads" in {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "reads":
            yield from said(node.value)
            made = {called(call) for call in ast.walk(node.value) if isinstance(call, ast.Call)}
            for name in made & functions.keys():
                yield from said(functions[name])
        elif isinstance(node, ast.Call) and called(node) in taking:
            yield from (text for given in node.args for text in said(given))


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_each_line_of_an_invoice_has_its_words(path: Path, language: str) -> None:
    known = catalogue(language).messages
    own = {"{name}", "{what}", ""}
    assert [text for text in read_by_clients(path) if text not in known and text not in own] == []
