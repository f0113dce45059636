"""Introductions by a yes of both; an interest is told, and a commission goes to the client."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.trust.networking import HOME, INTRODUCED, PAID

Build = Callable[..., Engagement]
TERMS = HOME.terms
NONE = TERMS.replace('"credited"\ncredit_within = "30 days"', '"none"')


@pytest.mark.parametrize(
    ("terms", "journal", "found"),
    [
        (TERMS, INTRODUCED, ["2026-03-18 Tell the client of your interest: a share"]),
        (TERMS, INTRODUCED.replace('interest = "a share"\n', ""), []),
        (TERMS, PAID, ["2026-04-20 Give the client the commission: EUR 500.00"]),
        (NONE, PAID, ["2026-03-24 Give the client the commission: EUR 500.00"]),
        ("", INTRODUCED + PAID, []),
    ],
    ids=["an interest", "none", "a commission", "one not to be taken", "not agreed"],
)
def test_what_follows(engaged: Build, terms: str, journal: str, found: list[str]) -> None:
    owed = duties(engaged(terms, journal), date(2026, 3, 21), date(2026, 3, 1), date(2026, 12, 1))
    assert [f"{d.due} {d.reads}" for d in owed if "networking" in d.id] == found


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, INTRODUCED + PAID, []),
        ("", PAID, ["Nothing was agreed about introductions."]),
        (TERMS, INTRODUCED.replace("true", "false"), ["Both had to say yes before."]),
        (NONE, PAID, ["No commission was to be taken."]),
    ],
)
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    assert [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 6, 1))] == why


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = INTRODUCED + PAID + INTRODUCED.replace('interest = "a share"\n', "").replace('"fennel"', '"f2"')
    assert [str(e.says(lambda _, key: key)) for e in engaged(TERMS, journal).journal.entries[:3]] == [
        "Fennel & Co; interest: a share", "EUR 500.00 from Fennel & Co", "Fennel & Co",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("trust.networking")]

    assert found(TERMS) == found(NONE) == []
    assert found(TERMS.replace('credit_within = "30 days"', "")) == ["CH-TRU-030"]
    assert found(TERMS.replace('"credited"', '"none"')) == ["CH-TRU-031"]
