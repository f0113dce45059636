"""One notice starts every clock of a dispute: talk, mediation, a decision."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.exit.disputes import DISPUTED, HOME
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]
TERMS = HOME.terms.replace('jury = "waived"\n', "")
COURT = TERMS.partition("[exit.disputes.arbitration]")[0]
RESOLVED = entry("resolved", "2026-04-10", notice="2026-03-16")


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [f"{d.force} {d.due} {d.reads}" for d in found if d.cite.startswith("exit.disputes")]


def test_each_step_has_its_clock(engaged: Build) -> None:
    """From Monday 16 March: 10, 20 and 60 business days, with Easter, 1 May, Ascension and Whitsun between."""
    assert owed(engaged(TERMS, DISPUTED), date(2026, 3, 17)) == [
        "must 2026-03-30 Meet about the dispute: The audit misses a service",
        "will 2026-04-16 Either side may ask for mediation: The audit misses a service",
        "will 2026-06-16 Either side may ask for arbitration: The audit misses a service",
    ]
    assert owed(engaged(TERMS, DISPUTED), date(2026, 4, 16))[-1].startswith(
        "may None Either side may ask for med"
    )
    assert "a decision of the court" in owed(engaged(COURT, DISPUTED), date(2026, 3, 17))[-1]


@pytest.mark.parametrize(
    ("terms", "journal", "left"),
    [
        (TERMS, "", 0),
        (TERMS, DISPUTED, 3),
        (TERMS, DISPUTED + RESOLVED, 1),
        ("", DISPUTED, 0),
        (TERMS.replace(TERMS[TERMS.index("[exit.disputes.mediation]"):TERMS.index("[exit.disputes.arb")], ""), DISPUTED, 2),
    ],
    ids=["no dispute", "a dispute", "resolved", "nothing agreed", "no mediation"],
)  # fmt: skip
def test_a_clock_runs_only_for_a_dispute(engaged: Build, terms: str, journal: str, left: int) -> None:
    assert len(owed(engaged(terms, journal), date(2026, 5, 4))) == left


def test_what_is_recorded_meets_a_step(engaged: Build) -> None:
    met = entry("reminded", "2026-03-20", of="exit.disputes/talk/2026-03-16")
    found = duties(engaged(TERMS, DISPUTED + met), date(2026, 4, 1), date(2026, 3, 1), date(2026, 12, 1))
    assert [str(d.met) for d in found if d.id == "exit.disputes/talk/2026-03-16"] == ["2026-03-20"]


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, DISPUTED + RESOLVED, None),
        ("", DISPUTED, "Nothing was agreed about disputes."),
        (TERMS, notice("dispute", "2026-03-16"), "The notice describes no dispute, so it starts no clock."),
        (TERMS, RESOLVED, "No notice of 16 March 2026 described a dispute."),
    ],
)
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: str | None) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == ([why] if why else [])
    said = [str(e.says(lambda _, key: key)) for e in engagement.journal.entries if e.kind == "resolved"]  # type: ignore[attr-defined]
    assert said == ["the dispute of 16 March 2026"] * ("resolved" in journal)


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        agreement = engaged(text).agreement
        return [f.id for f in check(agreement) if f.place.startswith("exit.disputes")]

    def without(*terms: str) -> str:
        return "\n".join(line for line in TERMS.splitlines() if not line.startswith(terms))

    assert found(TERMS) == found(COURT) == []
    neither = TERMS.replace(
        'institution = "the German Arbitration Institute (DIS)"\nrules = "its rules of arbitration"', ""
    )
    assert found(neither) == ["CH-EXT-030"]
    assert found(TERMS.replace('rules = "its rules of arbitration"', "")) == []
    assert found(without("seat")) == ["CH-EXT-031"]
    assert found(TERMS.replace("arbitrators = 1", "arbitrators = 2")) == ["CH-EXT-032"]
    assert found(TERMS.replace("arbitrators = 1", "arbitrators = 3")) == ["CH-EXT-034"]
    assert found(without("governed_by")) == ["CH-EXT-037"]
    assert found(TERMS.replace("60 business days", "20 business days")) == ["CH-EXT-035"]
    assert found(TERMS.replace('["jonas", "mara"]', '["jonas", "priya"]')) == ["CH-EXT-036"]


@pytest.mark.parametrize(("law", "wrong"), [("US-CA", ["CH-EXT-033"]), ("US-NY", []), ("DE", [])])
def test_california_keeps_its_jury(engaged: Build, law: str, wrong: list[str]) -> None:
    agreement = engaged(HOME.terms.replace("DE", "DE")).agreement
    other = agreement.model_copy(
        update={"general": agreement.general.model_copy(
            update={"law": agreement.general.law.model_copy(update={"governing": law})})}
    )  # fmt: skip
    assert [f.id for f in check(other) if f.id == "CH-EXT-033"] == wrong
