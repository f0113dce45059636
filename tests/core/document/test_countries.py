"""Every law that may govern, and every country, has a name of its own."""

from __future__ import annotations

from charter.core.document.library import working
from charter.core.law.lookup import codes


def test_every_law_has_a_name_of_its_own() -> None:
    names = {code: working().places.law(code) for code in codes()}
    assert len(set(names.values())) == len(names)
    assert [name for name in names.values() if "(" in name] == []


def test_a_law_of_a_part_is_not_that_of_the_country() -> None:
    assert working().places.law("GB") == "the United Kingdom"
    assert working().places.law("GB-ENG") == "England and Wales"
    assert working().places.law("US-CA") == "the State of California"


def test_an_unknown_country_keeps_its_code() -> None:
    assert working().places.country("XX") == "XX"
    assert working().places.country("US-CA") == "the United States of America (US-CA)"
