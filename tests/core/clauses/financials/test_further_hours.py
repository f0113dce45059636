"""Further hours cost only what somebody approved before, and a month that is cut short makes none of hours worked."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.finding import Level
from tests.core.journal import entry, hours, notice

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
billed = "in arrears"
hours = "16 hours"
overage = "EUR 200.00"
cap = "8 hours"
"""
ASKED = FEE + 'approved_by = ["priya"]\n'
LEAVING = '[exit.termination]\ninsolvency = false\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\n'
APRIL = date(2026, 4, 1)


def beyond(engagement: Engagement, today: date) -> list[int]:
    return [c.minor for c in charges(engagement, today) if "overage" in c.id]


def yes(on: str, many: str, by: str = "priya", **more: object) -> str:
    return entry("approved hours", on, by, hours=many, **more)


def why(engagement: Engagement, today: date) -> list[str]:
    return [str(found.message) for found in without_effect(engagement, today)]


# ── a yes before the work ──────────────────────────────────────────────────────────────────────


def test_hours_that_nobody_approved_are_not_charged_and_that_is_said(engaged: Build) -> None:
    engagement = engaged(ASKED, hours("2026-03-10", 20))
    assert beyond(engagement, APRIL) == []
    assert statement(engagement, APRIL).uninvoiced == 12000_00
    assert why(engagement, APRIL) == [
        "Nobody said yes to 4 hours of it beyond the included time: that part is not charged."
    ]


def test_hours_approved_before_the_work_are_charged(engaged: Build) -> None:
    engagement = engaged(ASKED, yes("2026-03-10", "4 hours") + hours("2026-03-10", 20))
    assert beyond(engagement, APRIL) == [4 * 200_00]
    assert why(engagement, APRIL) == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(yes("2026-03-11", "4 hours"), id="after the work"),
        pytest.param(yes("2026-03-01", "4 hours", since="2026-04-01"), id="for another month"),
        pytest.param(yes("2026-03-01", "4 hours", "jonas"), id="by somebody else"),
        pytest.param(yes("2026-03-01", "4 hours", "mara"), id="by the consultant"),
    ],
)
def test_another_yes_does_not_count(engaged: Build, given: str) -> None:
    assert beyond(engaged(ASKED, given + hours("2026-03-10", 20)), APRIL) == []


def test_only_the_hours_approved_are_charged_and_never_more_than_the_cap(engaged: Build) -> None:
    worked = hours("2026-03-10", 16) + hours("2026-03-20", 10)
    assert beyond(engaged(ASKED, yes("2026-03-15", "3 hours") + worked), APRIL) == [3 * 200_00]
    assert beyond(engaged(ASKED, yes("2026-03-15", "20 hours") + worked), APRIL) == [8 * 200_00]


def test_who_stands_in_may_say_yes(engaged: Build) -> None:
    people = '[foundation.parties.people.lena]\nside = "client"\nname = "Lena Hoff"\ntitle = "Engineer"\n'
    people += 'email = "lena@harbourline.example"\nmay = ["approve costs"]\nstand_in = "jonas"\n'
    asked = FEE + 'approved_by = ["lena"]\n' + people
    assert beyond(engaged(asked, yes("2026-03-01", "4 hours", "jonas") + hours("2026-03-10", 20)), APRIL) == [
        800_00
    ]


def test_nobody_approves_more_than_they_may(engaged: Build) -> None:
    people = '[foundation.parties.people.lena]\nside = "client"\nname = "Lena Hoff"\ntitle = "Engineer"\n'
    people += 'email = "lena@harbourline.example"\nmay = ["approve costs"]\napproves_up_to = "EUR 600.00"\n'
    asked = FEE + 'approved_by = ["lena"]\n' + people
    engagement = engaged(asked, yes("2026-03-01", "4 hours", "lena") + hours("2026-03-10", 20))
    assert beyond(engagement, APRIL) == []
    assert (
        "4 hours would cost EUR 800.00, and Lena Hoff may approve EUR 600.00 at most: that time is not charged."
        in why(engagement, APRIL)
    )
    assert beyond(engaged(asked, yes("2026-03-01", "3 hours", "lena") + hours("2026-03-10", 20)), APRIL) == [
        600_00
    ]


