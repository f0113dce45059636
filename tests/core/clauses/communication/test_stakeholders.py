"""One person decides each topic, and those named are told."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.communication.stakeholders import DECIDED, HOME

Build = Callable[..., Engagement]
TERMS = HOME.terms


@pytest.mark.parametrize(
    ("terms", "journal", "told"),
    [
        (TERMS, DECIDED, ["2026-03-18 Tell Nadia Okoro: Two engineers this year"]),
        (TERMS, DECIDED.replace('"jonas"', '"mara"'), []),
        (TERMS, DECIDED.replace('"hiring"', '"cloud"').replace('"jonas"', '"mara"'), []),
        (TERMS.replace('decides = "jonas"', ""), DECIDED.replace('"jonas"', '"priya"'),
         ["2026-03-18 Tell Nadia Okoro: Two engineers this year"]),
    ],
    ids=["decided", "by another", "nobody is told", "nobody decides"],
)  # fmt: skip
def test_who_is_to_know_is_told(engaged: Build, terms: str, journal: str, told: list[str]) -> None:
    found = duties(engaged(terms, journal), date(2026, 3, 17), date(2026, 3, 1), date(2026, 12, 1))
    assert [f"{d.due} {d.reads}" for d in found if "stakeholders" in d.id] == told


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, DECIDED, []),
        (TERMS, DECIDED.replace('"jonas"', '"mara"'), ["mara does not decide on Hiring engineers."]),
    ],
)
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why
    said = engagement.journal.entries[0].says(lambda _, key: key)
    assert str(said) == "hiring: Two engineers this year"


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("communication.stake")]

    assert found(TERMS) == []
    assert found(TERMS.replace('decides = "jonas"', "")) == ["CH-COM-050"]
    assert found(TERMS.replace('asked = ["mara"]', 'asked = ["jonas"]')) == ["CH-COM-051"]
    assert found(TERMS.replace('told = ["chair"]', "")) == ["CH-COM-052"]
