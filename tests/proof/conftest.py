"""The outside judges, and what they are shown: every example, and a small agreement with every kind of node.

Everything in this folder is marked `proof`: it runs by `make proof`, which first brings the judges. One that is
missing fails the test that calls it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import charter
from charter.core.document.tree import Article, Document, Paragraph, Section, Text, Value
from charter.formats import docx, html, markdown, pdf
from tests.formats.every_node import every_node as whole_tree

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
LONGEST = ("test_contributing.py", "test_postgres.py")
_BROUGHT = _ROOT / ".proof"
_EXAMPLES = sorted(
    file.parent.relative_to(_ROOT / "examples").as_posix()
    for file in _ROOT.glob("examples/**/agreement.toml")
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker("proof")
    items.sort(key=lambda item: item.path.name not in LONGEST)  # the others are heard beside it


@pytest.fixture(scope="session")
def judge() -> Callable[..., str]:
    """Runs a judge and gives what it prints; fails where it is missing, or finds against what it is shown."""

    def hear(program: str, *arguments: str | Path, verdict: bool = True) -> str:
        path = shutil.which(program)
        if path is None:
            pytest.fail(f"The judge {program} is missing here: `make proof` brings it.")
        heard = subprocess.run([path, *map(str, arguments)], capture_output=True, text=True, check=False)
        if verdict and heard.returncode:
            pytest.fail(f"{program} finds:\n{heard.stdout}{heard.stderr}")
        return heard.stdout

    return hear


@pytest.fixture(scope="session")
def brought() -> Callable[[str], Path]:
    """Finds a file that `make proof` brought, by its name."""

    def find(name: str) -> Path:
        for path in sorted(_BROUGHT.rglob(name)):
            return path
        pytest.fail(f"The judge {name} is missing here: `make proof` brings it.")

    return find


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document, str], Path]:
    """Gives the file of a document in a format: "pdf", "docx", "html" or "md"; each is written once."""
    folder = tmp_path_factory.mktemp("printed")
    formats: dict[str, Callable[[Document], bytes]] = {
        "pdf": lambda document: pdf.render(document, {"agreement.toml": b'title = "Engagement"\n'}),
        "docx": docx.render,
        "html": lambda document: html.render(document).encode(),
        "md": lambda document: markdown.render(document).encode(),
    }

    def file(document: Document, suffix: str) -> Path:
        path = folder / f"{hash(document):x}.{suffix}"
        if not path.exists():
            path.write_bytes(formats[suffix](document))
        return path

    return file


@pytest.fixture(scope="session", params=["every node", *_EXAMPLES])
def agreement(request: pytest.FixtureRequest, every_node: Document) -> Document:
    """Each agreement that the judges are shown: the small one, and every example."""
    if request.param == "every node":
        return every_node
    engagement = charter.load(_ROOT / "examples" / request.param)
    return charter.document(engagement.agreement, charter.timeline_marks(engagement))


@pytest.fixture(scope="session")
def every_node() -> Document:
    """A small agreement with every kind of node, and words that markup might take for its own."""
    tree = whole_tree()
    return replace(tree, articles=(*tree.articles, _scope()))


def _scope() -> Article:
    odd = "#set $x^2$ _under_ *star* <b>bold</b> {{ braces }} \\ & @all `code`"
    excluded = Paragraph(
        "3.1.1", (Text("Not part of it: "), Value("scope.boundaries.excluded", odd), Text("."))
    )
    return Article(
        "scope", "3", "Scope", (Section("scope.boundaries", "3.1", "Boundaries", (), (excluded,)),)
    )
