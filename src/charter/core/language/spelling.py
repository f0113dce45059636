r"""The spelling of English by country, from one list of words. It is for the library's own words, never for a person's.

The library is written in British spelling; Americans and Canadians read theirs, everybody else reads it as it is.

>>> spelled("The Organisation pays by cheque.", "US"), spelled("The Organisation pays by cheque.", "CA")
('The Organization pays by check.', 'The Organization pays by cheque.')
>>> spelled("The Organisation pays by cheque.", "DE")
'The Organisation pays by cheque.'
>>> Spelling("GB,US\ncheque,check\n").spelled("The Organisation pays by cheque.", "US")
'The Organisation pays by check.'
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_HERE = "charter.core.language"


class Spelling:
    """One list of words: the countries at its head, and in each line one word as each of them spells it."""

    def __init__(self, text: str) -> None:
        self._heads, *self._rows = (line.split(",") for line in text.split())
        self._listed: dict[str, dict[str, str]] = {}

    def listed(self, country: str) -> dict[str, str]:
        """Give the words that a country spells in its own way, each by its British spelling."""
        if country not in self._listed:
            column = self._heads.index(country) if country in self._heads else 0
            self._listed[country] = {row[0]: row[column] for row in self._rows if row[column] != row[0]}
        return self._listed[country]

    def spelled(self, text: str, country: str) -> str:
        """Write the words of a text as a country spells them; a word's capital letters stay."""
        words = self.listed(country)
        return re.sub("[A-Za-z]+", lambda found: _spelled(found[0], words), text) if words else text


@cache
def working_spelling() -> Spelling:
    """Give the list that is being worked on; the texts of an edition that is kept have a list of their own."""
    return Spelling(resources.files(_HERE).joinpath("spelling.csv").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def spelled(text: str, country: str, spelling: Spelling | None = None) -> str:
    """Write the words of a text as a country spells them, by the working list or another."""
    return (spelling or working_spelling()).spelled(text, country)


def listed(country: str) -> dict[str, str]:
    """Give the words that a country spells in its own way, each by its British spelling."""
    return working_spelling().listed(country)


def _spelled(word: str, words: dict[str, str]) -> str:
    found = words.get(word.lower(), word)
    if found == word or word.islower():
        return found
    return found.upper() if word.isupper() else found.capitalize()
