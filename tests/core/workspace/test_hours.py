"""More hours than there are: what all engagements of a workspace include a month, on the day that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from charter.core.check import check_in
from charter.core.engagement import Engagement
from charter.core.included_hours import included_hours
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.dates import Hours
from charter.core.workspace.workspace import Workspace, other_of
from tests.core.workspace.conftest import OWN

Build = Callable[..., Engagement]
TODAY = date(2026, 5, 18)


def fee(hours: str, period: str = "month") -> str:
    return (
        f'[financials.retainer]\namount = "EUR 9000.00"\nperiod = "{period}"\nbilled = "in advance"\n'
        f'hours = "{hours}"\nrollover = {{ share = "0 %", expires = "1 month" }}\n'
    )


def told(engagement: Engagement, most: str, *others: Engagement) -> Iterator[str]:
    settings = read_settings(f'hours = "{most}"\n{OWN}')
    beside = tuple(other_of(each).model_copy(update={"included": included_hours(each)}) for each in others)
    found = check_in(Workspace(settings=settings, others=beside), engagement, TODAY)
    return (str(each.message) for each in found if each.id == "CH-WSP-016")


@pytest.mark.parametrize(("most", "fires"), [("129 hours", True), ("130 hours", False)])
def test_the_hours_of_all_clients_are_counted_together(engaged: Build, most: str, fires: bool) -> None:  # noqa: FBT001 - a case of the table
    """CH-WSP-016: 64 a month here, 64 a month there, and 6 a quarter, which are 2 a month."""
    others = engaged(fee("64 hours")), engaged(fee("6 hours", "quarter"))
    (*said,) = told(engaged(fee("64 hours")), most, *others)
    assert bool(said) is fires
    if fires:
        assert said[0].startswith("From 18 May 2026 on you owe 130 hours a month, and have 129 hours: ")
        assert said[0].endswith("GmbH 64 hours and Harbourline Logistics GmbH 2 hours.")


def test_an_engagement_that_begins_later_is_looked_at_from_its_first_day_on(engaged: Build) -> None:
    until = '[foundation.term]\nstarts = 2026-03-01\ninitial = "6 months"\nrenewal = "none"\n'
    later = "[foundation.term]\nstarts = {}\n"
    other = engaged(until + fee("64 hours"))
    for starts, fires in (("2026-08-31", True), ("2026-09-01", False)):
        here = engaged(later.format(starts) + fee("64 hours"))
        assert bool([*told(here, "100 hours", other)]) is fires, starts


def test_where_no_fee_includes_hours_or_there_is_no_limit_nothing_is_said(engaged: Build) -> None:
    assert [*told(engaged(), "1 hour", engaged(fee("64 hours")))] == []
    assert included_hours(engaged()) == ()
    [held] = included_hours(engaged(fee("64 hours")))
    assert (held.first, held.last, held.hours) == (date(2026, 3, 1), None, Hours.parse("64 hours"))
