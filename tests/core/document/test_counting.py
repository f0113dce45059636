"""How we count: collected of all clauses into one schedule, numbered by them, kept through amendments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, amend
from charter.core.document import tree
from charter.core.document.amended import Signed, amended, in_order
from charter.core.document.assembly import document
from charter.core.document.library import digest, edition
from charter.core.document.prose import COUNTING
from charter.core.vocabulary.cite import Cite
from charter.formats import docx, html, markdown, pdf, redline
from tests.core.document.overlay import released

Data = dict[str, Any]
SAYS = {
    "financials/payment.md": "**Order.** The oldest invoice first.\n\n**Day.** {{ due_after }} counts whole days.",
    "financials/late_payment.md": "**Interest.** Simple.\n\n| Day | Step |\n|---|---|\n| 1 | x |",
    "scope/deliverables.md": "{% for key, thing in things %}**Result.** {{ thing.name }} is one.\n\n{% endfor %}",
}


def counting(name: str, text: str) -> str:
    """Give some clauses a "How we count" of the test's own, and all others none."""
    kept = text.partition(f"\n## {COUNTING}\n")[0]
    return f"{kept}\n\n## {COUNTING}\n\n{SAYS[name]}\n" if name in SAYS else kept


@pytest.fixture(autouse=True)
def texts(tmp_path: Path) -> Iterator[None]:
    """A library in which three clauses say how they count."""
    with released(tmp_path / "editions", counting):
        yield


def found(doc: tree.Document) -> tree.Counting:
    (one,) = (each for each in doc.schedules if isinstance(each, tree.Counting))
    return one


def by(*changes: tuple[str, Any, Any]) -> Amendment:
    listed = [{"path": path, "from": before, "to": after} for path, before, after in changes]
    said = {"number": 1, "title": "x", "effective": "2026-05-01", "change": listed}
    return Amendment.model_validate_json(json.dumps(said), strict=True)


def test_it_is_one_schedule_after_the_others_by_clause(harbourline: Agreement) -> None:
    doc = document(harbourline)
    assert [each.letter for each in doc.schedules] == list(ascii_uppercase[: len(doc.schedules)])
    one = found(doc)
    assert (one, one.heading) == (doc.schedules[-1], "How we count")
    letter = one.letter
    assert tree.plain(one.intro).startswith("The arithmetic behind the articles.")
    numbers = harbourline.numbering
    assert [(part.number, part.heading) for part in one.parts] == [
        (f"{letter}{numbers[Cite('scope.deliverables')]}", "Deliverables"),
        (f"{letter}{numbers[Cite('financials.payment')]}", "Payment"),
        (f"{letter}{numbers[Cite('financials.late_payment')]}", "Late payment"),
    ]
    assert in_order(doc)


def test_its_paragraphs_have_numbers_captions_and_values(harbourline: Agreement) -> None:
    one = found(document(harbourline))
    payment = next(part for part in one.parts if part.heading == "Payment")
    number = f"{one.letter}{harbourline.numbering[Cite('financials.payment')]}"
    order, day = payment.blocks
    assert order == tree.Paragraph(f"{number}.1", (tree.Text("The oldest invoice first."),), "Order.")
    assert isinstance(day, tree.Paragraph)
    assert (day.number, day.caption) == (f"{number}.2", "Day.")
    assert isinstance(day.inlines[0], tree.Value)
    assert day.inlines[0].path == "financials.payment.due_after"


def test_a_deal_of_which_no_clause_counts_has_none(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement]
) -> None:
    assert not any(isinstance(each, tree.Counting) for each in document(agreement(data("minimal"))).schedules)


def test_negotiated_words_of_a_clause_stand_for_its_counting_too(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement]
) -> None:
    terms = data("harbourline")
    replaces = digest("financials.payment", "DE", "en")
    terms["financials"]["payment"]["wording"] = {"text": "Pay.", "effect": "same", "replaces": replaces}
    assert [part.heading for part in found(document(agreement(terms))).parts] == [
        "Deliverables",
        "Late payment",
    ]


def test_a_frozen_tree_is_read_back(harbourline: Agreement) -> None:
    doc = document(harbourline)
    assert tree.from_data(json.loads(json.dumps(tree.to_data(doc)))) == doc


def test_an_amendment_changes_only_the_counting_of_its_clause(harbourline: Agreement) -> None:
    signed = Signed(document(harbourline, version="Agreement"), harbourline, edition())
    payment = harbourline.financials.payment
    assert payment is not None
    after = amend(harbourline, by(("financials.payment.due_after", str(payment.due_after), "21 days")))
    were, are = found(signed.document).parts, found(amended([signed], after, version="Agreement")).parts
    assert [part.heading for one, part in zip(were, are, strict=True) if part != one] == ["Payment"]


def test_a_schedule_that_an_amendment_brings_has_the_next_letter(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement]
) -> None:
    terms = data("harbourline")
    meetings = terms["communication"].pop("meetings")
    first = agreement(terms)
    signed = Signed(document(first, version="Agreement"), first, edition())
    letter = found(signed.document).letter
    assert letter == signed.document.schedules[-1].letter
    brought = amend(first, by(("communication.meetings", None, meetings)))
    doc = amended([signed], brought, version="Agreement")
    assert [(each.letter, each.heading) for each in doc.schedules][-3:] == [
        (chr(ord(letter) - 1), "What lasts after the Last Day"),
        (letter, "How we count"),
        (chr(ord(letter) + 1), "Meetings"),
    ]


def test_every_format_prints_it(harbourline: Agreement) -> None:
    doc = document(harbourline)
    number = f"{found(doc).letter}{harbourline.numbering[Cite('financials.payment')]}.1"
    assert f"{number} **Order.** The oldest invoice first." in markdown.render(doc)
    assert (
        f'<span class="number">{number}</span> <strong class="caption">Order.</strong> The oldest'
        in html.render(doc)
    )
    assert docx.render(doc)[:2] == b"PK"
    assert pdf.render(doc)[:5] == b"%PDF-"


def test_a_redline_shows_what_changed_in_it_and_no_number_counted_anew(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement]
) -> None:
    terms = data("harbourline")
    before = document(agreement(terms))
    terms["communication"].pop("meetings")  # one schedule and one section less
    terms["financials"]["payment"]["due_after"] = "21 days"
    after = document(agreement(terms))
    said = redline.terminal(redline.compare(before, after))
    (passage,) = (piece for piece in said.split("\n\n") if "How we count" in piece.splitlines()[0])
    assert passage.splitlines()[0] == f"Schedule {found(after).letter} How we count"
    edits = [line for line in passage.splitlines() if "[-" in line or "{+" in line]
    assert len(edits) == 1
    assert "Day. [-" in edits[0]
    assert "{+21 days+} counts whole days." in edits[0]
