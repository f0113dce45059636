"""Fifteen questions each of a German, an English and a Californian lawyer, of a CFO and of a founder, each answered.

A row names the agreement that was read, the term that answers, and words that its document prints. What was asked and
was not there is in `not_there.csv`, with what was done about it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import terms_data
from charter.core.document.assembly import document
from charter.core.reading import read
from charter.formats import markdown
from tests.conftest import EXAMPLES

HERE = Path(__file__).parent
FOREIGN = HERE.parent / "foreign" / "agreements"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / f"{name}.csv").read_text("utf-8").splitlines()))


QUESTIONS = rows("questions")


@cache
def agreement(name: str) -> Agreement:
    own = FOREIGN / f"{name}.toml"
    (path,) = [own] if own.exists() else EXAMPLES.glob(f"*/{name}/agreement.toml")
    return read({"agreement.toml": path.read_bytes()}).agreement


@cache
def printed(name: str) -> str:
    return markdown.render(document(agreement(name))).replace("\\", "")


def held(name: str, path: str) -> object:
    found: object = terms_data(agreement(name))
    for step in path.split("."):
        assert isinstance(found, Mapping)
        found = found.get(step)
    return found


def test_each_reader_asks_fifteen_different_questions() -> None:
    asked = Counter(row["reader"] for row in QUESTIONS)
    assert asked == dict.fromkeys(
        ("German lawyer", "English lawyer", "Californian lawyer", "CFO", "Founder"), 15
    )
    assert len({(row["reader"], row["question"]) for row in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("row", QUESTIONS, ids=[f"{row['reader']}: {row['question']}" for row in QUESTIONS])
def test_the_document_answers(row: dict[str, str]) -> None:
    name, term, words = row["agreement"], row["term"], row["words"]
    assert held(name, term) is not None, f"{term} is left out of {name}"
    assert words in printed(name), f"{name} does not say: {words}"


def test_what_was_not_there_says_what_was_done() -> None:
    for row in rows("not_there"):
        assert all(row.values()), row
