"""What agreements are asked to say: a table names the clause and the term that answers each topic, and both exist."""

from __future__ import annotations

import csv
from pathlib import Path

from charter.core.agreement import Agreement, clause_types
from charter.core.document import library
from tests.core.variations import leaves

TABLE = Path(__file__).parents[2] / "docs" / "coverage.csv"
BY_TEXT = {
    "DTSA immunity notice": ("confidentiality.non_disclosure", "US", "18 U.S.C. 1833(b)"),
}
"""Topics that no term answers but the words of a clause under a law: the clause, the law, and what it says."""
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def test_every_answer_is_a_term_that_exists() -> None:
    terms = set(leaves(Agreement, ""))
    named = {(row["clause"], row["term"]) for row in ROWS if row["term"]}
    assert {f"{clause}.{term}" for clause, term in named} <= terms
    assert {row["clause"] for row in ROWS} <= set(map(str, clause_types()))


def test_what_no_term_answers_stands_in_the_words() -> None:
    wordless = {row["topic"] for row in ROWS if not row["term"]}
    assert wordless == BY_TEXT.keys()
    for clause, law, words in BY_TEXT.values():
        assert words in library.words(clause, law, "en")


def test_no_answer_is_given_twice() -> None:
    assert len({tuple(row.values()) for row in ROWS}) == len(ROWS)
