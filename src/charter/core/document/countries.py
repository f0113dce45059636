"""Names of countries and laws, as prose says them.

>>> country_name("DE"), country_name("DE-HH"), law_name("GB-SCT"), law_name("DE")
('Germany', 'Germany (DE-HH)', 'Scotland', 'Germany')
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from charter.core.vocabulary.country import countries

_HERE = "charter.core.document"


def country_name(code: str) -> str:
    """Name a country; a part of one keeps its code behind the name, an unknown code stays as it is."""
    country, _, part = code.partition("-")
    name = countries().get(country, country)
    return f"{name} ({code})" if part else name


def law_name(code: str) -> str:
    """Name whose law a code means: of a state or province where the library knows its name, else of the country."""
    return _laws().get(code) or country_name(code)


def locale_name(tag: str) -> str:
    """Name the English of a country, as a text says in which way it is written.

    >>> locale_name("en-US"), locale_name("en-DE")
    ('English in the United States of America', 'English in Germany')
    """
    return f"English in {country_name(tag.partition('-')[2])}"


@cache
def _laws() -> dict[str, str]:
    return tomllib.loads(resources.files(_HERE).joinpath("laws.toml").read_text(encoding="utf-8"))
