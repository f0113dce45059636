"""Publicity by a yes each time, which can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.trust.references import ASKED, HOME, TAKEN

Build = Callable[..., Engagement]
TERMS = HOME.terms


@pytest.mark.parametrize(
    ("terms", "journal", "found"),
    [
        (TERMS, ASKED, ["client 2026-03-30 Say yes or no: case study"]),
        (TERMS, ASKED + TAKEN, ["client 2026-03-30 Say yes or no: case study", "consultant 2026-04-15 Take it down: case study"]),
        (TERMS, TAKEN, []),
        ("", ASKED + TAKEN, []),
    ],
    ids=["asked", "taken back", "never asked", "not agreed"],
)  # fmt: skip
def test_what_follows(engaged: Build, terms: str, journal: str, found: list[str]) -> None:
    owed = duties(engaged(terms, journal), date(2026, 4, 2), date(2026, 3, 1), date(2026, 12, 1))
    assert [f"{d.by} {d.due} {d.reads}" for d in owed if "references" in d.id] == found


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, ASKED + TAKEN, []),
        ("", ASKED, ["Nothing was agreed about publicity."]),
        (TERMS, TAKEN, ["Nobody had asked for that."]),
        (TERMS, ASKED.replace('by = "mara"', 'by = "jonas"'),
         ["Jonas Petersen acts for the client, and this is for the consultant to do: it changes nothing."]),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why
    assert str(engagement.journal.entries[0].says(lambda _, key: key)) in {
        "case study, asked by the consultant",
        "study",
    }


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("trust.references")]

    assert found(TERMS) == []
    assert found(TERMS.replace('consultant_names = "on yes"', 'consultant_names = "freely"')) == [
        "CH-TRU-040"
    ]
