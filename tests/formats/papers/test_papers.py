"""A paper in each format: what it says can be read there, by other readers than ours, and no text does harm."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import segno
import zxingcpp
from lxml import etree
from lxml import html as parser
from markdown_it import MarkdownIt

from charter.core.papers import tree
from charter.core.papers.tree import Paper
from charter.formats.papers import FORMS, html, markdown, paper_in, pdf
from charter.formats.papers.qr import qr_code
from charter.formats.scripts import MissingScript, printed_texts
from tests.formats.papers.conftest import HOSTILE, spoilt

MARKDOWN = MarkdownIt("commonmark").enable("table")


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(page: etree._Element) -> str:
    return "".join(str(piece) for piece in page.itertext())


def modules(svg: str) -> list[list[bool]]:
    """Read the boxes of a drawn code back into modules."""
    size = int(re.search(r"viewBox='0 0 (\d+)", svg)[1])  # type: ignore[index]
    grid = [[False] * size for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        for step in range(int(width)):
            grid[int(y)][int(x) + step] = True
    return grid


def scanned(payload: str) -> str:
    """Read a drawn code as a scanner does: black on white, each module eight dots wide."""
    grid = modules(qr_code(payload))
    border, dots = 4, 8
    size = (len(grid) + 2 * border) * dots
    picture = bytearray(b"\xff" * size * size)
    for y, row in enumerate(grid):
        for x, black in enumerate(row):
            for line in range(dots if black else 0):
                at = ((y + border) * dots + line) * size + (x + border) * dots
                picture[at : at + dots] = bytes(dots)
    (found,) = zxingcpp.read_barcodes(memoryview(picture).cast("B", (size, size)))
    return str(found.text)


@pytest.mark.parametrize(
    "text", ["BCD\n002\n1\nSCT\n\nZ\u00fcrich \u00e9\nDE75512108001245126199\nEUR1.00\n\n\nNL-1", "x" * 331]
)
def test_another_reader_reads_the_code(text: str) -> None:
    assert scanned(text) == text


def test_the_code_of_an_invoice_asks_for_what_is_printed(paper: Paper) -> None:
    assert paper.band is not None
    assert paper.band.code is not None
    assert "EUR25704.00" in scanned(paper.band.code.payload).split("\n")
    assert segno.make(paper.band.code.payload.encode(), error="m", micro=False).version is not None


def test_markdown_is_as_it_was_read(paper: Paper, golden: Callable[[str, str], None]) -> None:
    golden("NL-2023-0003.md", markdown.render(paper))


def test_every_format_has_its_bytes_and_the_same_again(paper: Paper) -> None:
    for form in FORMS:
        assert paper_in(paper, form) == paper_in(paper, form)
    assert json.loads(paper_in(paper, "json"))["model"][0] == {
        "is": "Field",
        "term": "BT-1",
        "value": "NL-2023-0003",
        "of": "",
    }
    with pytest.raises(KeyError):
        paper_in(paper, "doc")


def test_the_pdf_can_be_read_and_is_one_page(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(pdf.render(paper))) as opened:
        assert len(opened.pages) == 1
        assert str(opened.docinfo["/Title"]) == "Invoice NL-2023-0003"


def forty(paper: Paper) -> Paper:
    (lines,) = paper.body
    assert isinstance(lines, tree.LineTable)
    rows = tuple(
        tree.PaperLine(
            str(n),
            "1 May 2026",
            f"Work {n}",
            "4.1 Retainer",
            "1.50\u00a0h",
            "210.00",
            "19 %",
            "315.00",
            f"{n * 315}.00",
        )
        for n in range(1, 41)
    )
    return replace(paper, body=(replace(lines, rows=rows),))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_does_harm(paper: Paper, text: str) -> None:
    hostile = spoilt(paper, text)
    assert pdf.render(hostile).startswith(b"%PDF")
    page = parser.document_fromstring(html.render(hostile))
    assert not page.xpath("//script | //b | //a")
    assert squeezed(text) in squeezed(text_of(page))
    shown = parser.fromstring(f"<main>{MARKDOWN.render(markdown.render(hostile))}</main>")
    assert not shown.xpath("//script | //b | //a | //code")
    assert squeezed(text) in squeezed(text_of(shown))


def test_a_letter_that_turns_a_line_around_is_refused(paper: Paper) -> None:
    with pytest.raises(MissingScript):
        pdf.render(spoilt(paper, "evil \u202e txt"))


def test_all_that_is_printed_stands_on_the_page(paper: Paper) -> None:
    page = squeezed(text_of(parser.document_fromstring(html.render(paper))))
    unseen = {paper.foot, paper.running, paper.sender, paper.pages, *paper.carry, paper.name, paper.title}
    for _, text in printed_texts(paper):
        if text not in unseen and not re.fullmatch(r"[\d,.\u2212]*", text):
            assert squeezed(text) in page, text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
def test_forty_lines_carry_their_sum_forward(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "forty.pdf"
    file.write_bytes(pdf.render(forty(paper)))
    command = ["pdftotext", "-layout", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - poppler's own
    first, second = said.split("\f")[:2]
    carried = re.search(r"Carried forward +(\d+\.00)", first)
    assert carried
    assert re.search(rf"Brought forward +{carried[1]}", second)
    assert "To pay by" in second
    assert "Quantity" in second
