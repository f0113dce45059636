"""Days of work that no fee pays for, and meetings that eat the hours of a month."""

from collections.abc import Callable

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement

FEE = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
first_day = 1
billed = "in advance"
hours = "64 hours"
counts = ["meetings"]
"""
DAYS = """
[foundation.commitment]
days = ["Tuesday", "Thursday"]
since = "9:00"
until = "16:00"
moves = "2 business days"
"""
WEEKLY = """
[communication.meetings.weekly]
name = "Weekly"
rhythm = "every Tuesday 10:00"
lasts = "1 hour"
who = ["jonas", "mara"]
agenda = ["Risks"]
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (FEE + DAYS + WEEKLY, []),
        (FEE + DAYS.replace("16:00", "17:00"), ["CH-FND-045"]),
        (FEE.replace('hours = "64 hours"\ncounts = ["meetings"]\n', "") + DAYS.replace("16:00", "23:00"), []),
        (FEE.replace("month", "quarter", 1) + DAYS, ["CH-FND-045"]),
        (FEE + WEEKLY.replace("1 hour", "6.5 hours"), ["CH-FND-046"]),
        (FEE.replace('["meetings"]', '["travel"]') + WEEKLY.replace("1 hour", "6.5 hours"), []),
        (DAYS + WEEKLY, []),
        (FEE + DAYS.replace("16:00", "8:00"), []),
    ],
    ids=["fits", "long days", "no hours counted", "a quarter", "long meetings", "meetings apart", "no fee", "no hours"],
)  # fmt: skip
def test_hours_that_no_fee_pays(engaged: Callable[..., Engagement], text: str, wrong: list[str]) -> None:
    found = check(engaged(text).agreement)
    assert [f.id for f in found if f.id in {"CH-FND-045", "CH-FND-046"}] == wrong
