"""The outside judges, and what they are shown: every example, and a small agreement with every kind of node.

Everything in this folder is marked `proof`: it runs by `make proof`, which first brings the judges. One that is
missing fails the test that calls it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import charter
from charter.core.document.tree import (
    Article,
    Definition,
    Document,
    Fact,
    Items,
    Mark,
    Paragraph,
    Reference,
    Schedule,
    Section,
    Signatory,
    SignatureBlock,
    Strong,
    Table,
    Text,
    Timeline,
    Value,
    Word,
)
from charter.formats import docx, html, markdown, pdf

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
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
    return charter.document(engagement.agreement, charter.timeline(engagement))


@pytest.fixture(scope="session")
def every_node() -> Document:
    """A small agreement with every kind of node, and words that markup might take for its own."""
    return Document(
        title="Engagement agreement",
        subtitle="Northlight Advisory and Harbourline Freight",
        version="Draft of 1 March 2026",
        dated=dt.date(2026, 3, 1),
        language="en",
        paper="a4",
        cover=(
            Fact("Who", (Text("Northlight Advisory for Harbourline Freight"),)),
            Fact(
                "How to stop", (Text("By notice, see "), Reference("exit.termination", "2.1 (Termination)"))
            ),
        ),
        timeline=_timeline(),
        articles=(_scope(), _exit()),
        glossary=(Definition("Deliverable", (Text("a result that the consultant hands over."),)),),
        schedules=(_schedule(),),
        closing=(Text("Each side has read this agreement and agrees to it."),),
        signatures=(
            SignatureBlock("client", "Harbourline Freight GmbH", (Signatory("Jonas Petersen", "CEO", ""),)),
            SignatureBlock(
                "consultant", "Northlight Advisory", (Signatory("Mara Voss", "", "mara@example.com"),)
            ),
        ),
    )


def _timeline() -> Timeline:
    marks = (
        Mark(dt.date(2026, 4, 1), "start", "Start", "scope.deliverables"),
        Mark(dt.date(2026, 6, 15), "deliverable", "Audit", "scope.deliverables"),
        Mark(dt.date(2026, 9, 30), "end", "End", "exit.termination"),
    )
    alt = "From 1 April to 30 September 2026, with the audit on 15 June."
    return Timeline(dt.date(2026, 4, 1), dt.date(2026, 9, 30), marks, alt)


def _scope() -> Article:
    due = Value("scope.deliverables.audit.due", "15 June 2026")
    handed_over = Items(
        ordered=True, items=((Text("as a file that the client can open;"),), (Text("with its sources."),))
    )
    deliverables = Section(
        "scope.deliverables",
        "1.1",
        "Deliverables",
        (Text("What is handed over, and when."),),
        (
            Paragraph("1.1.1", (Text("Each "), Word("Deliverable", "deliverable"), Text(" is handed over:"))),
            handed_over,
            Paragraph("1.1.2", (Strong((Text("The audit"),)), Text(" is due on "), due, Text("."))),
        ),
    )
    odd = Value(
        "scope.boundaries.excluded", "#set $x^2$ _under_ *star* <b>bold</b> {{ braces }} \\ & @all `code`"
    )
    boundaries = Section(
        "scope.boundaries",
        "1.2",
        "Boundaries",
        (),
        (Paragraph("1.2.1", (Text("Not part of it: "), odd, Text("."))),),
    )
    return Article("scope", "1", "Scope", (deliverables, boundaries))


def _exit() -> Article:
    because = Reference("scope.deliverables", "1.1 (Deliverables)")
    paragraph = Paragraph(
        "2.1.1", (Text("Either side may end this with a month's notice, whatever "), because, Text(" says."))
    )
    termination = Section("exit.termination", "2.1", "Termination", (Text("How to stop."),), (paragraph,))
    return Article("exit", "2", "Exit", (termination,))


def _schedule() -> Schedule:
    audit = (
        (Text("Audit"),),
        (Value("scope.deliverables.audit.due", "15 June 2026"),),
        (Value("financials.milestones.audit.fee", "EUR 4,000.00"),),
    )
    table = Table(("Deliverable", "Due", "Fee"), (audit,), numeric=(2,))
    return Schedule(
        "A", "Deliverables and fees", "scope.deliverables", (Text("What is due, and what it costs."),), table
    )
