"""A whole fictional agreement to print, and a reader of what was printed and where it stands."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

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


def _line(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def _section(part: str, name: str, number: str, heading: str) -> Section:
    cite = f"{part}.{name}"
    promise = Paragraph(
        f"{number}.1",
        (
            Text("The "), Word("Client", "Client"), Text(" pays "), Value(f"{cite}.amount", "EUR 12,000"),
            Text(" ahead, as "), Reference("financials.late_payment", "2.2 (Late payment)"), Text(" says. "),
            Strong((Text("Nothing else"), Text(" is owed."))),
        ),
    )  # fmt: skip
    reach = " ".join(["A side that cannot keep a date says so at once, and what it costs."] * 4)
    return Section(
        cite, number, heading, _line(f"{heading} in one line."),
        (
            promise,
            Items(ordered=True, items=(_line("a note of what was decided;"), _line("a note of what went wrong."))),
            Paragraph(f"{number}.2", _line(reach)),
            Items(ordered=False, items=(_line("reviews of architecture"), _line("reviews of vendors"))),
            Table(("Step", "Share"), ((_line("Audit"), _line("40 %")), (_line("Plan"), _line("60 %"))), (1,)),
        ),
    )  # fmt: skip


_ARTICLES = (
    Article("foundation", "1", "Foundation", (
        _section("foundation", "parties", "1.1", "Parties"), _section("foundation", "term", "1.2", "Term"),
    )),
    Article("financials", "2", "Financials", (
        _section("financials", "payment", "2.1", "Payment"),
        _section("financials", "late_payment", "2.2", "Late payment"),
    )),
)  # fmt: skip

_TIMELINE = Timeline(
    dt.date(2026, 3, 1),
    dt.date(2027, 2, 28),
    (
        Mark(dt.date(2026, 3, 1), "start", "Start", "foundation.term"),
        *(Mark(dt.date(2026, m, 1), "payment", "Retainer", "financials.payment") for m in range(3, 13)),
        *(Mark(dt.date(2026, m, 10), "meeting", "Steering meeting", "x") for m in range(3, 13)),
        Mark(dt.date(2026, 3, 16), "input", "Access to the code", "scope.dependencies"),
        Mark(dt.date(2026, 5, 15), "deliverable", "Migration plan", "scope.deliverables"),
        Mark(dt.date(2026, 5, 15), "deliverable", "Audit report", "scope.deliverables"),
        Mark(dt.date(2027, 1, 15), "talk", "Renewal talk", "foundation.term"),
        Mark(dt.date(2027, 1, 31), "stop", "Last day to give notice", "foundation.term"),
        Mark(dt.date(2027, 2, 28), "end", "End", "foundation.term"),
    ),
    "A year from 1 March 2026, with monthly payments and two deliverables in May.",
)


@pytest.fixture
def agreement() -> Document:
    """Harbourline Logistics engages Northlight CTO: every kind of node, both sides yet to sign."""
    return Document(
        title="Agreement for a fractional CTO",
        subtitle="between Harbourline Logistics GmbH and Northlight CTO",
        version="Draft of 1 March 2026",
        dated=dt.date(2026, 3, 1),
        language="en",
        paper="a4",
        cover=(
            Fact("Parties", (Value("foundation.parties.client.name", "Harbourline Logistics GmbH"),)),
            Fact("What for", _line("An embedded technology officer while dispatch and billing move.")),
            Fact("When", (Value("foundation.term.starts", "1 March 2026"), Text(" for a year"))),
            Fact("How much", (Value("financials.retainer.amount", "EUR 12,000"), Text(" a month ahead"))),
            Fact("Not included", _line("Operations at night.")),
            Fact("How to stop", (Value("exit.termination.notice", "30 days"), Text(" to the end of a month"))),
        ),
        timeline=_TIMELINE,
        articles=_ARTICLES,
        glossary=(Definition("Client", _line("Harbourline Logistics GmbH.")),),
        schedules=(
            Schedule("A", "Deliverables", "scope.deliverables", _line("What is handed over."), Table(
                ("No.", "Deliverable", "Due", "Accepted when", "Fee"),
                tuple((_line(str(n)), _line("Audit"), _line("30 April 2026"), _line("a report names the risks"),
                       _line("EUR 9,600.00")) for n in range(1, 4)), (4,),
            )),
        ),
        closing=_line("Both sides have read this agreement and sign it below."),
        signatures=(
            SignatureBlock("client", "Harbourline Logistics GmbH", (
                Signatory("Jonas Reimer", "Managing director", "jonas@harbourline.example"),
            )),
            SignatureBlock("consultant", "Northlight CTO", (
                Signatory("Mara Lindqvist", "", "mara@northlight.example"),
            )),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Run:
    """Some letters that stand on one line of a page; lengths in points from the page's lower left."""

    page: int
    left: float
    right: float
    baseline: float
    text: str
    face: str = ""


