"""What is shown of an agreement: here, on what it is silent."""

from __future__ import annotations

from collections.abc import Callable

from charter.core.agreement import clause_types
from charter.core.engagement import Engagement
from charter.core.known import unsaid
from charter.core.pages import steps


def test_an_agreement_tells_on_what_it_says_nothing(engaged: Callable[..., Engagement]) -> None:
    bare = engaged().agreement
    every = [kind.unsaid for cite, kind in clause_types().items() if cite not in bare.clauses and kind.unsaid]
    assert list(unsaid(bare)) == every
    assert "how a side can leave" in map(str, every)
    leave = engaged("[exit.termination]\ninsolvency = false\n").agreement
    assert len(unsaid(leave)) == len(every) - 1
    assert "how a side can leave" not in map(str, unsaid(leave))


LATE = """
[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "1 % a month"
fixed_sum = "none"
collection_costs = "none"
reminders = ["3 days"]
acceleration = "45 days"
[financials.suspension]
notice_from = "14 days"
stops_from = "21 days"
notice = "5 days"
dates = "stay"
"""


def test_what_follows_when_something_is_late_is_told_step_by_step(engaged: Callable[..., Engagement]) -> None:
    def told(terms: str) -> list[tuple[str, str, str, str]]:
        found = steps(engaged(terms).agreement)
        return [(s.cite, str(s.after), str(s.event), str(s.costs or "")) for s in found]

    ladder = [
        ("financials.late_payment.reminders", "3 days", "the Due Date", ""),
        ("financials.late_payment.grace", "5 days", "the Due Date", "interest of 1 % a month"),
        ("financials.suspension.notice_from", "14 days", "the Due Date", ""),
        ("financials.suspension.stops_from", "21 days", "the Due Date", ""),
        ("financials.late_payment.acceleration", "45 days", "the Due Date", ""),
    ]
    assert told(LATE) == ladder
    lawful = LATE.replace("1 % a month", "statutory").replace('acceleration = "45 days"\n', "")
    assert told(lawful)[1][3] == "interest as the law sets it"
    none = LATE.replace("1 % a month", "none")
    assert told(none)[1][3] == ""
    words = (
        f'[financials.suspension.wording]\ntext = "We talk."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    )
    assert told(LATE + words) == [*ladder[:2], ladder[4]]
