"""The columns of Word's tables, and the room to sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx as word
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from charter.core.document.tree import (
    Article,
    Definition,
    Document,
    Fact,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    Value,
)
from charter.formats import docx
from charter.formats.docx.columns import LETTER, CellLengths, cell_lengths, shared
from charter.formats.redline import compare
from charter.formats.rows import FlatLine, changed, text_of_side

from .reader import shown
from .settler import Choice, settle
from .trees import agreement, numbered


def opened(document: Document) -> word.document.Document:
    return word.Document(io.BytesIO(docx.render(document)))


def saying(*blocks: Paragraph | Table) -> Document:
    section = Section(
        "scope.services", "", "Services", (Text("In "), Value("a.b.c", "short"), Text(".")), blocks
    )
    return numbered(replace(agreement(), articles=(Article("scope", "", "Scope", (section,)),)))


def test_every_word_of_a_table_has_room() -> None:
    said = "The client knows the ten largest technical risks of its platform, and what each would cost to remove."
    row = ("Weekly check-in", said, "30 November 2023", said, "Jonas Petersen")
    names = ("Meeting", "Outcome", "Due", "Tests", "Reviewer")
    table = Table(names, (tuple((Text(cell),) for cell in row),))
    (grid,) = [grid for grid in opened(saying(table)).tables if grid.cell(0, 0).text == "Meeting"]
    widths = [int(column.width or 0) // 635 for column in grid.columns]
    for cell, width in zip(row, widths, strict=True):
        longest = cell if len(cell) < 18 else max(cell.split(), key=len)
        assert width >= LETTER * len(longest), cell


@example(["", "11111", "11111", "11111", "1111111111", "1111111111"], 40)
@given(st.lists(st.text(alphabet="ab 1-", max_size=90), min_size=1, max_size=7), st.integers(40, 90))
def test_the_room_is_shared_and_nothing_more(cells: list[str], room: int) -> None:
    letters = shared([cell_lengths([cell]) for cell in cells], room)
    assert all(share >= 1 for share in letters)
    assert sum(letters) <= room + len(cells)  # where there is too little, none goes without a letter


def test_where_nothing_has_room_the_longest_words_share_it() -> None:
    assert shared([CellLengths(28, 28)] * 4, 56) == [14, 14, 14, 14]


def test_what_introduces_a_list_or_table_stays_with_it() -> None:
    table = Table(("A",), (((Text("x"),),),))
    paragraphs = opened(
        saying(Paragraph("?", (Text("As follows:"),)), table, Paragraph("?", (Text("Done."),)))
    ).paragraphs
    kept = {
        p.text: p.paragraph_format.keep_with_next for p in paragraphs if p.text in {"As follows:", "Done."}
    }
    assert kept == {"As follows:": True, "Done.": None}


def test_there_is_room_to_sign_above_each_line() -> None:
    table = opened(agreement()).tables[-1]
    rows = [(row.height, row.cells[0].paragraphs[0].style.name, row.cells[0].text) for row in table.rows]
    assert [name for _, name, _ in rows] == [
        "Signature Side", "Signature Party", "Signature Hand", "Signature Name", "Signature Title",
        "Signature Hand", "Signature Date",
    ]  # fmt: skip
    assert all((height or 0) > 400_000 for height, name, _ in rows if name == "Signature Hand")
    assert all(height is None for height, name, _ in rows if name != "Signature Hand")
    assert not any("_" in text for _, _, text in rows)


def test_sides_of_other_numbers_have_no_line_for_nobody() -> None:
    """One signs for the client and two for the consultant: each side stands by itself."""
    client, consultant = agreement().signatures
    two = replace(consultant, signatories=consultant.signatories * 2)
    tables = opened(replace(agreement(), signatures=(client, two))).tables[-2:]
    assert [len(table.columns) for table in tables] == [1, 1]
    names = [sum("Name" in row.cells[0].paragraphs[0].style.name for row in table.rows) for table in tables]
    assert names == [1, 2]


def test_no_page_is_turned_by_force() -> None:
    xml = opened(agreement()).element.xml
    assert "pageBreakBefore" not in xml
    assert '<w:br w:type="page"/>' not in xml


def test_the_last_words_stay_with_the_signatures() -> None:
    words = tuple(Definition(f"Word {n}", (Text("It is so."),)) for n in range(9))
    styles = [
        each.style.name for each in opened(replace(agreement(), glossary=words)).paragraphs if each.style
    ]
    assert styles.count("Definition") == 2
    assert styles.count("Last Definition") == 7


def test_no_value_shouts_in_the_short_line() -> None:
    xml = opened(saying(Paragraph("?", (Text("Done."),)))).element
    assert weights(xml)["a.b.c"] == "PlainValue"


def weights(xml: etree._Element) -> dict[str, str]:
    """Give the style of each value by its term."""

    def said(control: etree._Element, name: str) -> str:
        return next(node.get(qn("w:val"), "") for node in control.iter(qn(name)))

    return {said(control, "w:tag"): said(control, "w:rStyle") for control in xml.iter(qn("w:sdt"))}


def test_weight_falls_as_on_the_page() -> None:
    """As in the PDF: figures have it, and what the tree itself calls strong."""
    name, when = Value("a.b.name", "Weekly check-in"), Value("a.b.rhythm", "every Tuesday at 10:00")
    facts = (
        Fact("What for", (Value("a.b.what", "Architecture audit"), Text("."))),
        Fact("How we talk", (name, Text(", "), when, Text("."))),
        Fact("How to stop", (Text("With "), Value("a.b.notice", "30 days"), Text("."))),
        Fact("Parties", (Strong((Value("a.b.firm", "Northlight"),)), Text(" works."))),
    )
    found = weights(opened(replace(agreement(), cover=facts)).element)
    assert {path: found[path] for path in found if path.startswith("a.b.")} == {
        "a.b.what": "PlainValue",
        "a.b.name": "PlainValue",
        "a.b.rhythm": "PlainValue",
        "a.b.notice": "Value",
        "a.b.firm": "Value",
    }


def test_a_weight_that_changed_is_tracked() -> None:
    """A figure that becomes a phrase loses its weight, also where the same words stay in it."""
    saids = ("30 days from receipt of the invoice", "at most 30 days from receipt of the invoice")
    before, after = (
        saying(Paragraph("?", (Text("They are: "), Value("a.b.0", said), Text(".")))) for said in saids
    )
    tracked = docx.redline(before, after, author="Mara Lindqvist", date=dt.date(2026, 3, 2))
    outcomes: tuple[tuple[Choice, Document, str], ...] = (
        ("accept", after, "PlainValue"),
        ("reject", before, "Value"),
    )
    for choice, document, weight in outcomes:
        settled = settle(tracked, choice)
        assert shown(settled) == shown(docx.render(document))
        assert weights(word.Document(io.BytesIO(settled)).element)["a.b.0"] == weight
    (line,) = [
        block
        for passage in compare(before, after).passages
        for block in passage.blocks
        if isinstance(block, FlatLine) and text_of_side(block.runs).startswith("They are")
    ]
    assert [text_of_side((run,)) for run in line.runs if changed(run)] == [saids[1]]


def test_addresses_and_heads_stand_in_one_line_in_any_usual_face() -> None:
    sizes = [
        cell_lengths(["Writes from", "invoices@harbourline.example"]),
        cell_lengths(["May", "sign, " * 40]),
    ]
    first, _ = shared(sizes, 87)
    assert first >= len("invoices@harbourline.example") * 1.15
    long = "p@a-domain-name-of-many-words-that-no-column-could-hold.example"
    assert cell_lengths([long]).least < len(long)
