"""The document of a whole agreement, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document

Data = dict[str, Any]
Make = Callable[[Data], Agreement]
Cut = Callable[[Data, tuple[str, ...]], Data]


def section(doc: tree.Document, cite: str) -> str:
    found = next(s for s in tree.sections(doc) if s.cite == cite)
    lines = [b.inlines for b in found.blocks if isinstance(b, tree.Paragraph)]
    lines += [cell for b in found.blocks if isinstance(b, tree.Table) for row in b.rows for cell in row]
    return "\n".join(map(tree.plain, lines))


def tables(doc: tree.Document) -> list[tree.Schedule]:
    return [each for each in doc.schedules if isinstance(each, tree.Schedule)]


def prices(doc: tree.Document) -> list[tuple[str, str]]:
    """What for and how much, line by line, as page one shows it."""
    table = next(fact.table for fact in doc.cover if fact.table)
    return [(tree.plain(row[0]), tree.plain(row[1])) for row in table.rows]


def test_page_one_is_the_whole_deal(harbourline: Agreement) -> None:
    cover = {fact.label: tree.plain(fact.inlines) for fact in document(harbourline).cover}
    assert list(cover) == [
        "Client",
        "Consultant",
        "What for",
        "Time",
        "What the Client pays",
        "How we talk",
        "Not included",
        "How to stop",
        "Law",
    ]
    assert cover["Time"] == "Sunday, 1 March 2026, to Sunday, 28 February 2027; it then renews itself."
    assert prices(document(harbourline))[:2] == [
        ("Retainer", "EUR 12,000.00 a month, with 64 hours"), ("Each further hour", "EUR 210.00"),
    ]  # fmt: skip
    assert cover["How to stop"].endswith(" (Ending the engagement).")


def test_page_one_says_only_what_is_agreed(data: Callable[[str], Data], agreement: Make) -> None:
    cover = {fact.label: tree.plain(fact.inlines) for fact in document(agreement(data("minimal"))).cover}
    assert list(cover) == ["Client", "Consultant", "Time", "How we talk", "Law", "Says nothing on"]
    assert cover["Time"] == "From Monday, 1 June 2026, until a side ends it."
    assert cover["Says nothing on"].startswith(
        "Work for others, what is done from day to day, what is handed over, "
    )
    assert cover["Says nothing on"].endswith(". There the law alone applies.")
    assert cover["How we talk"] == "ines@fennel.example, mara@northlight.example"


def test_every_value_on_page_one_knows_its_term(harbourline: Agreement) -> None:
    facts = document(harbourline).cover
    lines = [fact.inlines for fact in facts]
    lines += [cell for fact in facts if fact.table for row in fact.table.rows for cell in row]
    paths = {i.path for line in lines for i in line if isinstance(i, tree.Value)}
    assert {
        "financials.retainer.amount",
        "scope.deliverables.audit.name",
        "exit.termination.client.notice",
    } <= paths


def test_the_frame_comes_from_the_terms(harbourline: Agreement) -> None:
    doc = document(harbourline)
    assert doc.title == "Fractional CTO agreement"
    assert doc.subtitle == "between Harbourline Logistics GmbH and Northlight CTO"
    assert (doc.version, doc.dated) == ("Draft of 16 February 2026", dt.date(2026, 2, 16))
    assert document(harbourline, version="Round 3").version == "Round 3"
    assert [article.heading for article in doc.articles] == [
        "Foundation", "Scope", "Communication", "Financials", "Confidentiality", "Risk", "Exit", "Trust", "General",
    ]  # fmt: skip


STOPPED = "Brightkettle Foods Inc."


def test_a_value_that_ends_in_a_full_stop_closes_its_sentence(
    data: Callable[[str], Data], agreement: Make, said: Callable[[tree.Document], str]
) -> None:
    terms = data("harbourline")
    terms["foundation"]["parties"]["client"]["name"] = STOPPED
    deliverable = terms["scope"]["deliverables"]["audit"]
    deliverable["name"] = "Audit of the shop etc."
    mark = tree.Mark(dt.date(2026, 4, 1), "deliverable", "Audit of the shop etc.", "scope.deliverables")
    doc = document(agreement(terms), (mark,))
    client = next(entry for entry in doc.glossary if entry.word == "Client")
    assert tree.plain(client.inlines) == STOPPED
    assert doc.timeline is not None
    assert doc.timeline.alt.endswith("1 April 2026: Audit of the shop etc.")
    everything = said(doc)
    assert everything.count(STOPPED) > 3
    assert ".." not in everything


def test_within_a_sentence_a_value_keeps_its_full_stop(data: Callable[[str], Data], agreement: Make) -> None:
    terms = data("harbourline")
    terms["foundation"]["parties"]["client"]["name"] = STOPPED
    cover = {fact.label: tree.plain(fact.inlines) for fact in document(agreement(terms)).cover}
    assert cover["Client"].startswith("Brightkettle Foods Inc. ")


def test_the_schedules_follow_the_clauses(harbourline: Agreement) -> None:
    *found, papers, last = [(s.letter, s.heading, len(s.table.rows)) for s in tables(document(harbourline))]
    assert last[:2] == ("H", "What lasts after the Last Day")
    assert papers[:2] == ("G", "Which paper says what")
    assert found == [
        ("A", "Deliverables", 3), ("B", "What the Client provides", 2), ("C", "Meetings", 2), ("D", "Milestones", 3),
        ("E", "Pay on success", 5), ("F", "Equity", 2),
    ]  # fmt: skip


def test_people_and_deliverables_are_named(harbourline: Agreement) -> None:
    schedules = {s.letter: s.table for s in tables(document(harbourline))}
    assert tree.plain(schedules["A"].rows[1][4]) == "Priya Nair"
    assert tree.plain(schedules["B"].rows[0][3]) == "Architecture audit"
    assert tree.plain(schedules["C"].rows[0][3]) == "45 minutes"
    assert schedules["D"].numeric == (1, 2)


@pytest.mark.parametrize(
    ("name", "paper"), [("harbourline", "a4"), ("pocketwell", "us-letter"), ("tillhouse", "a4")]
)
def test_paper_follows_the_clients_country(
    name: str, paper: str, data: Callable[[str], Data], agreement: Make
) -> None:
    assert document(agreement(data(name))).paper == paper


def test_the_timeline_has_its_marks_and_its_words(harbourline: Agreement) -> None:
    mark = tree.Mark(dt.date(2026, 4, 15), "deliverable", "Architecture audit", "scope.deliverables.audit")
    timeline = document(harbourline, (mark,)).timeline
    assert timeline is not None
    assert (timeline.first_day, timeline.last_day) == (dt.date(2026, 3, 1), dt.date(2027, 2, 28))
    assert timeline.marks == (mark,)
    assert timeline.alt == (
        "The engagement starts on 1 March 2026 and runs to 28 February 2027."
        " It shows 15 April 2026: Architecture audit."
    )


def test_a_timeline_may_run_on(data: Callable[[str], Data], agreement: Make) -> None:
    timeline = document(agreement(data("pocketwell"))).timeline
    assert timeline is not None
    assert timeline.last_day is None
    assert "runs until a side ends it" in timeline.alt


def test_those_who_sign_have_their_lines(harbourline: Agreement) -> None:
    client, consultant = document(harbourline).signatures
    assert (client.side, client.party) == ("client", "Harbourline Logistics GmbH")
    assert consultant.signatories == (
        tree.Signatory("Mara Lindqvist", "Founder", "mara@northlight.example", key="mara"),
    )


def test_the_law_chooses_the_words(data: Callable[[str], Data], agreement: Make) -> None:
    terms = data("harbourline")
    assert "626" in section(document(agreement(terms)), "exit.termination")
    terms["general"]["law"]["governing"] = "GB-SCT"
    doc = document(agreement(terms))
    assert "626" not in section(doc, "exit.termination")
    assert "law of Scotland" in section(doc, "general.law")


def test_negotiated_words_say_how_they_act(data: Callable[[str], Data], agreement: Make) -> None:
    terms = data("harbourline")
    wording = {"text": "One.\n\nTwo.", "replaces": "a" * 64, "effect": "same"}
    terms["scope"]["deliverables"]["wording"] = wording
    doc = document(agreement(terms))
    found = next(s for s in tree.sections(doc) if s.cite == "scope.deliverables")
    assert found.in_short == ()
    assert [b.number for b in found.blocks if isinstance(b, tree.Paragraph)] == ["2.2.1", "2.2.2", "2.2.3"]
    assert found.blocks[0] == tree.Paragraph(
        "2.2.1", (tree.Value("scope.deliverables.wording.text", "One."),)
    )
    assert section(doc, "scope.deliverables").endswith(
        "The terms of the section still say the same as these words."
    )
    assert doc.schedules[0].heading == "Deliverables"


def test_words_of_a_replaced_text_are_not_defined(
    data: Callable[[str], Data], agreement: Make, without: Cut
) -> None:
    terms = without(data("minimal"), ())
    terms["financials"] = {"retainer": data("tillhouse")["financials"]["retainer"]}
    words = [entry.word for entry in document(agreement(terms)).glossary]
    terms["financials"]["retainer"]["wording"] = {"text": "Paid.", "replaces": "b" * 64, "effect": "manual"}
    after = [entry.word for entry in document(agreement(terms)).glossary]
    assert "Included Hours" in words
    assert "Included Hours" not in after


def test_the_same_terms_make_the_same_tree(harbourline: Agreement) -> None:
    assert document(harbourline) == document(harbourline)
    assert tree.from_data(tree.to_data(document(harbourline))) == document(harbourline)


def test_page_one_shows_no_figure_that_negotiated_words_have_left_to_a_person(
    data: Callable[[str], Data], agreement: Make
) -> None:
    terms = data("harbourline")
    terms["financials"]["retainer"]["wording"] = {"text": "Paid.", "replaces": "b" * 64, "effect": "manual"}
    shown = prices(document(agreement(terms)))
    assert shown[0] == ("4.1 (Retainer)", "negotiated words say it")
    assert not any("12,000" in cell for row in shown for cell in row)
    terms["financials"]["retainer"]["wording"]["effect"] = "same"
    assert prices(document(agreement(terms)))[0] == ("Retainer", "EUR 12,000.00 a month, with 64 hours")
