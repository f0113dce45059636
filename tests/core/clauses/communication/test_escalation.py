"""People who do not agree meet step by step, until they do."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.communication.escalation import HOME, RAISED
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms.replace("finance", "priya")


def agreed(on: str) -> str:
    return entry("matter agreed", on, "jonas", matter="cloud")


FIRST = "2026-03-19 Priya Raman and Mara Lindqvist meet: Which cloud"
SECOND = "2026-03-26 Jonas Petersen and Mara Lindqvist meet: Which cloud"


@pytest.mark.parametrize(
    ("terms", "journal", "met"),
    [
        (TERMS, RAISED, [FIRST, SECOND]),
        (TERMS, RAISED + agreed("2026-03-19"), [FIRST]),
        (TERMS, RAISED + agreed("2026-03-24"), [FIRST, SECOND]),
        (TERMS, "", []),
        ("", RAISED, []),
    ],
    ids=["both steps", "agreed at the first", "agreed at the second", "nothing", "not agreed"],
)
def test_each_step_has_its_day(engaged: Build, terms: str, journal: str, met: list[str]) -> None:
    found = duties(engaged(terms, journal), date(2026, 4, 1), date(2026, 3, 1), date(2026, 12, 1))
    assert [f"{d.due} {d.reads}" for d in found if "escalation" in d.id] == met


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, RAISED + agreed("2026-03-19"), []),
        ("", RAISED, ["No steps were agreed."]),
        (TERMS, agreed("2026-03-19"), ["Nobody had brought that up."]),
    ],
)
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why
    assert str(engagement.journal.entries[0].says(lambda _, key: key)) in {"Which cloud", "cloud"}


def test_the_steps_are_shown(engaged: Build) -> None:

    engagement = engaged(TERMS)
    clause = engagement.agreement.communication.escalation
    assert clause is not None
    first, _ = clause.steps(facts(engagement, date(2026, 3, 2)).deal)
    assert (
        str(first.what) == "Priya Raman and Mara Lindqvist meet within 3 business days after the step before"
    )


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("communication.esc")]

    assert found(TERMS) == []
    assert found(TERMS.replace('consultant = "mara", within = "3', 'consultant = "jonas", within = "3')) == [
        "CH-COM-060"
    ]
    assert found(TERMS.replace("priya", "jonas")) == ["CH-COM-061"]
    assert found(TERMS.replace("5 business days", "3 months")) == ["CH-COM-062"]


def test_what_is_usual_is_said_of_old_agreements_too(engaged: Build) -> None:
    """Agreed in 1999, before anybody wrote down what is usual: it is measured all the same, and cited as it is known."""
    terms = engaged(TERMS.replace("5 business days", "3 months")).agreement
    old = terms.model_copy(update={"dated": date(1999, 3, 1)})
    (told,) = [f for f in check(old) if f.id == "CH-COM-062"]
    assert told.source is not None
    assert "in force from" not in str(told.source)
