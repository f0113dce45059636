"""The plan of an exit: what a notice would bring about, beside what comes without it and every other way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.exit_plan import ExitPlan, exit_plan
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.party import Side
from tests.core.journal import notice

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-06-30
"""
LEAVE = """
[exit.termination]
insolvency = false
client = { notice = "30 days" }
consultant = { notice = "60 days" }
[exit.termination.cause]
client = { grounds = ["Any breach"], cure = "20 days", lapses = "14 days" }
consultant = { grounds = ["Any breach"], cure = "20 days", lapses = "14 days" }
[exit.termination.unpaid]
notice_from = "30 days"
pay_within = "20 days"
ends_from = "50 days"
lapses = "14 days"
"""
RENEWS = """
[foundation.term]
starts = 2026-03-01
initial = "6 months"
renewal = "automatic"
renews_for = "6 months"
notice = "30 days"
"""
GIVEN = date(2026, 6, 20)
NO_RIGHT = "The agreement gives the client no right to a notice of 'at once': nothing ends."


def under(law: str, engagement: Engagement) -> Engagement:
    return replace(
        engagement, agreement=apply(engagement.agreement, [Change("general.law.governing", "DE", law)])
    )


def ways(plan: ExitPlan) -> list[tuple[str, str, date | None]]:
    return [(way.right.of, str(way.right.side), way.last_day) for way in plan.ways]


def test_it_shows_every_way_out_that_was_agreed_and_where_each_leads(engaged: Build) -> None:
    plan = exit_plan(under("GB-ENG", engaged(FEE + LEAVE)), GIVEN, Side.CLIENT)
    assert ways(plan) == [
        ("termination", "client", date(2026, 7, 20)),
        ("cause", "client", date(2026, 7, 13)),
        ("termination", "consultant", date(2026, 8, 19)),
        ("cause", "consultant", date(2026, 7, 13)),
        ("non-payment", "consultant", None),
    ]
    assert [way.right.cite.removeprefix("exit.termination.") for way in plan.ways] == [
        "client", "cause.client", "consultant", "cause.consultant", "unpaid",
    ]  # fmt: skip
    assert [way.minor for way in plan.ways] == [1935_48, 1258_06, 4838_71, 1258_06, 0]  # 20, 13, 31 + 19 days
    assert [str(way.right.cure or way.right.after) for way in plan.ways] == [
        "30 days", "20 days", "60 days", "20 days", "20 days",
    ]  # fmt: skip


def test_after_a_notice_the_plan_that_runs_is_shown_from_that_notice(engaged: Build) -> None:
    overtaken = notice("termination", "2026-06-19", "consultant")
    given = engaged(FEE + LEAVE, overtaken + notice("termination", "2026-06-20"))
    plan, foreseen = (
        exit_plan(given, date(2026, 7, 3), Side.CLIENT),
        exit_plan(engaged(FEE + LEAVE), GIVEN, Side.CLIENT),
    )
    assert plan.last_day is None
    assert str(plan.why) == "The engagement ends sooner, after 20 July 2026: this notice changes nothing."
    assert plan.ended is not None
    assert (plan.ended.on, plan.ended.deemed, plan.given) == (date(2026, 7, 21), "exit.termination", GIVEN)
    assert (plan.charges, plan.balance) == (foreseen.charges, 1935_48)
    assert [d.id for d in plan.duties] == [d.id for d in foreseen.duties]
    assert plan.survives == foreseen.survives
    assert ways(plan)[:3] == [
        ("termination", "client", None),
        ("cause", "client", None),
        ("at once", "client", date(2026, 7, 3)),
    ]


def test_a_sooner_way_out_is_planned_in_place_of_the_one_that_runs(engaged: Build) -> None:
    given = engaged(FEE + LEAVE, notice("termination", "2026-06-20", "consultant"))
    plan = exit_plan(given, date(2026, 7, 3), Side.CLIENT)
    assert (plan.last_day, plan.given, plan.why) == (date(2026, 8, 2), date(2026, 7, 3), None)


def test_an_end_that_no_notice_brings_is_planned_from_today(engaged: Build) -> None:
    term = RENEWS.replace('"automatic"', '"none"')
    plan = exit_plan(engaged(FEE + LEAVE + term), GIVEN, Side.CLIENT, "no renewal")
    assert str(plan.why) == "The term does not renew itself, so there is nothing to refuse."
    assert plan.ended is not None
    assert (plan.ended.on, plan.ended.deemed, plan.given) == (date(2026, 9, 1), "foundation.term", None)
    assert [c.on.month for c in plan.charges] == [7, 8]


