"""What was charged stays charged; what is learned later is booked on its own day, in the order of days."""

from collections.abc import Callable
from datetime import date

from charter.core.billing import charges
from charter.core.engagement import Engagement

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
"""
STANDBY = """
[scope.dependencies]
delay = "day for day"
standby_after = "0 days"
standby_fee = "EUR 400.00"
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
"""


def booked(engagement: Engagement, today: date) -> list[tuple[str, date, int]]:
    return [(c.id, c.on, c.minor) for c in charges(engagement, today)]


def test_a_charge_that_proves_wrong_goes_on_the_day_it_is_learned_before_what_comes_later(
    engaged: Build,
) -> None:
    came = '[[entry]]\nkind = "provided"\non = 2026-03-10\nrecorded = 2026-03-12\nby = "Jonas"\ninput = "access"\n'
    engagement = engaged(FEE + STANDBY, came)
    early = booked(engagement, date(2026, 3, 12))
    assert early[1:] == [
        ("scope.dependencies/standby/2026-03-11", date(2026, 3, 11), 400_00),
        ("scope.dependencies/standby/2026-03-11@2026-03-12", date(2026, 3, 12), -400_00),
    ]
    assert booked(engagement, date(2026, 4, 1)) == [
        *early,
        ("financials.retainer/2026-04-01", date(2026, 4, 1), 3000_00),
    ]
