"""Hours are drawn day by day only where the hours noted are what was used; elsewhere a bar says how much."""

from __future__ import annotations

import datetime as dt

import pytest

from charter.folder import engagement_texts
from charter.web.drafting.actions import import_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.running.pages import page_of_engagement
from tests.conftest import EXAMPLES
from tests.web.people import Northlight

TODAY = dt.date(2026, 5, 19)
SMALL_CHANGES, RETAINER, DAYS = "2.3 Changes of the work", "4.1 Retainer", "4.2 Work by the day"


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("harbourline-2025", [(RETAINER, "50", True)]),
        ("tillhouse", [(SMALL_CHANGES, "0", False), (RETAINER, "3", True)]),
        ("pocketwell", [(RETAINER, "11", True), (DAYS, "4", False)]),
    ],
)
def test_only_what_the_hours_noted_use_up_is_drawn(
    nl: Northlight, name: str, stands: list[tuple[str, str, bool]]
) -> None:
    nl.workspace.fixed_on = TODAY
    nl.workspace.save()
    files = engagement_texts(EXAMPLES / "northlight" / name)
    row = import_engagement(nl.workspace, name, files, "mara")
    page = page_of_engagement(row, engagement_in(row), TODAY)
    assert [(each.burn.citation, each.burn.used, each.drawn) for each in page.plots] == stands