class _Face:
    """One font of a page: how wide its letters are, and what they mean."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - pikepdf objects are dynamic
        self.name = str(font.BaseFont).partition("+")[2]
        self.letters = dict(_meanings(font.ToUnicode.read_bytes().decode()))
        self.widths = dict(_widths(list(font.DescendantFonts[0].W)))

    def codes(self, drawn: bytes) -> list[int]:
        return [int.from_bytes(drawn[i : i + 2]) for i in range(0, len(drawn), 2)]

    def read(self, operand: Any) -> tuple[str, float]:  # noqa: ANN401 - pikepdf objects are dynamic
        """What a TJ operand says, and how many thousandths of its size it takes."""
        text, width = "", 0.0
        for part in operand:
            if isinstance(part, pikepdf.String):
                codes = self.codes(bytes(part))
                text += "".join(self.letters.get(code, "") for code in codes)
                width += sum(self.widths.get(code, 0.0) for code in codes)
            else:
                width -= float(part)
        return text, width


def _meanings(cmap: str) -> Iterator[tuple[int, str]]:
    for code, meaning in re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE):
        yield int(code, 16), bytes.fromhex(meaning).decode("utf-16-be")


def _widths(entries: list[Any]) -> Iterator[tuple[int, float]]:
    while entries:
        first, then = int(entries.pop(0)), entries.pop(0)
        if isinstance(then, pikepdf.Array):
            yield from enumerate(map(float, list(then)), first)
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(then) + 1))


def _said_instead(operands: Any) -> str | None:  # noqa: ANN401 - pikepdf objects are dynamic
    marked = operands[1] if len(operands) > 1 else None
    if isinstance(marked, pikepdf.Dictionary) and "/ActualText" in marked:
        return str(marked["/ActualText"])
    return None


def _page_runs(number: int, page: pikepdf.Page) -> Iterator[Run]:
    """Every text of a page in the order of reading; Typst draws each in a frame of its own."""
    fonts: dict[str, _Face] = {}
    matrix, along, size = [(0.0, 0.0)], 0.0, 0.0
    said: list[str | None] = [None]
    face: _Face | None = None
    drawn: Any = pikepdf.parse_content_stream(page)
    for operands, operator in drawn:
        match str(operator):
            case "q":
                matrix.append(matrix[-1])
            case "Q":
                matrix.pop()
            case "cm":
                matrix[-1] = (matrix[-1][0] + float(operands[4]), matrix[-1][1] + float(operands[5]))
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
                face = fonts.setdefault(name, _Face(page.Resources.Font[name]))
            case "BDC" | "BMC":
                said.append(_said_instead(operands))
            case "EMC":
                said.pop()
            case "Tm":
                along = float(operands[4])
            case "TJ" | "Tj" if face:
                text, width = face.read(operands[0] if operator == pikepdf.Operator("TJ") else operands)
                left, baseline = matrix[-1][0] + along, matrix[-1][1]
                yield Run(number, left, left + width * size / 1000, baseline, said[-1] or text, face.name)


@pytest.fixture
def runs() -> Callable[[bytes], list[Run]]:
    """Where each text of a PDF stands."""

    def read(printed: bytes) -> list[Run]:
        with pikepdf.open(io.BytesIO(printed)) as pdf:
            return [run for n, page in enumerate(pdf.pages, 1) for run in _page_runs(n, page)]

    return read
