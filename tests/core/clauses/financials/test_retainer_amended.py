"""What an amendment of the retainer leaves as it was charged."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.clauses.financials.retainer import Retainer
from charter.core.engagement import Engagement
from charter.core.vocabulary.clause import Past, Version
from tests.core.journal import hours

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


BEYOND = FEE + 'overage = "EUR 210.00"\ncap = "5 hours"\n'


def capped(before: str, after: str) -> str:
    """Amend the cap from 16 March on."""
    return (
        'number = 1\ntitle = "Cap"\nsigned = 2026-03-13\neffective = 2026-03-16\n\n[[change]]\n'
        f'path = "financials.retainer.cap"\nfrom = "{before}"\n{after}\n'
    )


def beyond(engagement: Engagement, today: date = date(2026, 4, 1)) -> list[tuple[int, str]]:
    """Give the seconds charged beyond the included hours as hours of EUR 210.00, and where they were agreed."""
    return [(c.minor // 210_00, c.agreed) for c in charges(engagement, today) if "/overage/" in c.id]


@pytest.mark.parametrize(
    ("first", "later", "cap", "charged"),
    [
        (14, 9, "8 hours", 8),  # four under the old cap, and four more up to the new one
        (18, 9, "8 hours", 8),  # five of eight under the old cap: three were above it, and stay so
        (12, 9, "3 hours", 3),  # two, and one more
        (14, 9, "3 hours", 4),  # four were charged, and a lower cap takes none back
        (5, 9, "3 hours", 3),
        (14, 1, "8 hours", 5),
    ],
)
def test_an_amended_cap_counts_from_its_day(
    engaged: Build, first: int, later: int, cap: str, charged: int
) -> None:
    worked = hours("2026-03-10", first) + hours("2026-03-20", later)
    engagement = engaged(BEYOND, worked, capped("5 hours", f'to = "{cap}"'))
    last = "amendment 1" if charged != 4 else "agreement"
    assert beyond(engagement) == [(charged, last)]


def test_a_cap_taken_away_limits_nothing_from_that_day_on(engaged: Build) -> None:
    worked = hours("2026-03-10", 18) + hours("2026-03-20", 9)
    assert beyond(engaged(BEYOND, worked, capped("5 hours", ""))) == [(14, "amendment 1")]


def test_hours_told_late_see_the_cap_of_their_day_and_what_was_charged_before(engaged: Build) -> None:
    """Worked before the cap was raised: two more of the five, though eight count by then."""
    worked = hours("2026-03-09", 13) + hours("2026-03-10", 4, recorded="2026-04-03")
    engagement = engaged(BEYOND, worked, capped("5 hours", 'to = "8 hours"'))
    assert beyond(engagement, date(2026, 4, 3)) == [(3, "agreement"), (2, "agreement")]


def test_an_overage_cites_the_price_of_its_day(engaged: Build) -> None:
    worked = hours("2026-03-10", 12) + hours("2026-03-20", 1)
    dearer = (
        capped("5 hours", "").replace("cap", "overage").replace("5 hours", "EUR 210.00")
        + 'to = "EUR 420.00"\n'
    )
    engagement = engaged(BEYOND, worked, dearer)
    found = [(c.minor, c.agreed) for c in charges(engagement, date(2026, 4, 1)) if "/overage/" in c.id]
    assert found == [(420_00, "agreement"), (420_00, "amendment 1")]
