r"""A paper as clean CommonMark with pipe tables: what stands in the PDF, in its order.

Whatever people wrote is escaped, as in `charter.formats.markdown`.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.document.tree import Fact
from charter.core.papers.tree import (
    Bar,
    BodyPart,
    Closing,
    LineTable,
    Paper,
    PaperLine,
    PaperTable,
    Reckoning,
    Said,
)
from charter.formats.markdown import escaped, escaped_start, line_markdown, pipe_table

_TAX = 5
"""The column of the tax among those of a line; an untaxed paper has none."""


def render(paper: Paper) -> str:
    """Print a paper; one blank line between blocks, a newline at the end."""
    return "\n\n".join(filter(None, _blocks(paper))) + "\n"


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {escaped_start(escaped(paper.title))}"
    yield _said(paper.lead)
    yield "  \n".join(map(_said, paper.house))
    yield "  \n".join(map(_said, paper.address))
    yield _facts(paper.facts)
    yield from _band(paper)
    for part in paper.body:
        yield from _part(part)
    yield _facts(paper.notes)
    yield "---"
    yield "\n".join("- " + escaped(" \u00b7 ".join(column)) for column in paper.legal)


def _said(text: str) -> str:
    return escaped_start(escaped(text).strip(" "))


def _facts(facts: tuple[Fact, ...]) -> str:
    return "\n".join(f"- {escaped(fact.label)}: {line_markdown(fact.inlines, {})}" for fact in facts)


def _band(paper: Paper) -> Iterator[str]:
    """Print the band as rows: what for, how much or when, and the note to it."""
    band = paper.band
    if band is None:
        return
    cells = [(cell.label, " ".join(cell.value), cell.note) for cell in (band.sum, band.until)]
    account = [(label, value, "") for label, value in band.account.rows] if band.account is not None else []
    head = [(band.account.label, "", "")] if band.account is not None else []
    yield pipe_table(["", "", ""], [[escaped(text) for text in row] for row in (*cells, *head, *account)])


def _part(part: BodyPart) -> Iterator[str]:
    match part:
        case LineTable():
            yield from _lines(part)
        case PaperTable():
            if part.heading:
                yield f"## {escaped_start(escaped(part.heading))}"
            yield pipe_table(
                [escaped(name) for name in part.columns],
                [[escaped(cell) for cell in row] for row in part.rows],
                part.numeric,
            )
        case Bar():
            heads = [escaped(one.label) for one in part.shares]
            yield _said(part.label)
            yield pipe_table(heads, [[escaped(one.value) for one in part.shares]], tuple(range(len(heads))))
        case Reckoning():
            yield pipe_table(["", ""], [[escaped(text) for text in row] for row in part.rows], (1,))
        case Said():
            cite = f" ({escaped(part.cite)})" if part.cite else ""
            yield escaped_start(line_markdown(part.inlines, {})) + cite
        case Closing():  # pragma: no branch - the last of the kinds
            yield "  \n".join(_said(text) for text in (part.greeting, part.name, part.of) if text)


def _lines(part: LineTable) -> Iterator[str]:
    rows = [[escaped(cell) for cell in _cells(line, taxed=part.taxed)] for line in part.rows]
    width = len(part.columns)
    yield pipe_table([escaped(name) for name in part.columns], rows, tuple(range(3, width)))
    sums = [[escaped(text) for text in row] for row in (*part.totals, part.due)]
    yield pipe_table(["", ""], sums, (1,))


def _cells(line: PaperLine, *, taxed: bool) -> list[str]:
    cells = [
        line.number, line.period, f"{line.what} ({line.under})", line.quantity, line.price, line.tax, line.amount,
    ]  # fmt: skip
    return cells if taxed else cells[:_TAX] + cells[_TAX + 1 :]
