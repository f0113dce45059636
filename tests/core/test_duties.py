"""Duties with their standing, and which of them a look at some days shows."""

from collections.abc import Callable
from datetime import date

from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.duty import Status
from tests.core.journal import entry

Build = Callable[..., Engagement]

AUDIT = '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known."\ndue = 2026-04-30\n'
WEEKLY = '[communication.meetings.weekly]\nname = "Weekly"\nrhythm = "every Tuesday 10:00"\nlasts = "1 hour"\nwho = ["jonas"]\n'


def standing(engagement: Engagement, today: date) -> dict[str, Status]:
    return {d.id: d.status for d in duties(engagement, today, today, date(2026, 6, 1))}


def test_a_duty_let_go_is_no_longer_owed(engaged: Build) -> None:
    name = "scope.deliverables/deliver/audit"
    waived = entry("waived", "2026-04-20", "jonas", duty=name)
    assert standing(engaged(AUDIT, waived), date(2026, 4, 19)) == {name: Status.OPEN}
    assert standing(engaged(AUDIT, waived), date(2026, 4, 20)) == {name: Status.WAIVED}
    assert standing(engaged(AUDIT, waived), date(2026, 5, 2)) == {}


def test_what_is_still_owed_is_shown_after_its_day_and_what_only_passed_is_not(engaged: Build) -> None:
    found = standing(engaged(AUDIT + WEEKLY), date(2026, 5, 20))
    assert found["scope.deliverables/deliver/audit"] is Status.LATE
    assert "communication.meetings/hold/weekly/2026-05-19" not in found


def test_on_its_day_it_is_due(engaged: Build) -> None:
    assert standing(engaged(AUDIT), date(2026, 4, 30)) == {"scope.deliverables/deliver/audit": Status.DUE}
