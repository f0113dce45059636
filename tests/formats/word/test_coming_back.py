"""A Word file that comes back: what somebody wrote in it is found in its clause, and nothing else is."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from random import Random

import pytest

import charter
from charter.core.document.tree import Document
from charter.formats import docx
from charter.formats.docx.coming_back import ChangedSentences, CommentOnClause, compare_with_file
from charter.formats.docx.reading import MOST_BYTES, NoWordFile, read_paragraphs
from tests.budget import tries
from tests.conftest import EXAMPLES

from .mutations import changed
from .settler import W, settle
from .trees import agreement

DUE = "financials.payment.due_after"


@pytest.fixture(scope="module")
def sides() -> tuple[Document, Document]:
    """Give the text of a side that asks for 14 days to pay, and of one that asks for 45."""
    mine = charter.load(EXAMPLES / "northlight" / "harbourline").agreement
    theirs = charter.with_terms(mine, {DUE: "45 days"}, dt.date(2023, 3, 1))
    assert theirs is not None
    first, second = (charter.drawn(charter.Engagement(each)) for each in (mine, theirs))
    return first, second


@pytest.fixture(scope="module")
def out(sides: tuple[Document, Document]) -> bytes:
    return docx.redline(*sides, author="Aoife Brennan", date=dt.date(2026, 3, 2))


def edited(file: bytes, edit: Callable[[str], str], **parts: str) -> bytes:
    """Give a Word file whose text somebody edited, and in which they put further parts."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                before = content.decode()
                content = edit(before).encode()
                assert content.decode() != before or parts
            target.writestr(name, content)
        for name, text in parts.items():
            target.writestr(f"word/{name}.xml", text)
    return sink.getvalue()


@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_who_accepts_or_rejects_what_was_tracked_changes_nothing(
    sides: tuple[Document, Document], out: bytes, choice: str
) -> None:
    assert compare_with_file(*sides, out).changes == ()
    settled = settle(out, "accept" if choice == "accept" else "reject")
    assert compare_with_file(*sides, settled).changes == ()


@pytest.mark.random
@pytest.mark.parametrize("batch", range(4))
def test_of_any_two_texts_no_side_is_a_change(batch: int) -> None:
    for seed in range(batch, tries(8, 80), 4):
        dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
        before = changed(agreement(), dice)
        after = changed(before, dice)
        for choice in (before, after):
            assert compare_with_file(before, after, docx.render(choice)).changes == (), seed


def test_a_sentence_typed_over_is_found_in_its_clause(sides: tuple[Document, Document], out: bytes) -> None:
    file = edited(out, lambda xml: xml.replace("must pay each invoice", "shall pay every invoice", 1))
    [one] = compare_with_file(*sides, file).changes
    assert one.cite == "financials.payment"
    assert one.before.startswith("The Client must pay each invoice")
    assert one.after.startswith("The Client shall pay every invoice")
    assert one.before.removeprefix("The Client must pay each invoice") == one.after.removeprefix(
        "The Client shall pay every invoice"
    )


def test_a_tracked_change_of_somebody_else_is_found_too(sides: tuple[Document, Document], out: bytes) -> None:
    new = '<w:ins w:id="9001" w:author="N. Doyle"><w:r><w:t xml:space="preserve"> Weekends do not count.</w:t></w:r></w:ins>'

    def add(xml: str) -> str:
        at = xml.index("</w:p>", xml.index("must pay each invoice"))
        return xml[:at] + new + xml[at:]

    found = compare_with_file(*sides, edited(out, add)).changes
    assert found == (ChangedSentences("financials.payment", "", "Weekends do not count."),)
    assert compare_with_file(*sides, settle(edited(out, add), "accept")).changes == found
    assert compare_with_file(*sides, settle(edited(out, add), "reject")).changes == ()


