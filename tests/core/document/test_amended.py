"""Nothing signed is re-worded, also by amending: no word differs but those that follow from what was amended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, amend
from charter.core.document import tree
from charter.core.document.amended import Signed, amended, in_order, shown
from charter.core.document.assembly import document
from charter.core.document.editions import NotKept
from charter.core.document.library import edition, working
from charter.formats import docx, html, markdown, redline
from charter.formats.rows import FlatLine, FlatTable
from tests.core.document.overlay import released

NEW_WORDS = ("as we say now", "good Client", "So it is", "Deutschland", "Holland")

Data = dict[str, Any]


@pytest.fixture
def signed(harbourline: Agreement) -> Signed:
    """The whole example as it was signed in the words of then."""
    return Signed(document(harbourline, version="Agreement"), harbourline, edition())


@pytest.fixture
def later(signed: Signed, tmp_path: Path) -> Iterator[Signed]:
    """The same, at a time when every text of the library has other words."""
    with released(tmp_path / "editions"):
        assert edition() != signed.edition
        yield signed


def by(*changes: tuple[str, Any, Any], number: int = 1) -> Amendment:
    """An amendment of terms: path, from, to."""
    listed = [{"path": path, "from": before, "to": after} for path, before, after in changes]
    said = {
        "number": number,
        "title": "x",
        "effective": "2026-05-01",
        "change": listed,
    }
    return Amendment.model_validate_json(json.dumps(said), strict=True)


def after(signed: Signed, *changes: tuple[str, Any, Any]) -> tuple[tree.Document, Agreement]:
    agreement = amend(signed.agreement, by(*changes))
    return amended([signed], agreement, version="Agreement"), agreement


def differing(before: tree.Document, now: tree.Document) -> set[str]:
    """Name the parts of two documents that differ: sections and schedules by clause, facts by label, words, the rest."""

    def parts(doc: tree.Document) -> dict[str, object]:
        found: dict[str, object] = {section.cite: section for section in tree.sections(doc)}
        found |= {f"schedule {each.cite}": each for each in doc.schedules}
        found |= {f"cover {fact.label}": fact for fact in doc.cover}
        found |= {f"word {entry.word}": entry for entry in doc.glossary}
        rest = replace(doc, articles=(), schedules=(), cover=(), glossary=())
        return found | {"rest": rest, "articles": [(a.part, a.number, a.heading) for a in doc.articles]}

    were, are = parts(before), parts(now)
    return {name for name in were.keys() | are.keys() if were.get(name) != are.get(name)}


def texts(doc: tree.Document) -> str:
    return json.dumps(tree.to_data(doc), ensure_ascii=False)


def section(doc: tree.Document, cite: str) -> tree.Section:
    return next(each for each in tree.sections(doc) if each.cite == cite)


def test_the_texts_of_the_test_have_other_words_everywhere(later: Signed) -> None:
    """Or the tests below would prove nothing."""
    drawn = document(later.agreement, version="Agreement")
    same = {each.cite for each in tree.sections(drawn)} - differing(later.document, drawn)
    assert same == set()
    assert [
        entry.word for entry in drawn.glossary if f"word {entry.word}" not in differing(later.document, drawn)
    ] == []


def test_one_term_amended_changes_its_section_and_what_shows_it(later: Signed) -> None:
    doc, _ = after(later, ("financials.retainer.amount", "EUR 12000.00", "EUR 15000.00"))
    assert differing(later.document, doc) == {
        "financials.retainer", "financials.late_payment", "schedule counting", "cover What the Client pays",
    }, "the ladder is shown for an invoice of the retainer"  # fmt: skip
    was, now = (
        json.dumps([tree.to_data(section(each, "financials.retainer")), tree.to_data(each.schedules[-2])])
        for each in (later.document, doc)
    )
    for old, new in (
        ("12,000.00", "15,000.00"),
        ("3,870.97", "4,838.71"),
        ("187.50", "234.38"),
        ("101.29", "126.62"),
    ):
        was = was.replace(f"EUR {old}", f"EUR {new}")
    assert now == was


def test_no_word_of_later_texts_comes_in(later: Signed) -> None:
    doc, _ = after(later, ("financials.payment.due_after", "14 days", "21 days"))
    assert "financials.payment" in differing(later.document, doc)
    assert [words for words in NEW_WORDS if words in texts(doc)] == []


def test_a_term_that_two_sections_show_changes_both(later: Signed) -> None:
    """The name of a deliverable stands in its own section, with the milestone that it earns, and on the cover."""
    key, thing = next(iter(later.agreement.scope.deliverables.things.items()))  # type: ignore[union-attr]
    doc, _ = after(later, (f"scope.deliverables.{key}.name", thing.name, "Another name"))
    shows = {
        each.cite for each in tree.sections(later.document) if thing.name in json.dumps(tree.to_data(each))
    }
    shows |= {
        f"schedule {s.cite}" for s in later.document.schedules if thing.name in json.dumps(tree.to_data(s))
    }
    assert len(shows) >= 2
    assert shows == {name for name in differing(later.document, doc) if not name.startswith("cover")}


def test_an_unamended_agreement_is_the_signed_document_whatever_the_texts_say_now(later: Signed) -> None:
    assert amended([later], later.agreement, version="Agreement") == later.document
    assert amended([later], later.agreement, version="Today").version == "Today"


def test_it_goes_on_from_what_was_signed_also_where_code_would_print_it_otherwise(later: Signed) -> None:
    """The frozen tree is what was signed, whatever today's code makes of the terms."""
    odd = replace(
        later, document=replace(later.document, subtitle="as printed then", closing=(tree.Text("Then."),))
    )
    doc, _ = after(odd, ("financials.payment.due_after", "14 days", "21 days"))
    assert (doc.subtitle, tree.plain(doc.closing)) == ("as printed then", "Then.")


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


