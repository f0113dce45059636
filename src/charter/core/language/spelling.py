"""The spelling of English by country, from one list of words. It is for the library's own words, never for a person's.

The library is written in British spelling; Americans and Canadians read theirs, everybody else reads it as it is.

>>> spelled("The Organisation pays by cheque.", "US"), spelled("The Organisation pays by cheque.", "CA")
('The Organization pays by check.', 'The Organization pays by cheque.')
>>> spelled("The Organisation pays by cheque.", "DE")
'The Organisation pays by cheque.'
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_HERE = "charter.core.language"


@lru_cache(maxsize=4096)
def spelled(text: str, country: str) -> str:
    """Write the words of a text as a country spells them; a word's capital letters stay."""
    words = listed(country)
    if not words:
        return text
    return re.sub("[A-Za-z]+", lambda found: _spelled(found[0], words), text)


@cache
def listed(country: str) -> dict[str, str]:
    """Give the words that a country spells in its own way, each by its British spelling."""
    text = resources.files(_HERE).joinpath("spelling.csv").read_text(encoding="utf-8")
    heads, *rows = (line.split(",") for line in text.split())
    if country not in heads[1:]:
        return {}
    column = heads.index(country)
    return {row[0]: row[column] for row in rows if row[column] != row[0]}


def _spelled(word: str, words: dict[str, str]) -> str:
    found = words.get(word.lower(), word)
    if found == word or word.islower():
        return found
    return found.upper() if word.isupper() else found.capitalize()
