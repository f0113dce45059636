"""An agreement as a Word file: the tree's numbers counted by Word, fields, controls, styles, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from itertools import chain
from typing import Literal

import docx as word
import pytest
from lxml import etree

from charter.core.document.tree import (
    Article,
    Document,
    Items,
    Paragraph,
    Reference,
    Section,
    Signatory,
    SignatureBlock,
    Signed,
    Strong,
    Table,
    Text,
    Value,
    sections,
)
from charter.formats import docx
from charter.formats.docx.names import alias, bookmark, tag

from .reader import parts, shown, text
from .settler import w
from .trees import agreement, numbered

HOSTILE = (
    "<w:p/> & \"quotes\" 'and' ]]>",
    "{{ 7 * 7 }} {% if x %}",
    "#set $x$ @y",
    "שלום לך",
    "価格は三百円",
    "\x00\x01\x0b\ufffe",
    "a\r\nb\tc",
    "=SUM(A1)",
)


def _of(*blocks: Paragraph | Items | Table) -> Document:
    """Make an agreement of one clause that says this."""
    one = Section("scope.services", "", "Services", (), blocks)
    return numbered(replace(agreement(), articles=(Article("scope", "", "Scope", (one,)),), schedules=()))


def _body(document: Document) -> etree._Element:
    return parts(docx.render(document))["word/document.xml"]


def test_word_counts_the_numbers_of_the_tree() -> None:
    document = agreement()
    counted = [block[2] for block in shown(docx.render(document)) if block[0] == "paragraph" and block[2]]
    said = list(chain.from_iterable(_numbers(article) for article in document.articles))
    assert counted == [*said, "Schedule A:", "Schedule B:", "Schedule C:"]


def _numbers(article: Article) -> list[str]:
    found = [article.number]
    for section in article.sections:
        found += [section.number, *(["In short"] if section.in_short else [])]
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found += [block.number] if block.number else []
            elif isinstance(block, Items):
                found += [f"({letter})" if block.ordered else "•" for letter in "abc"]
    return found


def test_every_list_starts_again_at_a() -> None:
    items = Items(ordered=True, items=((Text("one"),), (Text("two"),)))
    labels = [block[2] for block in shown(docx.render(_of(items, items))) if block[1] == "LetteredItem"]
    assert labels == ["(a)", "(b)", "(a)", "(b)"]


def test_a_number_that_word_would_not_count_is_refused() -> None:
    document = agreement()
    first = replace(document.articles[0], number="2")
    with pytest.raises(docx.NumberOutOfStep, match='"2" stands where Word will count "1"'):
        docx.render(replace(document, articles=(first, *document.articles[1:])))


def test_references_are_fields_to_bookmarks_that_exist() -> None:
    body = _body(agreement())
    codes = {
        (node.text or "").split()[1] for node in body.iter(w("instrText")) if " REF " in (node.text or "")
    }
    marks = [node.get(w("name")) for node in body.iter(w("bookmarkStart"))]
    assert codes <= set(marks)
    assert len(marks) == len(set(marks))
    assert {bookmark(section.cite) for section in sections(agreement())} <= set(marks)


def test_a_reference_in_words_of_its_own_is_a_link_and_one_that_leads_nowhere_is_words() -> None:
    cite = "scope.services"
    line = (
        Reference(cite, "1.1 (Services)"),
        Reference(cite, "this clause"),
        Reference("exit.none", "nowhere"),
    )
    document = replace(_of(), closing=line)
    found = next(block for block in shown(docx.render(document)) if block[1] == "Closing")
    codes = [said for key, said in found[3] if key[0] == "instrText"]
    name = "c_scope__services"
    assert codes == [f" REF {name} \\r \\h ", f" REF {name} \\h ", f' HYPERLINK \\l "{name}" ']
    assert "".join(said for key, said in found[3] if key[0] == "t") == "1.1 (Services)this clausenowhere"


def test_every_value_is_a_content_control_named_by_its_term() -> None:
    body = _body(_of(Paragraph("?", (Text("Due in "), Value("financials.payment.due_after", "30 days")))))
    (control,) = [c for c in body.iter(w("sdt")) if "financials.payment.due" in str(etree.tostring(c))]
    assert control.find(f".//{w('tag')}").get(w("val")) == "financials.payment.due_after"  # type: ignore[union-attr] # found
    assert control.find(f".//{w('alias')}").get(w("val")) == "Payment: due after"  # type: ignore[union-attr] # found


def test_names_too_long_for_word_stay_apart() -> None:
    long = "scope.deliverables." + "x" * 80
    assert len(tag(long)) == 64 >= len(alias(long))
    assert tag(long) != tag(long + "y")
    assert len(bookmark(long)) == 40
    assert bookmark(long) != bookmark(long + "y")
    assert alias("title") == "Title"


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_always_data(words: str) -> None:
    path = f"scope.services.{words}"
    document = replace(
        _of(Paragraph("?", (Text(words), Value(path, words), Strong((Text(words),))))), title=words
    )
    file = docx.render(document)
    clean = words.replace("\r\n", "\n").replace("\x00\x01\x0b\ufffe", "\ufffd" * 4)
    said = [[s for key, s in block[3] if key[0] == "t"] for block in shown(file) if block[1] == "Clause"]
    assert "".join(said[0]) == clean * 3
    assert word.Document(io.BytesIO(file)).core_properties.title == clean


def test_values_from_right_to_left_run_so() -> None:
    hebrew, japanese = Value("scope.a.b", "\u05e9\u05dc\u05d5\u05dd (1)"), Value("scope.a.c", "\u4fa1")
    body = _body(_of(Paragraph("?", (hebrew, japanese))))
    assert len(list(body.iter(w("rtl")))) == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx.render(agreement()) == docx.render(agreement())
    with zipfile.ZipFile(io.BytesIO(docx.render(agreement()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_are_the_documents_own() -> None:
    properties = word.Document(io.BytesIO(docx.render(agreement()))).core_properties
    assert (properties.title, properties.language) == ("Engagement agreement", "en-GB")
    assert properties.created == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("us-letter", 216)])
def test_the_paper_is_that_of_the_document(paper: Literal["a4", "us-letter"], width: int) -> None:
    document = replace(agreement(), paper=paper)
    assert round(word.Document(io.BytesIO(docx.render(document))).sections[0].page_width.mm) == width  # type: ignore[union-attr] # set


def test_every_look_is_a_style_that_exists() -> None:
    found = parts(docx.render(agreement()))
    styles = {style.get(w("styleId")) for style in found["word/styles.xml"].iter(w("style"))}
    body = found["word/document.xml"]
    used = {node.get(w("val")) for node in body.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
    assert used <= styles
    direct = {etree.QName(child).localname for node in body.iter(w("rPr")) for child in node}
    assert direct == {"rStyle"}


def test_table_headings_repeat_and_rows_do_not_split() -> None:
    body = _body(agreement())
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in body.iter(w("tr")))
    tables = [table for table in body.iter(w("tbl")) if "ClauseTable" in str(etree.tostring(table)[:900])]
    assert tables
    assert all(table.find(f".//{w('tblHeader')}") is not None for table in tables)


def test_header_and_footer_say_title_version_and_page() -> None:
    found = parts(docx.render(agreement()))
    footer = "".join(node.text or "" for node in found["word/footer1.xml"].iter(w("t"), w("instrText")))
    header = "".join(node.text or "" for node in found["word/header1.xml"].iter(w("t")))
    assert footer == "Draft of 1 March 2026Page  PAGE 1 of  NUMPAGES 1"
    assert header == "Engagement agreement"


def test_given_signatures_are_printed_with_what_proves_them() -> None:
    typed = Signed(
        "typed", "Mara Lindqvist", "2026-03-02T10:00:00+01:00", "code by email", "I sign.", "ab" * 32
    )
    drawn = replace(typed, how="drawn", mark=(((0, 0), (500, 150)), ((10, 10),), ()))
    people = (Signatory("Mara Lindqvist", "CTO", "", typed), Signatory("Jonas Brandt", "CEO", "", drawn))
    document = replace(
        agreement(), signatures=(SignatureBlock("client", "Harbourline Logistics GmbH", people),)
    )
    file = docx.render(document)
    said = "\n".join(text(file))
    assert "SHA-256 " + "ab" * 32 in said
    assert "code by email" in said
    body = etree.tostring(parts(file)["word/document.xml"]).decode()
    assert 'descr="[drawn signature of Jonas Brandt]"' in body
    assert '<a:lnTo><a:pt x="500" y="150"/></a:lnTo>' in body
    assert "TypedSignature" in body


def test_the_smallest_agreement_is_a_document() -> None:
    small = replace(
        agreement(),
        cover=(),
        timeline=None,
        articles=(),
        glossary=(),
        schedules=(),
        closing=(),
        signatures=(),
    )
    assert [said for said in text(docx.render(small)) if said] == [small.title, small.subtitle, "Signatures"]


def test_a_timeline_without_marks_is_its_words() -> None:
    document = agreement()
    assert document.timeline is not None
    bare = replace(document, timeline=replace(document.timeline, marks=()))
    assert document.timeline.alt in text(docx.render(bare))


def test_how_we_count_stands_in_two_columns_and_nothing_else_does() -> None:
    body = parts(docx.render(agreement()))["word/document.xml"][0]
    ends = list(body.iter(w("sectPr")))
    columns = [[cols.get(w("num")) for cols in end.iter(w("cols"))] for end in ends]
    assert columns == [[], ["2"], []]
    texts = ["".join(t.text or "" for t in p.iter(w("t"))) for p in body.iter(w("p"))]
    broken = [at for at, p in enumerate(body.iter(w("p"))) if p.find(f"{w('pPr')}/{w('sectPr')}") is not None]
    assert len(broken) == 2
    inside = texts[broken[0] + 1 : broken[1]]
    assert inside[0].startswith("C4.1 Retainer")
    assert "Words with a fixed meaning" in texts[broken[1] + 1 :]
