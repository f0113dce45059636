"""A rise of prices in the client's account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from charter.core.billing import statement
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from tests.core.clauses.financials.test_rate_review import FEE, REVIEW, answered, proposed


def test_the_account_shows_the_new_price_from_its_day_on(
    engaged: Callable[..., Engagement], pay: str
) -> None:
    """What was invoiced before stays as it is; the balance is the sum of both prices."""
    engagement = engaged(FEE + REVIEW + pay, proposed() + answered("2026-12-10", agreed=True))
    for day in (date(2027, 3, 1), date(2027, 4, 1)):
        engagement = engagement.plus(*issue(engagement, day))
    found = statement(engagement, date(2027, 4, 1))
    assert [posting.minor for posting in found.postings] == [100_000] * 12 + [104_000]
    assert found.balance == sum(posting.minor for posting in found.postings)