def test_a_paragraph_left_out_is_found(sides: tuple[Document, Document]) -> None:
    plain = docx.render(sides[0])

    def cut(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("must pay each invoice"))
        return xml[:start] + xml[xml.index("</w:p>", start) + len("</w:p>") :]

    [one] = compare_with_file(sides[0], sides[0], edited(plain, cut)).changes
    assert (one.cite, one.after) == ("financials.payment", "")
    assert "The Client must pay each invoice" in one.before


def test_what_is_written_in_how_we_count_belongs_to_its_clause(sides: tuple[Document, Document]) -> None:
    plain = docx.render(sides[0])
    file = edited(plain, lambda xml: xml.replace("counts when the money", "counts once the money", 1))
    [one] = compare_with_file(sides[0], sides[0], file).changes
    assert one.cite == "financials.payment"
    assert one.after.startswith("A payment counts once the money")


def test_a_comment_goes_to_the_clause_that_it_stands_beside(
    sides: tuple[Document, Document], out: bytes
) -> None:
    told = f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="N. Doyle"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>'

    def add(xml: str) -> str:
        at = xml.index("</w:p>", xml.index("must pay each invoice"))
        return f'{xml[:at]}<w:r><w:commentReference w:id="1"/></w:r>{xml[at:]}'

    found = compare_with_file(*sides, edited(out, add, comments=told))
    assert found.changes == ()
    assert found.comments == (CommentOnClause("financials.payment", "N. Doyle", "Why?"),)


def test_quotes_and_blanks_that_word_writes_otherwise_are_no_change(
    sides: tuple[Document, Document], out: bytes
) -> None:
    file = edited(
        out,
        lambda xml: xml.replace("\u2019", "'").replace(
            "must pay each invoice", "must  pay\u00a0each invoice", 1
        ),
    )
    assert compare_with_file(*sides, file).changes == ()


def test_characters_that_no_term_may_have_do_not_come_in(
    sides: tuple[Document, Document], out: bytes
) -> None:
    file = edited(
        out, lambda xml: xml.replace("must pay each invoice", "must\u202e pay\ue000 any invoice", 1)
    )
    [one] = compare_with_file(*sides, file).changes
    assert one.after.startswith("The Client must pay any")


@pytest.mark.parametrize("wrong", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_word_file_is_refused(sides: tuple[Document, Document], wrong: bytes) -> None:
    with pytest.raises(NoWordFile):
        compare_with_file(*sides, wrong)


def test_a_word_file_of_something_else_is_refused(sides: tuple[Document, Document], out: bytes) -> None:
    with pytest.raises(NoWordFile, match="something else"):
        compare_with_file(*sides, docx.render(agreement()))
    many = "".join(f"<w:p><w:r><w:t>Clause {n} is new.</w:t></w:r></w:p>" for n in range(9000))
    with pytest.raises(NoWordFile, match="something else"):
        compare_with_file(*sides, edited(out, lambda xml: xml.replace("<w:body>", f"<w:body>{many}", 1)))


def packed(content: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", how) as target:
        target.writestr("word/document.xml", content)
    return sink.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no XML",
        b"<a>" * 5000,
        b'<!DOCTYPE a [<!ENTITY x "' + b"y" * 9999 + b'">]><a>&x;',
        b" " * (MOST_BYTES + 1),
    ],
)
def test_xml_that_is_none_or_would_grow_is_refused(content: bytes) -> None:
    with pytest.raises(NoWordFile):
        read_paragraphs(packed(content))


def test_an_entity_is_not_followed() -> None:
    text = (
        f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:body><w:p>'
        "<w:r><w:t>A &x; b.</w:t></w:r></w:p></w:body></w:document>"
    )
    [one] = read_paragraphs(packed(text.encode()))
    assert [each.text for each in one.sentences] == ["A"]


def test_another_packing_is_refused() -> None:
    with pytest.raises(NoWordFile):
        read_paragraphs(packed(b"<a/>", zipfile.ZIP_LZMA))