def removed(signed: Signed, cite: str) -> tuple[tree.Document, Agreement]:
    part, name = cite.split(".")
    whole = signed.agreement.model_dump(mode="json", exclude_none=True, by_alias=True)
    return after(signed, (cite, whole[part][name], None))


def test_a_clause_taken_out_leaves_its_number_and_no_other_changes(later: Signed) -> None:
    doc, agreement = removed(later, "financials.late_payment")
    numbers = {each.cite: each.number for each in tree.sections(doc)}
    assert numbers == {each.cite: each.number for each in tree.sections(later.document)}
    gone = section(doc, "financials.late_payment")
    assert [tree.plain(block.inlines) for block in gone.blocks if isinstance(block, tree.Paragraph)] == [
        "The sides took this section out by an amendment. Its number stays, so that every other number is what it was."
    ]
    assert "financials.late_payment" not in agreement.numbering
    assert agreement.numbering["financials.suspension"] == numbers["financials.suspension"]  # type: ignore[index]
    refers = {
        each.cite for each in tree.sections(later.document) if '"financials.late_payment"' in texts_of(each)
    }
    assert refers >= {"financials.late_payment"}
    sections = {name for name in differing(later.document, doc) if not name.startswith(("word", "cover"))}
    assert sections == refers | {"schedule counting", "schedule lasting", "schedule papers"}
    assert [words for words in NEW_WORDS if words in texts(doc)] == []


def texts_of(part: object) -> str:
    return json.dumps(tree.to_data(part), ensure_ascii=False)


def test_a_schedule_taken_out_leaves_its_letter(later: Signed) -> None:
    were = later.document.schedules
    doc, _ = removed(later, "communication.meetings")
    assert [(each.letter, each.cite) for each in doc.schedules] == [(each.letter, each.cite) for each in were]
    changed = [now for now, was in zip(doc.schedules, were, strict=True) if now != was]
    assert [each.cite for each in changed] == ["communication.meetings", "papers"]
    assert "took this schedule out" in texts_of(changed[0])
    for form in (docx.render, html.render, markdown.render):
        assert form(doc)


def without(agreement: Agreement, *cites: str) -> Agreement:
    whole = agreement.model_dump(mode="json", exclude_none=True, by_alias=True)
    for cite in cites:
        part, name = cite.split(".")
        del whole[part][name]
    return Agreement.model_validate_json(json.dumps({k: v for k, v in whole.items() if v != {}}), strict=True)


@pytest.fixture
def smaller(harbourline: Agreement, tmp_path: Path) -> Iterator[tuple[Signed, Agreement]]:
    """The example signed without its milestones and all communication, in the words of before; and the whole of it."""
    talks = [cite for cite in harbourline.clauses if cite.startswith("communication.")]
    agreement = without(harbourline, "financials.milestones", *talks)
    signed = Signed(document(agreement, version="Agreement"), agreement, edition())
    with released(tmp_path / "editions"):
        yield signed, harbourline


def brings(agreement: Agreement, cite: str, number: int = 1) -> Amendment:
    part, name = cite.split(".")
    return by(
        (cite, None, agreement.model_dump(mode="json", exclude_none=True, by_alias=True)[part][name]),
        number=number,
    )


