"""One list of words for American and Canadian spelling; the library itself is written in British."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import charter.core
from charter.core.language.spelling import listed, spelled

TEXTS = sorted(Path(charter.core.__file__).parent.rglob("*.md"))
BOTH = frozenset(
    {
        "check",
        "program",
        "license",
        "practice",
        "judgment",
        "among",
        "while",
        "learned",
        "gray",
        "acknowledgment",
    }
)
"""American spellings that are also British words."""


@pytest.mark.parametrize("country", ["US", "CA"])
def test_no_word_is_spelled_twice(country: str) -> None:
    words = listed(country)
    assert [word for word in words.values() if word in words] == []
    assert all(spelled(spelled(word, country), country) == new for word, new in words.items())


def test_capital_letters_stay() -> None:
    assert spelled("Labour, LABOUR and labour; iLabour", "US") == "Labor, LABOR and labor; iLabour"


def test_other_countries_read_the_words_as_they_are() -> None:
    assert all(spelled("Organisation", country) == "Organisation" for country in ("GB", "DE", "AU", "", "XX"))


def test_the_library_is_written_in_british_spelling() -> None:
    american = set(listed("US").values()) - BOTH
    found = {
        f"{path.name}: {word}" for path in TEXTS for word in re.findall("[a-z]+", path.read_text("utf-8").lower())
        if word in american
    }  # fmt: skip
    assert found == set()
