"""Advice for a small British retailer: 18 months in, one invoice 19 days late, and every clause of trust in use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charter.core.billing import statement
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.finding import Level
from charter.folder import load

FOLDER = Path(__file__).parents[2] / "examples" / "northlight" / "tillhouse"
TODAY = date(2026, 5, 19)


@pytest.fixture(scope="module")
def tillhouse() -> Engagement:
    return load(FOLDER)


def test_nothing_is_wrong_with_it(tillhouse: Engagement) -> None:
    assert [f.id for f in check(tillhouse.agreement) if f.level is not Level.ADVICE] == []


def test_nineteen_days_cost_what_the_act_says(tillhouse: Engagement) -> None:
    """GBP 2,000.00 at 11.75 % a year for 19 days: GBP 12.23; and GBP 70.00 once."""
    now = statement(tillhouse, TODAY)
    assert [(number, minor) for number, minor, _ in now.interest] == [("NLT-2026-0015", 1223)]
    owed = duties(tillhouse, TODAY, date(2026, 5, 1), date(2026, 6, 1))
    assert any(d.cite.startswith("financials.late_payment") for d in owed)


def test_low_marks_brought_a_plan_that_came_in_time(tillhouse: Engagement) -> None:
    found = duties(tillhouse, TODAY, date(2024, 12, 1), date(2026, 6, 1))
    (plan,) = [d for d in found if "trust.feedback/plan" in d.id]
    assert (plan.due, plan.met) == (date(2025, 2, 13), date(2025, 2, 10))
    assert [d for d in found if "trust.feedback/end" in d.id] == []


def test_each_part_of_the_agreement_stands_in_its_document(tillhouse: Engagement) -> None:
    cites = {section.cite for section in tree.sections(document(tillhouse.agreement))}
    assert {
        f"trust.{name}" for name in ("feedback", "reviews", "learning", "networking", "references")
    } <= cites
    assert {"exit.disputes", "exit.handover", "general.special_terms", "general.force_majeure"} <= cites
