"""CH-FIN-001 and 002: an agreement pays somebody, and says how."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement, clause_types
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]
FEES = [str(cite) for cite, kind in clause_types().items() if kind.pays]
FIRST, LAST = FEES[0], FEES[-1]
INVOICING, PAYMENT = "financials.invoicing", "financials.payment"


@pytest.mark.parametrize(
    ("without", "found"),
    [
        ([], []),
        *((FEES[:n] + FEES[n + 1 :], []) for n in range(len(FEES))),
        (FEES, [("CH-FIN-001", "financials")]),
        ([*FEES, INVOICING, PAYMENT], [("CH-FIN-001", "financials")]),
        ([INVOICING], [("CH-FIN-002", FIRST)]),
        ([*FEES[:-1], PAYMENT], [("CH-FIN-002", LAST)]),
        ([INVOICING, PAYMENT], [("CH-FIN-002", FIRST)] * 2),
    ],
)
def test_a_fee_and_how_it_is_paid(terms: With, without: list[str], found: list[tuple[str, str]]) -> None:
    agreement = terms(dict.fromkeys(without))
    assert [(f.id, f.place) for f in check(agreement) if f.id in {"CH-FIN-001", "CH-FIN-002"}] == found


def test_a_master_leaves_what_is_paid_to_its_orders(terms: With) -> None:
    """Without fees an agreement is told so; a master is not, since each order says what it pays."""
    found = [
        {f.id for f in check(terms(dict.fromkeys(FEES) | more))} & {"CH-FIN-001"}
        for more in ({}, {"foundation.frame.master": None})
    ]
    assert found == [{"CH-FIN-001"}, set()]
