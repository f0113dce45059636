"""A late input has a way out: either side asks for a new plan, and without one may drop what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.judged import Refused
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

TERMS = """
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
criteria = ["All."]
[scope.dependencies]
delay = "day for day"
standby = { after = "5 days", fee = "EUR 400.00", days = 60 }
new_plan = { after = "20 days", agree_within = "10 business days" }
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
holds = ["audit"]
[financials.milestones]
open_hour = "EUR 200.00"
[financials.milestones.audit]
name = "The audit"
amount = "EUR 9600.00"
acceptance_of = "audit"
"""
WORKED = entry("hours", "2026-03-20", hours="10 hours", milestone="audit", work="The audit")
ASKED = entry("plan asked", "2026-03-31", input="access", side="consultant")
"""Day 21 of the delay; ten business days later, over Easter, is 16 April."""
DROPPED = entry("dropped", "2026-04-17", deliverable="audit", side="consultant")


def refused(engagement: Engagement, today: date) -> list[date]:
    return [one.on for one in facts(engagement, today).deemed if isinstance(one, Refused)]


def test_what_waits_may_be_dropped_once_no_plan_was_signed(engaged: Build) -> None:
    played = engaged(TERMS, WORKED + ASKED + DROPPED)
    assert refused(played, date(2026, 4, 20)) == [date(2026, 4, 17)]
    assert not [one for one in without_effect(played, date(2026, 4, 20)) if one.cite == "scope.dependencies"]


@pytest.mark.parametrize(
    "journal",
    [
        ASKED + DROPPED.replace("2026-04-17", "2026-04-16"),
        ASKED.replace("2026-03-31", "2026-03-30") + DROPPED,
        DROPPED,
        ASKED + entry("provided", "2026-04-10", "jonas", input="access") + DROPPED,
        ASKED + entry("delivered", "2026-04-10", deliverable="audit") + DROPPED,
    ],
    ids=["a day too soon", "asked too soon", "nobody asked", "it came", "it was handed over"],
)
def test_else_a_drop_changes_nothing_and_says_why(engaged: Build, journal: str) -> None:
    played = engaged(TERMS, journal)
    assert refused(played, date(2026, 4, 20)) == []
    told = [
        str(one.message)
        for one in without_effect(played, date(2026, 4, 20))
        if one.cite == "scope.dependencies"
    ]
    assert "Audit could not be dropped on 17 April 2026." in told or "16 April" in told[-1]


def test_an_amendment_in_time_closes_the_way_out(engaged: Build) -> None:
    later = (
        'number = 1\ntitle = "A new plan"\nsigned = 2026-04-08\neffective = 2026-04-09\n[[change]]\n'
        'path = "scope.dependencies.access.due"\nfrom = 2026-03-10\nto = 2026-04-15\n'
    )
    assert refused(engaged(TERMS, ASKED + DROPPED, later), date(2026, 4, 20)) == []


def test_both_sides_see_the_right_while_they_have_it(engaged: Build) -> None:
    def rights(today: date, journal: str = "") -> set[str]:
        found = duties(engaged(TERMS, journal), today, date(2026, 3, 1), date(2026, 9, 1))
        return {
            str(d.id).removeprefix("scope.dependencies/")
            for d in found
            if "/plan/" in d.id or "/drop/" in d.id
        }

    assert rights(date(2026, 3, 30)) == set()
    assert rights(date(2026, 3, 31)) == {"plan/client/access", "plan/consultant/access"}
    assert "drop/client/access/audit" in rights(date(2026, 4, 17), ASKED)
    assert "drop/client/access/audit" not in rights(date(2026, 4, 16), ASKED)


def test_a_dropped_deliverable_earns_its_hours_and_no_more_standby(engaged: Build) -> None:
    """M2: what the client's missing input ended is paid by the hour, up to its amount."""
    found = charges(engaged(TERMS, WORKED + ASKED + DROPPED), date(2026, 5, 15))
    open_work = [one for one in found if one.id == "financials.milestones/open/audit"]
    assert [(one.on, one.minor) for one in open_work] == [(date(2026, 4, 17), 200_000)]
    assert max(one.on for one in found if "standby/" in one.id) == date(2026, 4, 16)


def test_the_same_counts_where_the_client_gave_the_reason_to_end(engaged: Build) -> None:
    """M2, M31: a breach of the client that ends it costs what leaving would."""
    cause = "[exit.termination]\ninsolvency = true\n"
    played = engaged(TERMS + cause, WORKED + notice("insolvency", "2026-04-03", "consultant"))
    found = [one for one in charges(played, date(2026, 5, 1)) if one.id == "financials.milestones/open/audit"]
    assert [one.minor for one in found] == [200_000]
    played = engaged(TERMS + cause, WORKED + notice("insolvency", "2026-04-03", "client"))
    assert not [
        one for one in charges(played, date(2026, 5, 1)) if one.id == "financials.milestones/open/audit"
    ]


def test_the_words_say_it(engaged: Build) -> None:
    words = section(engaged(TERMS).agreement, "scope.dependencies")
    assert "From 20 days late on, either side may ask by message for a new plan." in words
    assert "Without an amendment within 10 Business Days, either may drop by message what waits." in words


LEAVING = TERMS.replace('"10 business days" }', '"10 business days", may_end = "10 days" }')


@pytest.mark.parametrize(
    ("terms", "given", "last"),
    [
        (LEAVING, "2026-04-17", date(2026, 4, 27)),
        (LEAVING, "2026-04-16", None),
        (TERMS, "2026-04-17", None),
    ],
)
def test_a_side_may_leave_where_no_plan_was_signed_and_that_was_agreed(
    engaged: Build, terms: str, given: str, last: date | None
) -> None:
    played = engaged(terms, ASKED + notice("late input", given))
    ends = facts(played, date(2026, 6, 1)).deal.ends
    assert (ends and date.fromordinal(ends.toordinal() - 1)) == last
    idle = [one for one in without_effect(played, date(2026, 6, 1)) if "nothing ends" in str(one.message)]
    assert len(idle) == (last is None)


def test_an_input_that_came_leaves_no_right_to_leave(engaged: Build) -> None:
    came = entry("provided", "2026-04-10", "jonas", input="access")
    played = engaged(LEAVING, ASKED + came + notice("late input", "2026-04-17"))
    assert facts(played, date(2026, 6, 1)).deal.ends is None


def test_each_side_has_that_right_from_the_day_after_the_time(engaged: Build) -> None:
    rights = [
        {d.id: d.since for d in duties(engaged(LEAVING, ASKED), day) if "/end/" in d.id}
        for day in (date(2026, 4, 16), date(2026, 4, 17))
    ]
    since = date(2026, 4, 17)
    assert rights == [
        {},
        {f"scope.dependencies/end/{side}/access": since for side in ("client", "consultant")},
    ]
