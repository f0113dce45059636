"""What an amendment of the retainer leaves as it was charged."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.clauses.financials.retainer import Retainer
from charter.core.engagement import Engagement
from charter.core.vocabulary.clause import Past, Version

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
"""


def fees(engagement: Engagement, today: date) -> list[tuple[str, int]]:
    return [(c.id.removeprefix("financials.retainer/"), c.minor) for c in charges(engagement, today)]


def amendment(number: int, signed: str, change: str) -> str:
    return f'number = {number}\ntitle = "Fee"\nsigned = {signed}\neffective = 2026-08-01\n\n[[change]]\n{change}\n'


def test_a_fee_amended_before_its_retainer_begins_changes_nothing_earlier(engaged: Build) -> None:
    """The retainer is added from August; in April its fee is lowered, and nothing was charged that could change."""
    added = """path = "financials.retainer"
to = { amount = "EUR 12000.00", period = "month", billed = "in advance", hours = "10 hours" }"""
    lowered = 'path = "financials.retainer.amount"\nfrom = "EUR 12000.00"\nto = "EUR 9000.00"'
    engagement = engaged("", "", amendment(1, "2026-04-01", added), amendment(2, "2026-04-10", lowered))
    assert fees(engagement, date(2026, 7, 31)) == []
    assert fees(engagement, date(2026, 9, 1)) == [("2026-08-01", 9000_00), ("2026-09-01", 9000_00)]


@pytest.mark.parametrize(
    ("since", "alike"),
    [
        (date(2026, 2, 1), date.min),  # all was charged by the terms that the amendment changes
        (date(2026, 3, 1), date.min),
        (date(2026, 4, 15), date(2026, 4, 1)),  # April may be paid for in advance, and is cut
        (date(2026, 5, 1), date(2026, 5, 1)),
    ],
)
def test_an_amendment_leaves_the_periods_before_it_as_they_are(
    engaged: Build, since: date, alike: date
) -> None:
    clause = engaged(FEE).agreement.financials.retainer
    assert clause is not None
    past = Past((Version(date(2026, 3, 1), clause, "agreement"),))
    assert Retainer.stable_until(past, date(2026, 3, 1), since) == alike
