"""A deliverable that will be late: one new date, and then the client may refuse it."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.entry import Accepted
from charter.core.vocabulary.judged import Refused
from tests.core.journal import entry

Build = Callable[..., Engagement]

AUDIT = """
[scope.deliverables]
new_date_within = "20 days"
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
criteria = ["Every service."]
[financials.milestones.audit]
name = "Audit accepted"
amount = "EUR 9600.00"
acceptance_of = "audit"
"""
SILENCE = """
[scope.acceptance]
review = "7 business days"
reminder = "3 business days"
deemed_after = "7 business days"
after_reminder = "5 business days"
rework = "5 business days"
rounds = 1
choice = "10 business days"
"""
TODAY = date(2026, 9, 1)
REFUSAL = {"deliverable": "audit", "choice": "refusal"}


def postponed(on: str, until: str, **more: str) -> str:
    return entry("postponed", on, deliverable="audit", until=until, **more)


def refused(on: str) -> str:
    return entry("chosen", on, **REFUSAL)


def standing(engagement: Engagement, today: date) -> dict[str, tuple[date | None, Status]]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 8, 1))
    return {
        d.id.removeprefix("scope.deliverables/"): (d.due, d.status) for d in found if "deliverables/" in d.id
    }


def refusals(engagement: Engagement) -> list[date]:
    return [one.on for one in facts(engagement, TODAY).journal.of(Refused)]


@pytest.mark.parametrize(
    ("named", "due"),
    [
        ("", date(2026, 4, 30)),
        (postponed("2026-04-28", "2026-05-12"), date(2026, 5, 12)),
        (postponed("2026-05-02", "2026-05-20"), date(2026, 5, 20)),
        (postponed("2026-04-28", "2026-05-21"), date(2026, 4, 30)),  # more than twenty days after the old date
        (postponed("2026-04-28", "2026-04-30"), date(2026, 4, 30)),  # no new date at all
        (postponed("2026-04-28", "2026-05-12") + postponed("2026-05-11", "2026-05-18"), date(2026, 5, 12)),  # once
    ],
)  # fmt: skip
def test_one_new_date_may_be_named(engaged: Build, named: str, due: date) -> None:
    engagement = engaged(AUDIT, named)
    assert standing(engagement, date(2026, 4, 20))["deliver/audit"][0] == date(2026, 4, 30)
    assert standing(engagement, date(2026, 7, 1))["deliver/audit"][0] == due
    told = [str(one.message) for one in without_effect(engagement, TODAY)]
    idle = (named.count("postponed") == 2) or (named != "" and due == date(2026, 4, 30))
    assert len(told) == idle


def test_a_delay_by_the_client_moves_the_new_date_too(engaged: Build) -> None:
    stop = entry("suspended", "2026-05-04") + entry("resumed", "2026-05-08")
    engagement = engaged(AUDIT, postponed("2026-04-28", "2026-05-12") + stop)
    # 12 May and four days is the 16th, a Saturday
    assert standing(engagement, date(2026, 7, 1))["deliver/audit"][0] == date(2026, 5, 18)
    before = entry("suspended", "2026-04-01") + entry("resumed", "2026-04-05")
    moved = engaged(AUDIT, before + postponed("2026-04-28", "2026-05-12"))
    assert standing(moved, date(2026, 7, 1))["deliver/audit"][0] == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("journal", "on"),
    [
        (refused("2026-05-20"), []),  # without a new date, twenty days remain: to Wednesday 20 May
        (refused("2026-05-21"), [date(2026, 5, 21)]),
        (postponed("2026-04-28", "2026-05-12") + refused("2026-05-12"), []),
        (postponed("2026-04-28", "2026-05-12") + refused("2026-05-13"), [date(2026, 5, 13)]),
        (entry("delivered", "2026-05-22", deliverable="audit") + refused("2026-05-25"), []),
    ],
)
def test_the_client_may_refuse_what_is_late_twice(engaged: Build, journal: str, on: list[date]) -> None:
    engagement = engaged(AUDIT + SILENCE, journal)
    assert refusals(engagement) == on
    assert len(list(without_effect(engagement, TODAY))) == (not on)


def test_what_was_refused_is_owed_no_more_and_earns_nothing(engaged: Build) -> None:
    late = entry("delivered", "2026-05-26", deliverable="audit")
    late += entry("reminded", "2026-05-29", of="audit") + entry("accepted", "2026-06-20", deliverable="audit")
    engagement = engaged(AUDIT + SILENCE, refused("2026-05-21") + late)
    assert charges(engagement, TODAY) == ()
    assert [one.by for one in facts(engagement, TODAY).journal.of(Accepted) if one.deemed] == []
    assert standing(engaged(AUDIT, refused("2026-05-21")), date(2026, 6, 1)) == {
        "deliver/audit": (date(2026, 4, 30), Status.MISSED)
    }
    assert len(list(without_effect(engagement, TODAY))) == 2  # the handover and the yes


def test_the_rights_show_once_it_is_late(engaged: Build) -> None:
    assert set(standing(engaged(AUDIT), date(2026, 4, 30))) == {"deliver/audit"}
    assert standing(engaged(AUDIT), date(2026, 5, 4))["postpone/audit"] == (date(2026, 5, 20), Status.OPEN)
    assert standing(engaged(AUDIT), date(2026, 5, 21))["refuse/audit"] == (None, Status.OPEN)
    named = engaged(AUDIT, postponed("2026-04-28", "2026-05-12"))
    assert set(standing(named, date(2026, 5, 13))) == {"deliver/audit", "refuse/audit"}


def test_without_the_term_there_is_no_new_date_and_no_refusal(engaged: Build) -> None:
    engagement = engaged(
        AUDIT.replace('[scope.deliverables]\nnew_date_within = "20 days"\n', ""),
        postponed("2026-04-28", "2026-05-12") + refused("2026-06-21"),
    )
    assert refusals(engagement) == []
    assert standing(engagement, date(2026, 7, 1)) == {"deliver/audit": (date(2026, 4, 30), Status.LATE)}
    assert [str(one.message) for one in without_effect(engagement, TODAY)] == [
        "The new date 12 May 2026 for Audit is not the first one, or not within the time agreed for it.",
        "On 21 June 2026 the client had nothing to choose for Audit.",
    ]


def test_a_report_of_one_month_is_refused_alone(engaged: Build) -> None:
    report = AUDIT.replace("due = 2026-04-30", 'recurring = "every month on day 5"')
    first = postponed("2026-03-04", "2026-03-16", occasion="2026-03-05") + refused("2026-03-17")
    engagement = engaged(report, first)
    assert [(one.on, one.occasion) for one in facts(engagement, TODAY).journal.of(Refused)] == [
        (date(2026, 3, 17), date(2026, 3, 5))
    ]
    found = standing(engagement, date(2026, 4, 8))
    assert found["deliver/audit/2026-03-05"] == (date(2026, 3, 16), Status.MISSED)
    assert found["deliver/audit/2026-04-05"] == (date(2026, 4, 7), Status.LATE)