def test_a_refused_renewal_ends_it_under_the_clause_on_the_term(engaged: Build) -> None:
    plan = exit_plan(engaged(FEE + LEAVE + RENEWS), GIVEN, Side.CLIENT, "no renewal")
    assert plan.last_day == date(2026, 8, 31)
    assert plan.ended is not None
    assert plan.ended.deemed == "foundation.term"
    assert [(w.right.cite, w.right.side, w.last_day) for w in plan.ways if w.right.of == "no renewal"] == [
        ("foundation.term.renewal", side, date(2026, 8, 31)) for side in Side
    ]


def test_without_the_right_nothing_ends_at_once(engaged: Build) -> None:
    bare = under("GB-ENG", engaged(FEE + LEAVE))
    plan = exit_plan(bare, GIVEN, Side.CLIENT, "at once")
    assert (plan.last_day, plan.ended, plan.charges, plan.duties, plan.survives) == (None, None, (), (), ())
    assert str(plan.why) == NO_RIGHT
    recorded = under("GB-ENG", engaged(FEE + LEAVE, notice("at once", "2026-06-20")))
    assert facts(recorded, date(2026, 7, 1)).deal.ends is None
    (one,) = without_effect(recorded, date(2026, 7, 1))
    assert str(one.message) == NO_RIGHT
    assert str(one.hint).startswith("Only the law can give that right: ask a lawyer.")


@pytest.mark.parametrize("law", ["DE", "GB-ENG"])
def test_the_right_to_end_at_once_is_one_agreed_or_one_that_the_text_under_the_law_grants(
    engaged: Build, law: str
) -> None:
    agreed = LEAVE.replace("insolvency", 'at_once = ["Fraud"]\ninsolvency')
    for terms, ends in ((agreed, GIVEN), (LEAVE, GIVEN if law == "DE" else None)):
        assert exit_plan(under(law, engaged(terms)), GIVEN, Side.CLIENT, "at once").last_day == ends


def test_a_clause_left_to_a_person_offers_no_way_out(engaged: Build) -> None:
    words = f'[exit.termination.wording]\ntext = "We talk."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    plan = exit_plan(engaged(FEE + LEAVE + words), GIVEN, Side.CLIENT)
    assert (plan.last_day, plan.ways, str(plan.why)) == (None, (), "Nothing ends by itself.")


def test_two_ends_on_one_day_change_nothing(engaged: Build) -> None:
    term = RENEWS.replace('"automatic"', '"none"')
    plan = exit_plan(engaged(FEE + LEAVE + term), date(2026, 8, 1), Side.CLIENT)
    assert (plan.last_day, str(plan.why)) == (None, "It ends then anyway: the last day is 31 August 2026.")


def test_once_it_is_over_nobody_can_leave(engaged: Build) -> None:
    given = engaged(FEE + LEAVE, notice("termination", "2026-06-20"))
    assert exit_plan(given, date(2026, 7, 20), Side.CLIENT).ways
    assert exit_plan(given, date(2026, 7, 21), Side.CLIENT).ways == ()


def test_the_notice_is_given_by_one_who_may(engaged: Build) -> None:
    engagement = engaged(FEE + LEAVE)
    may = "foundation.parties.people.{}.may"
    jonas, priya = (engagement.agreement.foundation.parties.people[key].may for key in ("jonas", "priya"))
    silent = Change(may.format("jonas"), list(jonas), ["sign"])
    second = Change(may.format("priya"), list(priya), [*priya, "give notices"])
    instead = replace(engagement, agreement=apply(engagement.agreement, [silent, second]))
    plan = exit_plan(instead, GIVEN, Side.CLIENT)
    assert (plan.notice.by, plan.last_day) == ("priya", date(2026, 7, 20))
    nobody = replace(engagement, agreement=apply(engagement.agreement, [silent]))
    plan = exit_plan(nobody, GIVEN, Side.CLIENT)
    assert plan.last_day is None
    assert str(plan.why) == "Jonas Petersen may not give notices for the client: it changes nothing."