def test_a_clause_brought_in_has_the_next_number_and_the_words_of_the_amendment(
    smaller: tuple[Signed, Agreement],
) -> None:
    signed, whole = smaller
    agreement = amend(signed.agreement, brings(whole, "financials.milestones"))
    doc = amended([signed], agreement, version="Agreement")
    (article,) = (each for each in doc.articles if each.part == "financials")
    new = article.sections[-1]
    assert (new.cite, new.edition) == ("financials.milestones", working().edition)
    assert new.number == f"{article.number}.{len(article.sections)}"
    assert tree.plain(new.in_short).startswith("As we say now")
    old = {each.cite: each for each in tree.sections(signed.document)}
    assert [each.edition for each in tree.sections(doc) if each.cite in old and each.edition] == []
    changed = {each.cite for each in tree.sections(doc) if old.get(each.cite) != each}
    refers = {each.cite for each in tree.sections(doc) if '"financials.milestones"' in texts_of(each)}
    assert changed <= refers
    assert agreement.numbering[new.cite] == new.number  # type: ignore[index]


def test_a_part_brought_in_is_the_last_article(smaller: tuple[Signed, Agreement]) -> None:
    signed, whole = smaller
    doc = amended(
        [signed], amend(signed.agreement, brings(whole, "communication.meetings")), version="Agreement"
    )
    assert [each.part for each in doc.articles][:-1] == [each.part for each in signed.document.articles]
    assert (doc.articles[-1].part, doc.articles[-1].number) == ("communication", str(len(doc.articles)))
    letters = [(each.letter, each.cite) for each in signed.document.schedules]
    assert [(each.letter, each.cite) for each in doc.schedules][: len(letters)] == letters
    assert in_order(doc)


def test_a_number_and_a_letter_are_of_one_clause_for_ever(smaller: tuple[Signed, Agreement]) -> None:
    """What comes takes no place of what went; what comes again has the place that it had, and is worded as new."""
    signed, whole = smaller
    own = [each for each in signed.document.schedules if isinstance(each, tree.Schedule) and "." in each.cite]
    first = own[-1].cite
    part, name = first.split(".")
    held = signed.agreement.model_dump(mode="json", exclude_none=True, by_alias=True)[part][name]
    terms, before = signed.agreement, [signed]
    for amendment in (
        by((first, held, None)),
        brings(whole, "communication.meetings", 2),
        brings(whole, first, 3),
    ):
        terms = amend(terms, amendment)
        before.append(Signed(amended(before, terms, version="x"), terms, signed.edition))
    letters = [{each.cite: each.letter for each in one.document.schedules} for one in before]
    assert {one[first] for one in letters} == {letters[0][first]}
    assert letters[2]["communication.meetings"] == letters[3]["communication.meetings"]
    assert letters[2]["communication.meetings"] not in letters[0].values()
    numbers = [{each.cite: each.number for each in tree.sections(one.document)} for one in before]
    assert numbers[0].items() <= numbers[3].items()
    last = before[-1].document
    assert {each.cite for each in tree.sections(last) if each.edition} == {first, "communication.meetings"}
    assert in_order(last)


def test_it_can_be_printed_from_its_terms_in_the_layout_that_it_shows(
    smaller: tuple[Signed, Agreement],
) -> None:
    """As verification does: from the terms alone, which know no history."""
    signed, whole = smaller
    agreement = amend(signed.agreement, brings(whole, "financials.milestones"))
    doc = amended([signed], agreement, version="Agreement")
    alone = Agreement.model_validate_json(
        agreement.model_dump_json(exclude_none=True, by_alias=True), strict=True
    )
    assert document(alone, version="Agreement", layout=shown(doc, signed.edition)) == doc
    assert document(alone, version="Agreement") != doc


def test_words_that_are_not_here_are_missed_only_where_a_term_differs(signed: Signed) -> None:
    lost = replace(signed, edition="2020.1+0000000000000000")
    assert amended([lost], signed.agreement, version="Agreement") == signed.document
    with pytest.raises(NotKept, match=r"2020\.1"):
        after(lost, ("financials.payment.due_after", "14 days", "21 days"))


def test_the_redline_shows_what_was_amended_alone(later: Signed) -> None:
    doc, _ = after(later, ("financials.payment.due_after", "14 days", "21 days"))
    compared = redline.compare(later.document, doc)
    shown = redline.terminal(compared)
    assert "[-14-]" in shown.replace("[-14 days-]", "[-14-]")
    assert [words for words in NEW_WORDS if words in shown] == []
    changed = [
        passage
        for passage in compared.passages
        if "+}" in redline.terminal(replace(compared, passages=(passage,)))
    ]
    assert 1 <= len(changed) <= 3
    assert {type(block) for passage in changed for block in passage.blocks} <= {FlatLine, FlatTable}
