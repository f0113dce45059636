"""CH-FIN-001 and 002: an agreement pays somebody, and says how."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]
RETAINER, MILESTONES = "financials.retainer", "financials.milestones"
INVOICING, PAYMENT = "financials.invoicing", "financials.payment"


@pytest.mark.parametrize(
    ("without", "found"),
    [
        ((), []),
        ((RETAINER,), []),
        ((MILESTONES,), []),
        ((RETAINER, MILESTONES), [("CH-FIN-001", "financials")]),
        ((RETAINER, MILESTONES, INVOICING, PAYMENT), [("CH-FIN-001", "financials")]),
        ((INVOICING,), [("CH-FIN-002", RETAINER)]),
        ((RETAINER, PAYMENT), [("CH-FIN-002", MILESTONES)]),
        ((INVOICING, PAYMENT), [("CH-FIN-002", RETAINER)] * 2),
    ],
)
def test_a_fee_and_how_it_is_paid(
    terms: With, without: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    agreement = terms(dict.fromkeys(without))
    assert [(f.id, f.place) for f in check(agreement) if f.id in {"CH-FIN-001", "CH-FIN-002"}] == found
