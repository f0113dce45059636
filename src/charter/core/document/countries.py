"""Names of countries and laws, as prose says them.

>>> names = PlaceNames({"DE": "Germany"}, {"GB-SCT": "Scotland"})
>>> names.country("DE"), names.country("DE-HH"), names.country("XX")
('Germany', 'Germany (DE-HH)', 'XX')
>>> names.law("GB-SCT"), names.law("DE"), names.locale("en-DE")
('Scotland', 'Germany', 'English in Germany')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceNames:
    """Names of countries by their codes, and of those laws that are not called by the name of a country."""

    countries: Mapping[str, str]
    laws: Mapping[str, str]

    def country(self, code: str) -> str:
        """Name a country; a part of one keeps its code behind the name, an unknown code stays as it is."""
        country, _, part = code.partition("-")
        name = self.countries.get(country, country)
        return f"{name} ({code})" if part else name

    def law(self, code: str) -> str:
        """Name whose law a code means: of a state or province where its name is known, else of the country."""
        return self.laws.get(code) or self.country(code)

    def locale(self, tag: str) -> str:
        """Name the English of a country, as a text says in which way it is written."""
        return f"English in {self.country(tag.partition('-')[2])}"
