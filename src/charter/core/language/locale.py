"""A locale: the language that somebody reads, and the country by whose habits dates, money and hours are written.

>>> Locale.read("de_AT.UTF-8"), str(Locale.read("en-US"))
(Locale(language='de', country='AT'), 'en-US')
>>> Locale.read("C.UTF-8") == Locale.read("") == ENGLISH
True
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Z][a-z]{3})?(?:[-_]([A-Z]{2}))?(?:[.@].*)?")


class Locale(NamedTuple):
    """A language (ISO 639) and a country (ISO 3166-1); without a country, English is written as Charter's files are."""

    language: str = "en"
    country: str = ""

    @classmethod
    def read(cls, tag: str) -> Locale:
        """Read "en-US" or, as a system has it, "de_DE.UTF-8"; "C" and what is no locale give plain English."""
        found = _TAG.fullmatch(tag)
        return cls(found[1], found[2] or "") if found else cls()

    def __str__(self) -> str:
        return f"{self.language}-{self.country}" if self.country else self.language


ENGLISH = Locale()
"""Plain English, as every `str` of a sentence and all JSON has it."""
