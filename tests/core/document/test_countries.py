"""Every law that may govern, and every country, has a name of its own."""

from __future__ import annotations

from charter.core.document.countries import country_name, law_name
from charter.core.law.lookup import codes


def test_every_law_has_a_name_of_its_own() -> None:
    names = {code: law_name(code) for code in codes()}
    assert len(set(names.values())) == len(names)
    assert [name for name in names.values() if "(" in name] == []


def test_a_law_of_a_part_is_not_that_of_the_country() -> None:
    assert law_name("GB") == "the United Kingdom"
    assert law_name("GB-ENG") == "England and Wales"
    assert law_name("US-CA") == "the State of California"


def test_an_unknown_country_keeps_its_code() -> None:
    assert country_name("XX") == "XX"
    assert country_name("US-CA") == "the United States of America (US-CA)"
