"""Countries and their parts: their codes, other names for them, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import holidays
import pytest

from charter.core.engagement import Engagement
from charter.core.law.lookup import codes
from charter.core.reading import Problems, read_agreement, write
from charter.core.vocabulary.country import WHOLLY_KNOWN, code_meant, countries, country_name, parts_of

Build = Callable[..., Engagement]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("UK", "GB"), ("uk", "GB"), ("U.S.A.", "US"), ("deutschland", "DE"), ("Osterreich", "AT"), ("us_ny", "US-NY"),
        ("The State of Delaware", "US-DE"), ("english law", "GB-ENG"), ("Wales", "GB-WLS"), ("Georgia", "GE"),
        ("Narnia", None), ("", None), ("the law", None),
    ],
)  # fmt: skip
def test_other_names_and_spellings(said: str, code: str | None) -> None:
    assert code_meant(said) == code


def test_there_are_the_249_countries_of_the_standard() -> None:
    assert len(countries()) == 249
    assert all(len(code) == 2 and code.isupper() and name for code, name in countries().items())


def test_every_part_is_one_that_the_library_of_holidays_or_of_laws_knows() -> None:
    known = holidays.list_supported_countries()
    strange = [
        code
        for country in countries()
        for code in parts_of(country)
        if code[3:] not in known.get(country, ()) and code not in codes()
    ]
    assert strange == []


def test_of_some_countries_every_part_is_known() -> None:
    known = holidays.list_supported_countries()
    for country in WHOLLY_KNOWN:
        wanted = {f"{country}-{part}" for part in known[country] if part.isupper()}
        assert wanted <= set(parts_of(country)), country


def test_what_has_no_name_here_keeps_its_code() -> None:
    assert (country_name("US-CA"), country_name("FR-75"), country_name("DE")) == (
        "California",
        "FR-75",
        "Germany",
    )


@pytest.mark.parametrize(
    ("code", "said", "hint"),
    [
        (
            "UK",
            "'UK' is no code of a country (ISO 3166-1): the United Kingdom is GB",
            'write: country = "GB"',
        ),
        ("Germany", "'Germany' is no code of a country (ISO 3166-1): Germany is DE", 'write: country = "DE"'),
        ("de", "'de' is no code of a country (ISO 3166-1): Germany is DE", 'write: country = "DE"'),
        ("XX", "'XX' is no code of a country (ISO 3166-1)", 'Example: country = "DE"'),
        ("ZZ", "'ZZ' is no code of a country (ISO 3166-1)", 'Example: country = "DE"'),
    ],
)
def test_a_country_that_is_none_is_refused(engaged: Build, code: str, said: str, hint: str) -> None:
    text = write(engaged().agreement)
    with pytest.raises(Problems) as error:
        read_agreement(text.replace('country = "DE"', f'country = "{code}"', 1))
    (problem,) = error.value.problems
    assert (problem.message, problem.hint.endswith(hint)) == (said, True)
