"""Law: dated, sourced, looked up from the part to the whole; statutory interest half-year by half-year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from charter.core.law.lookup import BodyOfLaw, codes, law, law_at, statutory_percent
from charter.core.law.rates import reference_rate
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.written import Meant

SPRING = dt.date(2026, 3, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# ── looking up ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "jurisdictions"),
    [
        ("DE", ("DE", "EU")),
        ("AT", ("AT", "EU")),
        ("EU", ("EU",)),
        ("GB", ("GB",)),
        ("GB-SCT", ("GB-SCT", "GB")),
        ("US-CA", ("US-CA", "US")),
        ("US-OR", ("US-OR", "US")),
        ("CA-QC", ("CA-QC", "CA")),
    ],
)
def test_a_law_has_the_facts_of_its_jurisdictions(code: str, jurisdictions: tuple[str, ...]) -> None:
    assert law(code) == BodyOfLaw(code, jurisdictions)


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("UK", "GB"), ("USA", "US"), ("us-ca", "US-CA"), ("Germany", "DE"), ("the Netherlands", "NL"), ("DEU", "DE"),
        ("GB-WAL", "GB-WLS"), ("DE-HH", "DE"), ("DE-XX", "DE"), ("United Kingdom", "GB"), ("German law", "DE"),
        ("Bavaria", "DE"), ("England and Wales", "GB-ENG"), ("English", "GB-ENG"), ("Scots law", "GB-SCT"),
        ("the laws of the State of New York", "US-NY"), ("CA/ON", "CA-ON"), ("Österreich", "AT"),
    ],
)  # fmt: skip
def test_another_name_for_a_law_gives_its_code(code: str, near: str) -> None:
    with pytest.raises(Meant) as wrong:
        law(code)
    assert (wrong.value.instead, str(wrong.value).startswith(f'no law is known as "{code}": ')) == (
        near,
        True,
    )


@pytest.mark.parametrize("code", ["", "ZZ", "ÄÖÜ", "CH-XX", "Georgia", "Atlantis", "US-ZZ"])
def test_where_it_is_not_sure_which_law_is_meant_codes_are_named_that_are_known(code: str) -> None:
    with pytest.raises(ValueError, match="no law is known") as wrong:
        law(code)
    assert not isinstance(wrong.value, Meant)
    named = str(wrong.value).rpartition("like ")[2].split(" or ")
    assert set(named) <= set(codes())


@pytest.mark.parametrize(
    ("code", "topic", "jurisdiction", "name", "value"),
    [
        ("DE", "payment_term", "DE", "standard_terms_days", 30),
        ("PL", "payment_term", "EU", "max_days", 60),
        ("NL", "recovery_cost", "EU", "currency", "EUR"),
        ("GB-ENG", "insolvency", "GB", "supplier_may_end", False),
        ("US-CA", "insolvency", "US", "supplier_may_end", False),
        ("US-NY", "governing_law", "US-NY", "law_min", 250000),
        ("US-CA", "late_fee", "US-CA", "default_percent", 10),
        ("US-OR", "late_fee", "US", "monthly_percent", Decimal("1.5")),
        ("CA-ON", "interest_ceiling", "CA", "percent", 35),
    ],
)
def test_the_nearest_jurisdiction_answers(
    code: str, topic: str, jurisdiction: str, name: str, value: object
) -> None:
    fact = law(code).fact(topic, SPRING)
    assert fact is not None
    assert (fact.jurisdiction, fact.value[name]) == (jurisdiction, value)
    assert fact.since <= SPRING
    assert fact.until is None


@pytest.mark.parametrize(
    ("code", "topic", "on"),
    [
        ("US-CA", "auto_renewal", "2026-03-01"),
        ("CA", "interest_ceiling", "2024-12-31"),
        ("FR", "e_invoice", "2026-08-31"),
        ("GB", "nothing", "2026-03-01"),
    ],
)
def test_what_no_law_says_or_not_yet_is_nothing(code: str, topic: str, on: str) -> None:
    assert law(code).fact(topic, day(on)) is None


@pytest.mark.parametrize(
    ("country", "state", "jurisdictions"),
    [
        ("US", "NY", ("US-NY", "US")),
        ("US", None, ("US",)),
        ("DE", "HH", ("DE", "EU")),
        ("US", "Bavaria", ("US",)),
        ("BR", "SP", ()),
    ],
)
def test_a_party_is_under_the_law_of_its_place(
    country: str, state: str | None, jurisdictions: tuple[str, ...]
) -> None:
    found = law_at(country, state)
    assert found.jurisdictions == jurisdictions
    assert (found.fact("status", SPRING) is None) == (country == "BR")


# ── how sure ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "topic", "on", "cited"),
    [
        # the day it came into force is confirmed
        ("NL", "payment_term", "2026-03-01", "BW 6:119a(6), confirmed 2026-08"),
        # the rule is confirmed, and the day was written down from memory
        (
            "EU", "recovery_cost", "2026-07-31",
            "Directive 2011/7/EU, art. 6(1), 7(3) (in force from 16 March 2013: unconfirmed), confirmed 2026-08",
        ),
        # what was confirmed before the agreement needs no day
        ("EU", "recovery_cost", "2026-08-01", "Directive 2011/7/EU, art. 6(1), 7(3), confirmed 2026-08"),
        # nobody has confirmed any of it
        (
            "BE", "late_interest", "2026-09-01",
            "Law of 2 August 2002 on late payment, art. 2, 5, 7 (unconfirmed)",
        ),
    ],
)  # fmt: skip
def test_a_citation_says_what_nobody_has_confirmed(code: str, topic: str, on: str, cited: str) -> None:
    fact = law(code).fact(topic, day(on))
    assert fact is not None
    assert str(fact.cited(day(on))) == cited


def test_a_fact_cannot_be_changed() -> None:
    fact = law("DE").fact("payment_term", SPRING)
    assert fact is not None
    with pytest.raises(TypeError):
        fact.value["max_days"] = 90  # type: ignore[index]  # the mistake is the point


# ── statutory interest ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "starts", "on", "percent", "provisional"),
    [
        ("GB", "2021-09-01", "2026-03-01", "8.10", False),
        ("GB", "2020-01-15", "2020-03-01", "8.10", True),
        ("GB-ENG", "2023-03-01", "2023-03-01", "11.50", False),
        ("GB", "2023-08-01", "2024-02-01", "13.00", False),
        ("GB", "2024-01-15", "2026-03-01", "13.25", False),
        ("GB", "2024-06-30", "2024-06-30", "13.25", False),
        ("GB", "2026-07-01", "2026-07-01", "11.75", True),
        ("GB", "2026-06-30", "2027-07-01", "11.75", False),
        ("AT", "2024-05-01", "2024-07-01", "12.25", False),
        ("AT", "2024-05-01", "2024-06-30", "12.50", False),
        ("IE", "2026-02-01", "2026-02-01", "10.15", False),
        ("IE", "2026-02-01", "2026-07-01", "10.15", True),
        ("DE", "2025-06-01", "2025-06-30", "11.27", False),
        ("DE", "2025-06-01", "2025-07-01", "10.27", False),
        ("DE", "2025-06-01", "2026-07-01", "10.27", True),
        ("FR", "2024-08-01", "2024-08-01", "14.25", False),
        ("BE", "2024-08-01", "2024-08-01", "12.5", False),
        ("BE", "2025-08-01", "2025-08-01", "10.5", False),
        ("DE", "2015-08-01", "2015-08-01", "8.12", True),
    ],
)
def test_the_statutory_rate(code: str, starts: str, on: str, percent: str, provisional: bool) -> None:  # noqa: FBT001 - a table
    found, unsure, fact = statutory_percent(law(code), day(starts), day(on))
    assert (found, unsure) == (Decimal(percent), provisional)
    assert fact.source
    rules = law(code).late_interest(day(starts))
    assert rules is not None
    assert rules.rate(day(starts), day(on)) == (found, unsure)


def test_a_law_without_statutory_interest_says_what_to_do() -> None:
    assert law("US-CA").late_interest(SPRING) is None
    with pytest.raises(
        ValueError, match='the law "US-CA" sets no interest on late payment; agree a rate, like "8 % a year"'
    ):
        statutory_percent(law("US-CA"), SPRING, SPRING)


@pytest.mark.parametrize(
    ("code", "debt", "total"),
    [
        ("GB", "GBP 999.99", "GBP 40.00"),
        ("GB", "GBP 1000.00", "GBP 70.00"),
        ("GB", "GBP 10000.00", "GBP 100.00"),
        ("GB", "EUR 90000.00", "GBP 40.00"),
        ("IE", "EUR 1000.00", "EUR 40.00"),
        ("IE", "EUR 1000.01", "EUR 70.00"),
        ("DE", "EUR 14280.00", "EUR 40.00"),
        ("DE", "EUR 0.00", "EUR 0.00"),
        ("ES", "USD 500.00", "EUR 40.00"),
    ],
)
def test_the_fixed_sum_of_a_late_invoice(code: str, debt: str, total: str) -> None:
    rules = law(code).late_interest(SPRING)
    assert rules is not None
    assert rules.fixed_sum(Money.parse(debt)) == Money.parse(total)


def test_a_law_without_fixed_sums_gives_none() -> None:
    rules = law("DE").late_interest(SPRING)
    assert rules is not None
    assert rules._replace(tiers=()).fixed_sum(Money.parse("EUR 500.00")) is None


def test_the_uk_had_interest_and_fixed_sums_from_the_same_day() -> None:
    assert law("GB").late_interest(day("2002-08-06")) is None
    rules = law("GB").late_interest(day("2002-08-07"))
    assert rules is not None
    assert rules.tiers


def test_the_rate_of_a_day_is_that_of_a_debt_that_starts_then() -> None:
    rules = law("GB").late_interest(SPRING)
    assert rules is not None
    assert rules.percent(SPRING) == Decimal("11.75")


def test_a_rate_outside_of_what_was_published_is_not_known() -> None:
    first = reference_rate("ecb_main_refinancing", day("2001-01-01"))
    assert (first.known, first.since) == (False, day("2019-09-18"))
    last = reference_rate("ecb_main_refinancing", day("2026-04-02"))
    assert (last.known, last.percent, last.last_published) == (False, Decimal("2.15"), day("2026-04-01"))


def test_an_unknown_series_names_those_there_are() -> None:
    with pytest.raises(ValueError, match='no series of reference rates "libor"; use one of boe_bank_rate, '):
        reference_rate("libor", SPRING)
