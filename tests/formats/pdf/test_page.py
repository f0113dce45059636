"""How the page is set: what stands out, what stays together, what has room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from charter.core.document.tree import (
    Counting,
    CountingPart,
    Document,
    Fact,
    Inline,
    Items,
    Paragraph,
    Section,
    Signatory,
    SignatureBlock,
    Table,
    Text,
    Value,
)
from charter.formats import pdf

Runs = Callable[[bytes], list[Any]]


def said(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def saying(agreement: Document, *blocks: Paragraph | Items | Table) -> bytes:
    """Print the agreement with these blocks as its one clause."""
    section = Section("a.b", "1.1", "Clause", (), blocks)
    (first, *_) = agreement.articles
    return pdf.render(
        replace(agreement, articles=(replace(first, sections=(section,)),), glossary=(), schedules=())
    )


def heavy(read: list[Any]) -> str:
    """The words that are set in the heavy book face, headings left out."""
    return " ".join(
        run.text for run in read if run.face.startswith("SourceSerif4-Semibold-") and run.left > 165
    )


def pages_with(read: list[Any], words: str) -> list[int]:
    return [run.page for run in read if words in run.text]


# ── what stands out ────────────────────────────────────────────────────────────────────────────


def test_a_figure_among_words_stands_out(agreement: Document, runs: Runs) -> None:
    line = (
        Text("Pay "),
        Value("a.b.fee", "EUR 12,000.00"),
        Text(" to "),
        Value("a.b.to", "Northlight"),
        Text(", "), Value("a.b.how", "in 2 parts"),
        Text("."),
    )  # fmt: skip
    loud = heavy(runs(saying(agreement, Paragraph("1.1.1", line))))
    assert "EUR 12,000.00" in loud
    for quiet in ("Pay", "to Northlight", "in 2 parts"):
        assert quiet not in loud


def test_a_sentence_does_not_shout(agreement: Document, runs: Runs) -> None:
    sentence = "The client engages an accredited tester, whom the consultant helps to choose."
    line = (Text("Instead: "), Value("a.b.instead", sentence))
    assert "tester" not in heavy(runs(saying(agreement, Paragraph("1.1.1", line))))


def test_a_phrase_with_a_figure_in_it_does_not(agreement: Document, runs: Runs) -> None:
    fact = Fact("How we talk", (
        Value("a.b.name", "Weekly call"), Text(", "), Value("a.b.rhythm", "Tuesday 10:00"), Text(", from "),
        Value("a.b.first", "March 3, 2026"), Text("."),
    ))  # fmt: skip
    loud = heavy(runs(pdf.render(replace(agreement, cover=(fact,)))))
    assert "March 3, 2026" in loud
    for quiet in ("Weekly", "10:00"):
        assert quiet not in loud


def test_an_amount_is_not_torn_from_its_currency(agreement: Document, runs: Runs) -> None:
    for filler in range(52, 66):
        line: tuple[Inline, ...] = (
            Text("m " * (filler // 2) + "x" * (filler % 2)),
            Value("a.b.fee", "EUR 900.00"),
        )
        read = runs(saying(agreement, Paragraph("1.1.1", line)))
        assert any(run.text == "EUR 900.00" for run in read), filler


# ── what stays together ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("before", range(25, 45, 2))
def test_a_short_list_stays_with_what_introduces_it(agreement: Document, runs: Runs, before: int) -> None:
    filler = tuple(Paragraph(f"1.1.{n}", said("One line.")) for n in range(before))
    few = Items(ordered=False, items=(said("first point"), said("second point")))
    read = runs(saying(agreement, *filler, Paragraph("1.1.99", said("These count:")), few))
    assert (
        pages_with(read, "These count") == pages_with(read, "first point") == pages_with(read, "second point")
    )


@pytest.mark.parametrize("before", range(25, 45, 2))
def test_a_short_table_stays_on_one_page(agreement: Document, runs: Runs, before: int) -> None:
    filler = tuple(Paragraph(f"1.1.{n}", said("One line.")) for n in range(before))
    table = Table(("Step", "Share"), tuple((said(f"Step {n}"), said("20 %")) for n in range(5)))
    read = runs(saying(agreement, *filler, Paragraph("1.1.99", said("The steps:")), table))
    assert pages_with(read, "The steps:") == pages_with(read, "Step 0") == pages_with(read, "Step 4")


@pytest.mark.parametrize("before", [0, 12, 20, 28, 33, 36, 40])
def test_how_we_count_is_dealt_out_to_the_columns_of_each_page(
    agreement: Document, runs: Runs, before: int
) -> None:
    """It begins under its heading, in both columns of every page, in the order of reading, and leaves none empty."""
    parts = tuple(
        CountingPart(f"a.c{n}", f"A1.{n}", f"Clause {n}", tuple(
            Paragraph(f"A1.{n}.{k}", said(f"Piece {n * 3 + k}. " + "Half a cent upwards. " * 8), "Rounding.") for k in range(3)
        )) for n in range(20)
    )  # fmt: skip
    filler = tuple(Paragraph(f"1.1.{n}", said("One line.")) for n in range(before))
    section = Section("a.b", "1.1", "Clause", (), (*filler, Paragraph("1.1.99", said("Last line."))))
    (first, *_) = agreement.articles
    read = runs(pdf.render(replace(
        agreement, articles=(replace(first, sections=(section,)),), glossary=(), signatures=(),
        schedules=(Counting("A", "How we count", "counting", said("Behind the articles."), parts),),
    )))  # fmt: skip
    found = [
        (run.page, run.left, run.baseline, int(run.text.split()[1][:-1]))
        for run in read
        if run.text.startswith("Piece")
    ]
    order = [number for *_, number in sorted(found, key=lambda one: (one[0], one[1] > 250, -one[2]))]
    assert order == list(range(60))
    pages = sorted({page for page, *_ in found})
    assert pages_with(read, "Behind the articles.") == pages[:1]
    for page in pages:
        tall = [
            len([one for one in found if one[0] == page and (one[1] > 250) is right])
            for right in (False, True)
        ]
        assert abs(tall[0] - tall[1]) <= 2, (page, tall)


# ── what has room ──────────────────────────────────────────────────────────────────────────────

_PEOPLE = Table(
    ("Signs for", "Name", "Title", "E-mail"),
    tuple(
        (said("Client"), said("Wilhelmina van der Westhuizen-Featherstonehaugh"),
         said("Executive Vice President, Global Refrigerated Supply Chain Operations"), (Value("a.b.mail", mail),))
        for mail in ("jonas@harbourline-logistics.example", "p@a-domain-name-of-many-words-and-hyphens.example")
    ),
)  # fmt: skip


def test_long_names_and_addresses_stay_in_their_columns(agreement: Document, runs: Runs) -> None:
    read = [run for run in runs(saying(agreement, _PEOPLE)) if run.page == 2]
    assert all(run.right < 551 for run in read)
    lines: dict[float, list[Any]] = {}
    for run in read:
        lines.setdefault(round(run.baseline, 1), []).append(run)
    for line in lines.values():
        for before, after in pairwise(sorted(line, key=lambda run: run.left)):
            assert after.left > before.right - 1.5, f"{after} covers {before}"


def test_a_name_breaks_at_its_hyphen(agreement: Document, runs: Runs) -> None:
    parts = [run.text for run in runs(saying(agreement, _PEOPLE)) if "Feat" in run.text]
    assert parts
    assert not [part for part in parts if part.endswith(("Feat", "F", "Feath"))]


def test_a_word_without_end_breaks_in_text_and_in_the_narrowest_column(
    agreement: Document, runs: Runs
) -> None:
    """It is cut into few pieces, since each costs Typst time: twenty thousand letters took seconds, not one."""
    endless = "W" * 3000
    row = (said("Audit"), said(endless), said("20 %"), said("Jonas"), said("a date"), said("a place"))
    table = Table(("Step", "Outcome", "Share", "Who", "When", "Where"), (row,))
    cover = (Fact("What for", said(endless * 3)),)
    read = runs(saying(replace(agreement, cover=cover), Paragraph("1.1.1", said(endless)), table))
    pieces = [run for run in read if set(run.text) == {"W"}]
    assert sum(len(run.text) for run in pieces) == 5 * len(endless)
    assert all(run.right < 545 for run in pieces)
    assert len(pieces) <= 5 * len(endless) / 5


def test_dates_and_names_stand_in_one_line(agreement: Document, runs: Runs) -> None:
    outcome = "The client knows the ten largest technical risks of its platform, and what each would cost to remove."
    tests = "every production service is covered; each risk has an owner, a price and a date"
    row = (said("Architecture audit"), said(outcome), (Value("a.b.due", "30 November 2023"),), said(tests),
           (Value("a.b.who", "Jonas Petersen"),))  # fmt: skip
    table = Table(("Deliverable", "Outcome", "Due", "Tests", "Reviewer"), (row,))
    texts = {run.text for run in runs(saying(agreement, table))}
    assert {"30 November 2023", "Jonas Petersen"} <= texts


def test_all_tables_begin_where_the_numbers_do(agreement: Document, runs: Runs) -> None:
    few = Table(("Step", "Share"), ((said("Audit"), said("40 %")),))
    many = Table(tuple("GHIJKL"), (tuple(said(f"Long words in cell {n}. " * 4) for n in range(6)),))
    read = runs(saying(agreement, Paragraph("1.1.1", said("What it earns:")), few, many))
    assert len({round(run.left, 1) for run in read if run.text in {"1.1.1", "Step", "Audit", "G"}}) == 1


def test_a_long_deal_is_set_tight_to_stay_on_page_one(agreement: Document, runs: Runs) -> None:
    facts = tuple(
        Fact(f"Label {n}", said("What was agreed here takes some lines to say. " * 3)) for n in range(10)
    )
    read = runs(pdf.render(replace(agreement, cover=facts)))
    assert pages_with(read, "Label 9") == [1]
    assert 1 in pages_with(read, "Last day to give notice")


# ── the signature page ─────────────────────────────────────────────────────────────────────────


def test_the_lines_of_both_sides_are_level(agreement: Document, runs: Runs) -> None:
    consultant = agreement.signatures[1]
    wordy = SignatureBlock(
        "client", "Greater Continental Refrigerated Logistics and Warehousing Holdings of North America, Inc.",
        (Signatory("Jonas Reimer", "Executive Vice President of Global Refrigerated Supply Chain Operations", ""),),
    )  # fmt: skip
    read = runs(pdf.render(replace(agreement, signatures=(wordy, consultant))))
    for level in ({"Place and date"}, {"Jonas Reimer", "Mara Lindqvist"}):
        assert len({round(run.baseline, 1) for run in read if run.text in level}) == 1


# ── as whose English it is written ─────────────────────────────────────────────────────────────


def test_the_picture_is_dated_as_the_document_is(agreement: Document, runs: Runs) -> None:
    british, american = (
        "".join(run.text for run in runs(pdf.render(replace(agreement, language=language)))).replace(
            "\u00a0", " "
        )
        for language in ("en-GB", "en-US")
    )
    assert "15 May" in british
    assert "May 15" not in british
    assert "May 15" in american
    assert "15 May" not in american


def test_a_day_is_not_torn_in_any_english(agreement: Document, runs: Runs) -> None:
    for day in ("30 September 2026", "September 30, 2026"):
        for filler in range(40, 75):
            line = (Text("x" * filler + " by "), Value("a.b.day", day), Text("."))
            assert any(
                day in run.text.replace("\u00a0", " ")
                for run in runs(saying(agreement, Paragraph("1.1.1", line)))
            ), filler


def test_a_day_of_the_week_stands_with_its_date(agreement: Document, runs: Runs) -> None:
    step = (
        "The Consultant may give notice that the Engagement ends, with ten business days to pay what is owed."
    )
    rows = tuple((said(str(n)), said("Wednesday, 25 March 2026"), said(step), said(step)) for n in range(3))
    read = runs(saying(agreement, Table(("Day", "Date", "Step", "What lateness costs"), rows)))
    assert sum(run.text.replace("\u00a0", " ") == "Wednesday, 25 March 2026" for run in read) == 3
