"""The British rate of late payment: fixed before interest starts, whatever comes later."""

from collections.abc import Callable
from datetime import date

from charter.core.billing import charges
from charter.core.engagement import Engagement
from tests.core.clauses.financials.test_late_payment import LATE, claimed, elsewhere

Build = Callable[..., Engagement]


def test_the_british_rate_is_that_before_interest_starts_and_not_before_the_invoice_was_due(
    engaged: Build, pay: str, issued: str
) -> None:
    """Due on 20 June 2023, fourteen days of grace: from 5 July the Bank Rate of 30 June counts, 5 %, and eight more."""
    pounds = pay.replace("EUR", "GBP")
    terms = LATE.replace('"5 days"', '"14 days"').replace('"due date"', '"grace"')
    june = (
        issued.replace("EUR", "GBP").replace("2026-04-01", "2023-06-06").replace("2026-04-15", "2023-06-20")
    )
    claim = claimed("2023-08-14")
    start = "[foundation.term]\nstarts = 2023-03-01\n"
    british = elsewhere(engaged(start + pounds + terms, june + claim), "GB-ENG")
    (interest,) = [c for c in charges(british, date(2023, 8, 14)) if "/interest/" in c.id]
    assert str(interest.reads).endswith("41 days at 13 % a year")
