"""CH-SCO-004: what is due after the last day can never come in the term."""

from collections.abc import Callable

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement

Build = Callable[..., Engagement]
TEXT = """
[foundation.term]
starts = 2026-03-01
initial = "3 months"
renewal = "{renewal}"
notice = "10 days"
[scope.deliverables.audit]
name = "Audit"
outcome = "Known risks."
criteria = ["it is there"]
due = {due}
"""


@pytest.mark.parametrize(
    ("renewal", "due", "found"),
    [
        ("none", "2026-06-01", ["scope.deliverables.audit.due"]),
        ("none", "2026-05-31", []),
        ("automatic", "2026-06-01", []),
    ],
)
def test_a_day_after_the_last_is_told(engaged: Build, renewal: str, due: str, found: list[str]) -> None:
    told = check(engaged(TEXT.format(renewal=renewal, due=due)).agreement)
    assert [f.place for f in told if f.id == "CH-SCO-004"] == found
