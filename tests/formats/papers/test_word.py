"""A paper in Word: what it says can be read there by another reader, its code can be scanned, no text does harm."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from lxml import etree

from charter.core.papers.tree import Bar, Paper, PaperTable, Window
from charter.formats.papers import pdf, word
from charter.formats.papers.qr import qr_boxes
from charter.formats.papers.sheets import SHEETS
from charter.formats.scripts import MissingScript, printed_texts
from tests.formats.papers.conftest import HOSTILE, spoilt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD_FILES = ("document", "styles", "numbering", "header1", "footer1", "footer2")


def opened(paper: Paper) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(word.render(paper))) as packed:
        return {name: etree.fromstring(packed.read(f"word/{name}.xml")) for name in WORD_FILES}


def text_of(tree: etree._Element) -> str:
    """Read what Word shows of a part: letters, and a blank for each tab, line and paragraph."""
    blanks = {f"{W}tab", f"{W}br", f"{W}p"}
    shown = (
        " " if node.tag in blanks else node.text or ""
        for node in tree.iter()
        if node.tag in {*blanks, f"{W}t"}
    )
    return "".join(shown)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_all_that_is_printed_stands_in_the_file(paper: Paper) -> None:
    files = opened(paper)
    said = squeezed(" ".join(map(text_of, files.values())))
    pages = {paper.pages, *paper.carry, paper.name}
    for _, text in printed_texts(paper):
        if text not in pages and not re.fullmatch(r"[\d,.\u2212]*", text):
            assert squeezed(text) in said, text
    for figure in (line.amount for part in paper.body for line in getattr(part, "rows", ())):
        assert squeezed(figure) in said


def test_every_style_that_is_used_is_there(paper: Paper) -> None:
    files = opened(spoilt(paper, "words"))
    known = {node.get(f"{W}styleId") for node in files["styles"].iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for name in ("document", "header1", "footer1", "footer2")
        for kind in ("pStyle", "rStyle")
        for node in files[name].iter(f"{W}{kind}")
    }
    assert used
    assert used <= known


def test_the_code_is_the_one_of_the_pdf(paper: Paper) -> None:
    assert paper.band is not None
    assert paper.band.code is not None
    (path,) = opened(paper)["document"].iter(f"{A}path")
    size, boxes = qr_boxes(paper.band.code.payload)
    assert (path.get("w"), path.get("h")) == (str(size), str(size))
    corners = [tuple(int(point.get(axis) or 0) for axis in "xy") for point in path.iter(f"{A}pt")]
    drawn = [corners[at : at + 4] for at in range(0, len(corners), 4)]
    assert [(left, top, right - left) for (left, top), (right, _), *_ in drawn] == list(map(tuple, boxes))
    assert all(under - top == 1 for (_, top), _, (_, under), _ in drawn)


def test_two_tables_never_touch(paper: Paper) -> None:
    """Word makes one table of two that follow each other."""
    for one in (paper, replace(paper, band=None), spoilt(paper, "words")):
        (body,) = opened(one)["document"]
        tags = [node.tag for node in body]
        assert (f"{W}tbl", f"{W}tbl") not in list(pairwise(tags))
        assert tags[-1] == f"{W}sectPr"


def test_rows_stay_whole_and_names_of_columns_come_again(paper: Paper) -> None:
    document = opened(paper)["document"]
    rows = list(document.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len([row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]) == 1


@pytest.mark.parametrize("window", sorted(SHEETS))
def test_the_address_stands_where_the_window_is(paper: Paper, window: Window) -> None:
    sheet = SHEETS[window]
    document = opened(replace(paper, sheet=window))["document"]
    margins = next(document.iter(f"{W}pgMar"))
    first, second = list(document.iter(f"{W}tbl"))[:2]
    height = next(first.iter(f"{W}trHeight")).get(f"{W}val")
    above = int(margins.get(f"{W}top") or 0) + int(height or 0)
    wanted = (sheet.back or sheet.at[1]) * 1440 / 25.4
    assert abs(above - wanted) < 3
    column = 0 if sheet.at[0] < sheet.facts[0] else 1
    cells = list(second.iter(f"{W}tc"))
    assert squeezed("".join(paper.address)) in squeezed(text_of(cells[column]))
    left = int(margins.get(f"{W}left") or 0) + sum(
        int(next(c.iter(f"{W}tcW")).get(f"{W}w") or 0) for c in cells[:column]
    )
    assert abs(left - sheet.at[0] * 1440 / 25.4) < 3


def test_widths_fill_the_page_and_no_more(paper: Paper) -> None:
    whole = SHEETS[paper.sheet].text_width * 1440 / 25.4
    for table in opened(spoilt(paper, "words"))["document"].iter(f"{W}tbl"):
        indent = int(next(table.iter(f"{W}tblInd")).get(f"{W}w") or 0)
        assert indent + sum(int(one.get(f"{W}w") or 0) for one in table.iter(f"{W}gridCol")) <= whole + 8


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_does_harm(paper: Paper, text: str) -> None:
    files = opened(spoilt(paper, text))
    assert squeezed(text) in squeezed(text_of(files["document"]))
    plain = {node.tag for node in opened(spoilt(paper, "words"))["document"].iter()}
    assert {node.tag for node in files["document"].iter()} <= plain | {f"{W}br", f"{W}tab"}


def test_a_letter_that_turns_a_line_around_is_refused(paper: Paper) -> None:
    with pytest.raises(MissingScript):
        word.render(spoilt(paper, "evil \u202e txt"))


def figures(part: Bar | PaperTable) -> Iterator[str]:
    yield from (
        (one.value for one in part.shares) if isinstance(part, Bar) else (c for row in part.rows for c in row)
    )


def test_bars_say_their_figures(paper: Paper) -> None:
    for part in spoilt(paper, "17.25").body:
        if isinstance(part, Bar | PaperTable):
            assert all(
                one in text_of(opened(replace(paper, body=(part,)))["document"]) for one in figures(part)
            )


@pytest.mark.parametrize("window", sorted(SHEETS))
def test_the_pdf_is_made_for_each_sheet(paper: Paper, window: Window) -> None:
    with pikepdf.open(io.BytesIO(pdf.render(replace(paper, sheet=window)))) as made:
        width, height = (float(made.pages[0].mediabox[side]) / 72 * 25.4 for side in (2, 3))
    sheet = SHEETS[window]
    assert (round(width, 1), round(height, 1)) == (sheet.width, sheet.height)
