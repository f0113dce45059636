"""The client's sponsor speaks first for it: in the talks, in a notice, and where its leaving lets a side end it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.party import Side
from tests.core.words import section

Build = Callable[..., Engagement]

ROLE = """
[foundation.role]
title = "Chief Technology Officer, part-time"
officer = "no"
sponsor = "priya"
new_sponsor_within = "14 days"
advice_only = true
[foundation.role.people.lead]
person = "mara"
tasks = "leads the engineers"
key = true
"""
TERM = """
[foundation.term]
starts = 2026-03-01
initial = "6 months"
renewal = "none"
"""
LEAVE = """
[exit.termination]
insolvency = false
sponsor_leaves = "10 days"
client = { notice = "30 days" }
consultant = { notice = "30 days" }
"""
MAY_GIVE = Change(
    "foundation.parties.people.priya.may",
    ["approve costs", "dispute"],
    ["approve costs", "dispute", "give notices"],
)


def said(engagement: Engagement, cite: str) -> str:
    return section(apply(engagement.agreement, [Change("general.law.governing", None, "DE")]), cite)


@pytest.mark.parametrize(
    ("role", "names", "row"),
    [
        (ROLE, "Priya Raman and Mara Lindqvist", "Priya Raman, the Client’s sponsor, leaves the Client"),
        ("", "Jonas Petersen and Mara Lindqvist", "Jonas Petersen, who signs first for the Client, leaves the Client"),
    ],
    ids=["named", "nobody named"],
)  # fmt: skip
def test_the_sponsor_is_whom_the_role_names(engaged: Build, role: str, names: str, row: str) -> None:
    engagement = engaged(LEAVE + TERM + role)
    assert f"{names} must talk about what comes after the Engagement." in said(engagement, "foundation.term")
    assert row in said(engagement, "exit.termination")


@pytest.mark.parametrize(
    ("role", "changes", "by"),
    [
        (ROLE, [MAY_GIVE], "priya"),
        (ROLE, [], "jonas"),
        ("", [MAY_GIVE], "jonas"),
    ],
    ids=["the sponsor", "a sponsor who may not", "no sponsor"],
)
def test_the_clients_notice_is_its_sponsors_where_that_may_give_it(
    engaged: Build, role: str, changes: list[Change], by: str
) -> None:
    engagement = engaged(LEAVE + role)
    engagement = replace(engagement, agreement=apply(engagement.agreement, changes))
    plan = exit_plan(engagement, date(2026, 6, 20), Side.CLIENT)
    assert (plan.notice.by, plan.last_day) == (by, date(2026, 7, 20))


def test_the_consultants_notice_is_not_the_sponsors(engaged: Build) -> None:
    assert exit_plan(engaged(LEAVE + ROLE), date(2026, 6, 20), Side.CONSULTANT).notice.by == "mara"
