"""Plain language, measured: short sentences, common words, none of the tongue of deeds.

The grade is that of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.document.library import texts

GRADE, MEAN, LONGEST = 12, 20, 40
STIFF = re.compile(
    r"\b(shall|hereby|herein\w*|hereto\w*|hereunder|thereof|therein|thereto|witnesseth|whereas|aforesaid|"
    r"forthwith|notwithstanding|hereinafter|said party|in lieu of|inter alia|pursuant|heretofore|undersigned)\b",
    re.IGNORECASE,
)
NEGATIONS = re.compile(
    r"\b(not|no|never|none|nobody|nothing|cannot|neither|nor|without|unless|\w+n['\u2019]t)\b", re.IGNORECASE
)
_PIECES = re.compile(r"[.:;,]|\b(?:and|but|or|if|where|that|which|who|so|as|until|even)\b", re.IGNORECASE)


def prose(doc: tree.Document, *, values: bool) -> list[str]:
    """The sentences of the prose: paragraphs, items, what is in short, definitions, closing."""
    lines = [line for section in tree.sections(doc) for line in (section.in_short, *paragraphs(section))]
    lines += [entry.inlines for entry in doc.glossary] + [schedule.intro for schedule in doc.schedules]
    text = [words(line, values=values) for line in (*lines, doc.closing)]
    return [s for line in text for s in re.split(r"(?<=[.:;!?])\s+(?=[A-Z(])", line) if re.search("[a-z]", s)]


def paragraphs(section: tree.Section) -> list[tuple[tree.Inline, ...]]:
    found: list[tuple[tree.Inline, ...]] = []
    for block in section.blocks:
        if isinstance(block, tree.Paragraph):
            found.append(block.inlines)
        elif isinstance(block, tree.Items):
            found.extend(block.items)
    return found


def words(line: tuple[tree.Inline, ...], *, values: bool) -> str:
    return "".join("X" if isinstance(i, tree.Value) and not values else tree.plain((i,)) for i in line)


def syllables(word: str) -> int:
    """Count the syllables of an English word by its groups of vowels; a silent e at the end is none.

    >>> [syllables(w) for w in ("deliverable", "invoice", "paid", "the")]
    [5, 2, 1, 1]
    """
    bare = re.sub("[^a-z]", "", word.lower())
    groups = len(re.findall("[aeiouy]+", bare))
    silent = bare.endswith("e") and not bare.endswith("le") and groups > 1
    return max(groups - silent, 1)


def grade(sentences: list[str]) -> tuple[float, float]:
    """The grade and the mean number of words in a sentence."""
    tokens = [re.findall(r"[A-Za-z0-9][\w'\u2019./@-]*", sentence) for sentence in sentences]
    count = sum(len(t) for t in tokens)
    mean = count / len(sentences)
    return 0.39 * mean + 11.8 * sum(syllables(w) for t in tokens for w in t) / count - 15.59, mean


def test_a_document_reads_easily(example: Agreement) -> None:
    sentences = prose(document(example), values=True)
    level, mean = grade(sentences)
    assert level <= GRADE
    assert mean <= MEAN
    assert [s for s in sentences if len(s.split()) > LONGEST] == []


def test_no_clause_reads_hard(harbourline: Agreement) -> None:
    doc = document(harbourline)
    for section in tree.sections(doc):
        lines = [words(line, values=True) for line in paragraphs(section)]
        assert grade([s for line in lines for s in re.split(r"(?<=[.:])\s+(?=[A-Z])", line)])[0] <= GRADE, (
            section.cite
        )


def test_no_sentence_denies_twice(example: Agreement) -> None:
    for sentence in prose(document(example), values=False):
        for piece in _PIECES.split(sentence):
            assert len(NEGATIONS.findall(piece)) < 2, sentence


@pytest.mark.parametrize(("name", "text"), sorted(texts()))
def test_no_text_is_stiff(name: str, text: str) -> None:
    assert STIFF.findall(text) == [], name


def test_the_measure_knows_hard_from_easy(
    harbourline: Agreement, said: Callable[[tree.Document], str]
) -> None:
    hard = [
        "Notwithstanding any contractual obligation hereinafter enumerated, indemnification responsibilities persist."
    ]
    assert grade(hard)[0] > GRADE
    assert grade(["The Client pays.", "The work stops."])[0] < 4
    assert STIFF.search("The Consultant shall hereby pay.")
    assert len(NEGATIONS.findall("It is not without merit")) == 2
    assert len(said(document(harbourline)).split()) > 2500
