"""The printed page: what the file says of itself, what it attaches, what stands where."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pikepdf
import pytest

from charter.core.document.tree import (
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
    Signed,
    Table,
    Text,
    Timeline,
    Value,
)
from charter.formats import pdf
from charter.formats.scripts import MissingScript

Runs = Callable[[bytes], list[Any]]

HOSTILE = (
    '#set page(width: 1cm) $x^2$ @ref <b>bold</b> **md** `code` \\ \\u{41} _u_ {{ jinja }} {% if %} //c /* */ ~ "q" '
    "[x](y) 東京都港区の契約書です。 한국어 中文合同 Ελληνικά Русский"
)
ENDLESS = "Wertpapierhandelsgesetz" * 9
STROKES = (((40, 150), (100, 60), (160, 200), (220, 90)), ((300, 230), (500, 240)), ((900, 200),))


@pytest.fixture
def printed(agreement: Document) -> bytes:
    return pdf.render(agreement)


def opened(printed: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed))


def words(runs: list[Any], page: int | None = None) -> str:
    return "".join(run.text for run in runs if page in {None, run.page})


def with_section(agreement: Document, section: Section) -> Document:
    (first, *_) = agreement.articles
    return replace(agreement, articles=(replace(first, sections=(section,)),))


# ── the file ───────────────────────────────────────────────────────────────────────────────────


def test_the_same_agreement_is_the_same_bytes(agreement: Document, printed: bytes) -> None:
    pdf.render(replace(agreement, title="Another"))
    assert pdf.render(agreement) == printed


def test_another_thread_prints_the_same_bytes(agreement: Document, printed: bytes) -> None:
    heard: list[bytes] = []
    thread = threading.Thread(target=lambda: heard.append(pdf.render(agreement)))
    thread.start()
    thread.join()
    assert heard == [printed]


def test_it_says_what_it_is_but_not_who_wrote_it(printed: bytes) -> None:
    with opened(printed) as file:
        assert str(file.docinfo["/Title"]) == "Agreement for a fractional CTO"
        assert str(file.docinfo["/CreationDate"]) == "D:20260301000000Z"
        assert "/Author" not in file.docinfo
        assert str(file.Root.Lang) == "en"
        with file.open_metadata() as claims:
            assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("3", "A")
            assert claims["pdfuaid:part"] == "1"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_paper_is_the_clients(agreement: Document, paper: Any, size: tuple[int, int]) -> None:  # noqa: ANN401
    with opened(pdf.render(replace(agreement, paper=paper))) as file:
        _, _, width, height = file.pages[0].MediaBox.as_list()
        assert (round(float(width)), round(float(height))) == size


def test_what_is_attached_comes_out_as_it_went_in(agreement: Document) -> None:
    given = {
        "agreement.toml": b'title = "\xc3\x84\\u0041"\r\n',
        "document.json": b"{}",
        "factur-x.xml": b"<a/>",
        "mark.bin": bytes(range(256)),
        "empty": b"",
    }
    with opened(pdf.render(agreement, given)) as file:
        kept = {name: spec.get_file() for name, spec in file.attachments.items()}
        assert {name: one.read_bytes() for name, one in kept.items()} == given
        assert kept["agreement.toml"].mime_type == "application/toml"
        assert kept["mark.bin"].mime_type == "application/octet-stream"
        assert str(file.attachments["agreement.toml"].obj.AFRelationship) == "/Source"
        assert str(file.attachments["document.json"].obj.AFRelationship) == "/Data"


@pytest.mark.parametrize(("language", "kept"), [("en-GB", "en-GB"), ("DE", "de"), ("zh-Hans", "zh")])
def test_a_language_with_its_region_is_set(agreement: Document, language: str, kept: str) -> None:
    with opened(pdf.render(replace(agreement, language=language))) as file:
        assert str(file.Root.Lang) == kept


def test_the_bookmarks_are_the_table_of_contents(printed: bytes) -> None:
    with opened(printed) as file, file.open_outline() as outline:
        assert [one.title for one in outline.root] == [
            "1 Foundation",
            "2 Financials",
            "Schedules",
            "Schedule B: How we count",
            "Words and signatures",
        ]
        assert [one.title for one in outline.root[1].children] == ["2.1 Payment", "2.2 Late payment"]
        assert [one.title for one in outline.root[2].children] == ["Schedule A: Deliverables"]
        assert [one.title for one in outline.root[3].children] == ["B2.1 Payment", "B2.2 Late payment"]
        assert [one.title for one in outline.root[4].children] == ["Words with a fixed meaning", "Signatures"]


def test_a_reference_to_what_is_not_here_is_words_alone(agreement: Document, runs: Runs) -> None:
    lone = Paragraph("1.1.1", (Reference("exit.disputes", "7.3 (Disputes)"),))
    section = Section("general.law", "1.1", "Law", (), (lone,))
    printed = pdf.render(replace(with_section(agreement, section), glossary=()))
    assert "7.3 (Disputes)" in words(runs(printed))
    with opened(printed) as file:
        assert not [note for page in file.pages for note in page.get("/Annots", ())]


def test_pictures_are_told_in_words(agreement: Document) -> None:
    block = agreement.signatures[0]
    drawn = replace(block, signatories=(replace(block.signatories[0], signed=given("drawn", STROKES)),))
    with opened(pdf.render(replace(agreement, signatures=(drawn,)))) as file:
        told = {str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert told == {
        "A year from 1 March 2026, with monthly payments and two deliverables in May.",
        "Signature of Jonas Reimer, drawn by hand",
    }


# ── the page ───────────────────────────────────────────────────────────────────────────────────


def test_page_one_is_the_whole_deal(printed: bytes, runs: Runs) -> None:
    said = words(runs(printed), page=1)
    for piece in (
        "Agreement for a fractional CTO",
        "between Harbourline",
        "30 days",
        "10 × Retainer",
        "Audit report",
    ):
        assert piece in said
    assert "Foundation" not in said


def test_a_short_cover_shares_its_page(agreement: Document, runs: Runs) -> None:
    printed = pdf.render(replace(agreement, timeline=None))
    assert "1Foundation" in words(runs(printed), page=1)


def test_every_page_says_what_it_belongs_to(printed: bytes, runs: Runs) -> None:
    read = runs(printed)
    pages = {run.page for run in read}
    assert len(pages) > 2
    for page in pages:
        foot = words([run for run in read if run.baseline < 60], page)
        assert foot == f"Agreement for a fractional CTODraft of 1 March 2026Page {page} of {len(pages)}"


def test_a_german_page_says_its_few_words_in_german(agreement: Document, runs: Runs) -> None:
    said = words(runs(pdf.render(replace(agreement, language="de"))))
    for piece in ("Kurz gesagt", "Unterschriften", "Anlage A", "Seite 1 von"):
        assert piece in said


def test_numbers_hang_in_the_margin(printed: bytes, runs: Runs) -> None:
    read = runs(printed)
    left_of = {run.text: run.left for run in read}
    assert left_of["1.1"] == left_of["In short"] == left_of["Agreement for a fractional CTO"]
    assert left_of["1.1.1"] - left_of["1.1"] == pytest.approx(42 / 25.4 * 72, abs=0.1)
    assert left_of["What is paid."] - left_of["1.1.1"] == pytest.approx(10 / 25.4 * 72, abs=0.1)


def test_the_heading_of_a_table_comes_again_on_each_page(agreement: Document, runs: Runs) -> None:
    rows = tuple(((Text(f"{n} March"),), (Text("Review"),)) for n in range(150))
    log = Table(("Day of work", "What"), rows)
    printed = pdf.render(with_section(agreement, Section("a.b", "1.1", "Log", (), (log,))))
    read = runs(printed)
    pages = {run.page for run in read if run.text.endswith(" March")}
    assert len(pages) > 2
    assert pages == {run.page for run in read if run.text == "Day of work"}


def test_a_row_stays_whole(agreement: Document, runs: Runs) -> None:
    rows = tuple(((Text(f"row {n}"),), (Text("word " * 60 + f"end {n}."),)) for n in range(30))
    printed = pdf.render(
        with_section(agreement, Section("a.b", "1.1", "Log", (), (Table(("No.", "What"), rows),)))
    )
    read = runs(printed)
    pages = sorted({run.page for run in read})
    begins, ends = (
        {n: page for page in pages for n in re.findall(pattern, words(read, page))}
        for pattern in (r"row (\d+)", r"end (\d+)\.")
    )
    assert len(begins) == 30
    assert begins == ends


def test_a_row_that_no_page_could_hold_breaks(agreement: Document, runs: Runs) -> None:
    table = Table(("A", "B"), (((Text("x"),), (Text("many words " * 900 + "last"),)),))
    printed = pdf.render(with_section(agreement, Section("a.b", "1.1", "Log", (), (table,))))
    assert "last" in words(runs(printed))


# ── what may stand in a term ───────────────────────────────────────────────────────────────────


def everywhere(agreement: Document, text: str) -> Document:
    """The agreement with one text wherever a person can write."""
    line = (Text(text), Value("a.b.c", text))
    return replace(
        agreement,
        title=text, subtitle=text, version=text,
        cover=(Fact(text, line), *agreement.cover),
        timeline=Timeline(dt.date(2026, 3, 1), None, (Mark(dt.date(2026, 4, 1), "input", text, "x"),), text),
        articles=(replace(agreement.articles[0], heading=text, sections=(Section(
            "a.b", "1.1", text, line,
            (Paragraph("1.1.1", line), Items(ordered=True, items=(line,)), Items(ordered=False, items=(line,)),
             Table((text, "B", text), ((line, line, line),), (2,))),
        ),)),),
        glossary=(Definition(text, line),),
        schedules=(Schedule("A", text, "a.b", line, Table((text,) * 5, ((line,) * 5,))),),
        closing=line,
        signatures=(
            SignatureBlock("client", text, (
                Signatory(text, text, "", given("typed", text)), Signatory("B", text, "", given("drawn", STROKES)),
            )),
            SignatureBlock("consultant", text, (Signatory(text, text, ""),)),
        ),
    )  # fmt: skip


def given(how: Any, mark: Any) -> Signed:  # noqa: ANN401 - both ways to sign
    return Signed(
        how, mark, "2026-03-02T10:15:30+01:00", "a code by e-mail", "I agree.", "9f86d081884c7d65" * 4
    )


@pytest.mark.parametrize("text", [HOSTILE, ENDLESS, "e\u0301\n\n- no list\n= no heading"])
def test_whatever_is_written_is_printed_as_written(agreement: Document, runs: Runs, text: str) -> None:
    said = "".join(words(runs(pdf.render(everywhere(agreement, text)))).replace("\u0301", "").split())
    wanted = "".join(text.replace("e\u0301", "é").split())
    assert said.replace("é", "e").count(wanted.replace("é", "e")) >= 15


@pytest.mark.parametrize("text", [HOSTILE, ENDLESS, "Harbourline", "x" * 700])
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_nothing_leaves_the_page_or_covers_another(
    agreement: Document,
    runs: Runs,
    text: str,
    paper: Any,  # noqa: ANN401
) -> None:
    edge = {"a4": 551, "us-letter": 568}[paper]  # the last letter of a line may hang out a little
    assert_tidy(runs(pdf.render(replace(everywhere(agreement, text), paper=paper))), edge)


def assert_tidy(read: list[Any], edge: float = 551) -> None:
    assert all(run.left > 47 and run.right < edge for run in read)
    lines: dict[tuple[int, float], list[Any]] = {}
    for run in read:
        if run.text.strip():
            lines.setdefault((run.page, round(run.baseline, 1)), []).append(run)
    for line in lines.values():
        for before, after in pairwise(sorted(line, key=lambda run: run.left)):
            assert after.left > before.right - 1.5, f"{after} covers {before}"


def test_a_script_without_a_font_is_an_error_that_names_the_term(agreement: Document) -> None:
    section = Section("a.b", "1.1", "Law", (), (Paragraph("1.1.1", (Value("a.b.note", "नमस्ते"),)),))
    with pytest.raises(MissingScript, match=r"a\.b\.note: “न” \(U\+0928, Devanagari\)"):
        pdf.render(with_section(agreement, section))


def test_an_accent_from_another_script_is_blamed_and_not_its_letter(agreement: Document) -> None:
    with pytest.raises(MissingScript, match=r"the document: .*U\+302A"):
        pdf.render(replace(agreement, subtitle="a la\u302a\u0301"))


def test_what_is_written_from_the_right_runs_to_the_left(agreement: Document, runs: Runs) -> None:
    said = [run for run in runs(pdf.render(replace(agreement, title="שלום Mara"))) if run.page == 1]
    assert any("שלום"[::-1] in run.text or "שלום" in run.text for run in said)
    assert_tidy(said)


KINDS = ("start", "end", "deliverable", "input", "payment", "meeting", "talk", "stop")


@pytest.mark.parametrize(
    ("days", "marks"), list(product((0, 6, 18, 60, 200, 364, 800, 3_650, None), (0, 1, 9, 60))), ids=str
)
def test_a_timeline_of_any_length_is_tidy(
    agreement: Document, runs: Runs, days: int | None, marks: int
) -> None:
    first = dt.date(2026, 3, 15)
    span = 500 if days is None else days
    crowd = tuple(
        Mark(
            first + dt.timedelta(days=span * n // max(marks, 1)),
            KINDS[n % 8],
            f"Report {n} to the board",
            "x",
        )
        for n in range(marks)
    )
    last = None if days is None else first + dt.timedelta(days=days)
    printed = pdf.render(replace(agreement, timeline=Timeline(first, last, crowd, "alt"), articles=()))
    assert_tidy([run for run in runs(printed) if run.page == 1])


def test_many_marks_on_one_day_are_each_named_or_counted(agreement: Document, runs: Runs) -> None:
    day = dt.date(2026, 5, 4)
    marks = tuple(Mark(day, "deliverable", f"Report {n}", "x") for n in range(9))
    line = Timeline(dt.date(2026, 3, 1), dt.date(2026, 12, 31), marks, "alt")
    said = words(runs(pdf.render(replace(agreement, timeline=line))), page=1)
    assert said.count("Report") == 6
    assert "and 3 more" in said


# ── the signature page ─────────────────────────────────────────────────────────────────────────


def test_what_was_signed_stands_under_the_name(agreement: Document, runs: Runs) -> None:
    client, consultant = agreement.signatures
    signed = replace(
        client, signatories=(replace(client.signatories[0], signed=given("typed", "J. Reimer")),)
    )
    said = words(runs(pdf.render(replace(agreement, signatures=(signed, consultant)))))
    for piece in (
        "J. Reimer",
        "2 March 2026, 10:15 (UTC+1)",
        "a code by e-mail",
        "I agree.",
        "SHA-256 " + " ".join(["9f86d081 884c7d65"] * 4),
    ):
        assert piece in said
    assert said.count("Place and date") == 1


def test_what_is_attached_in_full_is_printed_in_short(agreement: Document, runs: Runs) -> None:
    client, consultant = agreement.signatures
    signed = replace(
        client, signatories=(replace(client.signatories[0], signed=given("typed", "J. Reimer")),)
    )
    printed = pdf.render(replace(agreement, signatures=(signed, consultant)), {"document.json": b"{}"})
    said = words(runs(printed)).replace("\u00a0", " ")
    assert "SHA-256 9f86d081 884c7d65 … (the whole is in the attached file)" in said
    assert said.count("9f86d081") == 1


@pytest.mark.parametrize("hands", [1, 2, 3, 12])
def test_nobody_signs_a_page_without_text(agreement: Document, runs: Runs, hands: int) -> None:
    client, consultant = agreement.signatures
    sides = (replace(client, signatories=client.signatories * hands), consultant)
    read = runs(pdf.render(replace(agreement, signatures=sides)))
    signing = {run.page for run in read if run.text == "Place and date"}
    told = {
        run.page
        for run in read
        if "sign it below" in run.text or run.text.startswith("Harbourline Logistics")
    }
    assert signing <= told


def test_an_agreement_without_anything_is_a_page(agreement: Document) -> None:
    bare = replace(
        agreement, cover=(), timeline=None, articles=(), glossary=(), schedules=(), closing=(), signatures=()
    )
    with opened(pdf.render(bare)) as file:
        assert len(file.pages) == 1
