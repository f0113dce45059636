"""How each clause reads, by measure: none has a sentence that breaks a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

import charter
from charter.core.agreement import Agreement
from charter.core.document import library, tree
from charter.core.document.assembly import document
from charter.core.document.readability import (
    WORDS,
    broken,
    counting_share,
    measure,
    sentences,
    syllables,
    words_broken,
)

EVERY_TERM = 200
"""As many words as a clause may have that uses every one of its terms at once, as no real agreement does."""
FOLDERS = sorted(path.parent for path in (Path(__file__).parents[3] / "examples").glob("*/**/agreement.toml"))
_CAPTION = re.compile(r"^\*\*([^*]+)\.\*\* ", re.MULTILINE)


def added(law: str, clause: str) -> frozenset[str]:
    """The captions of what a law inserts into a clause."""
    both = (set(_CAPTION.findall(library.words(clause, of, "en"))) for of in (law, ""))
    mine, common = both
    return frozenset(mine - common)


def faults(agreement: Agreement, most: int = EVERY_TERM) -> Iterator[str]:
    law = agreement.general.law.governing
    for section in tree.sections(document(agreement)):
        yield from broken(section, added(law, section.cite), most)


def test_every_clause_reads_as_the_rules_ask(example: Agreement) -> None:
    assert list(faults(example)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_clause_of_a_real_agreement_does_so_in_few_words(folder: Path) -> None:
    agreement = charter.load(folder).agreement
    assert list(faults(agreement, WORDS)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_how_we_count_is_at_most_a_third_of_the_articles(folder: Path) -> None:
    agreement = charter.load(folder).agreement
    assert counting_share(document(agreement)) <= Fraction(1, 3)


def test_the_share_of_counting_is_that_of_its_words() -> None:
    paragraph = tree.Paragraph("1.1.1", (tree.Text("One two three four five six."),), "Caption.")
    counted = tree.Paragraph("A1.1.1", (tree.Text("One two three."),), "Caption.")
    section = tree.Section("x.y", "1.1", "Heading", (tree.Text("In short."),), (paragraph,))
    part = tree.CountingPart("x.y", "A1.1", "Heading", (counted,))
    said = SimpleNamespace(
        articles=(SimpleNamespace(sections=(section,)),),
        schedules=(tree.Counting("A", "How we count", "counting", (), (part,)),),
    )
    assert counting_share(cast("tree.Document", said)) == Fraction(3, 8)


def test_a_sentence_is_told_with_the_rule_that_it_breaks() -> None:
    section = tree.Section(
        "x.y", "1.1", "Heading", (tree.Text("In short without a figure at hand."),),
        (
            tree.Paragraph("1.1.1", (tree.Text("Access is given. Reports are kept. It is a particulars list."),)),
            tree.Paragraph("1.1.2", (tree.Text("One. Two is here. Three is here. Four is here."),), "Many."),
        ),
    )  # fmt: skip
    told = "\n".join(broken(section))
    assert "rule 1, who acts: Access is given." in told
    assert "rule 2, no caption: Access is given." in told
    assert "rule 2, 4 sentences" in told
    assert "rule 7, “particulars”" in told


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Pay anew.", 7),
        ("Pay as the law sets.", 11),
        ("Pay within 5 business days.", 12),
        ("Holidays of DE-HH.", 15),
    ],
)
def test_a_banned_word_is_found(text: str, rule: int) -> None:
    assert [number for number, _ in words_broken(text)] == [rule]


def test_what_a_person_wrote_is_not_judged() -> None:
    section = tree.Section(
        "x.y", "1.1", "Heading", (tree.Text("Never."),),
        (tree.Paragraph("1.1.1", (tree.Value("x.y.z", "the rhythm of business days"), tree.Text(" counts.")), "What."),),
    )  # fmt: skip
    assert broken(section) == []


def test_measures() -> None:
    counted = measure(["The Client pays. It is paid by Friday."])
    assert (counted.words, counted.sentences, counted.openings, counted.passive) == (8, 2, 1, 0.5)
    assert counted.grade < 3
    assert sentences("The Client may: pay. No.") == ["The Client may: pay.", "No."]
    assert [syllables(word) for word in ("mended", "paid", "invoice", "table")] == [2, 1, 2, 2]
