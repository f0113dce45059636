"""The cost of collecting a late invoice: what is owed of it, at most, and from when."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.clauses.financials.test_late_payment import (
    LATE,
    MONTHLY,
    REMINDING,
    booked,
    claimed,
    objected,
)
from tests.core.journal import entry

Build = Callable[..., Engagement]

COSTS = REMINDING.replace('collection_costs = "none"', 'collection_costs = "EUR 500.00"')


@pytest.mark.parametrize(
    ("costs", "owed"), [("EUR 300.00", 260_00), ("EUR 900.00", 460_00), ("EUR 30.00", None)]
)
def test_collecting_costs_at_most_what_was_agreed_less_the_fixed_sum(
    engaged: Build, pay: str, issued: str, costs: str, owed: int | None
) -> None:
    sent = entry("reminded", "2026-04-20", of="N-1")
    claim = entry("claimed", "2026-05-05", invoice="N-1", costs=costs)
    found = booked(engaged(pay + COSTS, issued + sent + claim), date(2026, 5, 5))
    assert found.get("collecting/N-1/2026-05-05") == owed
    assert found["fixed_sum/N-1"] == 40_00
    free = booked(engaged(pay + REMINDING, issued + sent + claim), date(2026, 5, 5))
    assert "collecting/N-1/2026-05-05" not in free


def test_costs_of_collecting_that_a_claim_does_not_bring_are_told(
    engaged: Build, pay: str, issued: str
) -> None:
    """Nothing was agreed about them, or the fixed sum of the claim covers them; the rest of the claim stands."""
    sent = entry("reminded", "2026-04-20", of="N-1")
    day = date(2026, 5, 5)

    def told(terms: str, costs: str) -> list[str]:
        claim = entry("claimed", "2026-05-05", invoice="N-1", costs=costs)
        return objected(engaged(pay + terms, issued + sent + claim), day)

    nothing = ["The claim brings nothing for collecting N-1."]
    assert told(REMINDING, "EUR 300.00") == told(COSTS, "EUR 30.00") == nothing
    assert told(COSTS, "EUR 300.00") == []


def test_collecting_is_bounded_over_all_claims(engaged: Build, pay: str, issued: str) -> None:
    sent = entry("reminded", "2026-04-20", of="N-1")
    twice = entry("claimed", "2026-05-05", invoice="N-1", costs="EUR 300.00") + entry(
        "claimed", "2026-05-12", invoice="N-1", costs="EUR 400.00"
    )
    found = booked(engaged(pay + COSTS, issued + sent + twice), date(2026, 5, 12))
    assert (found["collecting/N-1/2026-05-05"], found["collecting/N-1/2026-05-12"]) == (260_00, 240_00)


def test_costs_without_a_maximum_are_found(engaged: Build, pay: str) -> None:
    for held, wrong in (("EUR 500.00", 0), ("reasonable", 1), ("none", 0)):
        text = pay + LATE.replace('collection_costs = "none"', f'collection_costs = "{held}"')
        assert len([f for f in check(engaged(text).agreement) if f.id == "CH-FIN-063"]) == wrong


def test_after_a_claim_what_accrues_further_can_be_claimed_too(engaged: Build, pay: str, issued: str) -> None:
    engagement = engaged(pay + MONTHLY, issued + claimed("2026-05-05"))
    found = {d.id: d for d in duties(engagement, date(2026, 5, 15), date(2026, 4, 1)) if "/claim/" in d.id}
    (again,) = found.values()
    assert again.id == "financials.late_payment/claim/N-1/after-2026-05-05"
    assert str(again.reads) == "Claim further interest (EUR 71.01 so far) on invoice N-1"
