"""Northlight on 19 May 2026: five engagements under way, with the figures that their journals came to."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from charter.core.billing import statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.duty import Force, Status
from charter.core.vocabulary.finding import Level
from charter.folder import load

FOLDER = Path(__file__).parents[2] / "examples" / "northlight"
TODAY = date(2026, 5, 19)
HOUR = 3600


@pytest.fixture(scope="module")
def harbourline() -> Engagement:
    return load(FOLDER / "harbourline-2025")


@pytest.fixture(scope="module")
def orbital() -> Engagement:
    return load(FOLDER / "orbital-grain")


def told(journal: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(journal.read_text()).get("entry", [])
    return entries


def late(engagement: Engagement) -> list[str]:
    found = duties(engagement, TODAY)
    return [each.id for each in found if each.force is Force.MUST and each.status is Status.LATE]


@pytest.mark.parametrize("name", ["harbourline-2025", "orbital-grain", "pocketwell", "tillhouse"])
def test_nothing_is_wrong_with_its_terms(name: str) -> None:
    assert [each.id for each in check(load(FOLDER / name).agreement) if each.level is Level.ERROR] == []


def test_two_things_are_late_over_all_clients() -> None:
    found = {
        name: late(load(FOLDER / name))
        for name in ("harbourline-2025", "orbital-grain", "pocketwell", "tillhouse")
    }
    assert {name: ids for name, ids in found.items() if ids} == {
        "tillhouse": ["financials.payment/pay/NLT-2026-0015", "scope.boundaries/answer/board_note"]
    }


def test_seven_months_ahead_and_a_week_of_launch_are_invoiced_and_paid(harbourline: Engagement) -> None:
    """Seven times EUR 12,000.00 and EUR 1,200.00 once: EUR 85,200.00, with 19 % EUR 101,388.00."""
    account = statement(harbourline, TODAY)
    invoiced = [each.minor for each in account.postings if each.invoiced]
    assert (len(invoiced), sum(invoiced), account.balance) == (7, 101_388_00, 0)


def test_four_fifths_of_may_are_worked_on_day_19(harbourline: Engagement) -> None:
    (may,) = [each for each in statement(harbourline, TODAY).usage if each.start == date(2026, 5, 1)]
    assert (may.used, may.whole) == (50 * HOUR, 64 * HOUR)


def test_two_of_three_parts_were_earned_before_the_client_gave_notice(orbital: Engagement) -> None:
    """40 % and 40 % of USD 24,000.00; the notice of 6 May ends it after 30 days."""
    account = statement(orbital, TODAY)
    assert [each.minor for each in account.postings if each.invoiced] == [9_600_00, 9_600_00]
    (ends,) = [each for each in duties(orbital, TODAY) if each.id.startswith("exit.termination/last-day")]
    assert ends.due == date(2026, 6, 5)


def test_the_demo_is_as_rich_as_years_of_work_are() -> None:
    """What the demo shows in all: every hour, invoice, decision and request of seven engagements."""
    journals = FOLDER.parent.glob("*/*/journal.toml")
    kinds = Counter(entry["kind"] for each in journals for entry in told(each))
    decided = kinds["decided"] + kinds["topic decided"]
    assert (kinds["hours"], kinds["issued"], decided, kinds["requested"]) == (362, 53, 54, 9)
    assert kinds["feedback"] == 18