def test_a_yes_that_no_term_asks_for_changes_nothing(engaged: Build) -> None:
    told = why(engaged(FEE, yes("2026-03-01", "4 hours")), APRIL)
    assert told == ["No further hours are agreed that need a yes: it changes nothing."]


@pytest.mark.parametrize(
    ("terms", "level"),
    [
        (FEE.replace('cap = "8 hours"\n', ""), Level.WARNING),
        (ASKED.replace('cap = "8 hours"\n', ""), Level.ADVICE),
        (FEE, None),
        (ASKED, None),
    ],
)
def test_neither_a_yes_nor_a_cap_is_a_warning(engaged: Build, terms: str, level: Level | None) -> None:
    found = {f.id: f.level for f in check(engaged(terms).agreement)}
    assert found.get("CH-FIN-010") == level


# ── what counts ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("counts", "charged"),
    [('counts = ["travel"]\n', [2 * 200_00]), ("counts = []\n", []), ("", [6 * 200_00])],
)
def test_only_what_is_agreed_uses_included_hours(engaged: Build, counts: str, charged: list[int]) -> None:
    worked = hours("2026-03-09", 14) + hours("2026-03-10", 4, activity="travel")
    worked += hours("2026-03-11", 4, activity="rework")
    assert beyond(engaged(FEE + counts, worked), APRIL) == charged


# ── a month cut short ──────────────────────────────────────────────────────────────────────────


def test_leaving_in_mid_month_makes_no_further_hours_of_those_worked_before(engaged: Build) -> None:
    """12 of 16 hours are worked by 3 March; the notice of 4 March ends the engagement on 10 March, with 5.16 hours."""
    leaving = LEAVING.replace("30 days", "6 days")
    engagement = engaged(leaving + FEE, hours("2026-03-03", 12) + notice("termination", "2026-03-04"))
    assert beyond(engagement, APRIL) == []
    engagement = engaged(leaving + FEE, notice("termination", "2026-03-04") + hours("2026-03-05", 7))
    assert beyond(engagement, APRIL) == [367_72]  # 7 hours less 16 x 10 / 31, to the second: 1:50:19


def test_the_cap_shrinks_with_the_month(engaged: Build) -> None:
    leaving = LEAVING.replace("30 days", "6 days")
    engagement = engaged(leaving + FEE, notice("termination", "2026-03-04") + hours("2026-03-05", 20))
    assert beyond(engagement, APRIL) == [516_11]  # 8 hours x 10 / 31, to the second: 2:34:50


def test_a_suspension_makes_none_of_hours_worked_before(engaged: Build) -> None:
    stop = entry("suspended", "2026-03-11", pauses_fees=True) + entry("resumed", "2026-03-31")
    assert beyond(engaged(FEE, hours("2026-03-10", 16) + stop), APRIL) == []


def test_the_end_of_the_term_was_known_from_the_first(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "10 days"\nrenewal = "none"\n'
    engagement = engaged(term + FEE, hours("2026-03-02", 7))
    assert beyond(engagement, APRIL) == [367_72]


# ── kept hours when the consultant leaves ──────────────────────────────────────────────────────

KEPT = (
    '[financials.retainer.rollover]\nshare = "25 %"\nexpires = "3 months"\nconsultant_leaves = "credited"\n'
)


@pytest.mark.parametrize(("side", "credited"), [("consultant", [-4 * 750_00]), ("client", [])])
def test_kept_hours_are_credited_when_the_consultant_leaves(
    engaged: Build, side: str, credited: list[int]
) -> None:
    engagement = engaged(LEAVING + FEE + KEPT, notice("termination", "2026-03-10", side))
    found = [c.minor for c in charges(engagement, date(2026, 5, 1)) if c.id.endswith("/kept")]
    assert found == credited


def test_kept_hours_lapse_where_nothing_else_is_agreed(engaged: Build) -> None:
    kept = KEPT.replace('consultant_leaves = "credited"\n', "")
    engagement = engaged(LEAVING + FEE + kept, notice("termination", "2026-03-10", "consultant"))
    assert not [c for c in charges(engagement, date(2026, 5, 1)) if c.id.endswith("/kept")]
