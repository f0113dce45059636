"""Terms of schema 1 on unpaid invoices are read as a ladder, and what cannot be read stays as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from charter.core.reading.schema_1_ladder import agreement_with_ladder


@pytest.mark.parametrize(
    ("part", "clause", "old", "new"),
    [
        ("financials", "late_payment", {"collection_costs": True}, {"collection_costs": "reasonable"}),
        ("financials", "late_payment", {"collection_costs": False}, {"collection_costs": "none"}),
        (
            "financials",
            "suspension",
            {"overdue_for": "14 days", "notice": "5 days", "dates": "stay", "fees": "run", "withheld": ["advice"]},
            {"notice": "5 days", "dates": "stay", "notice_from": "15 days", "stops_from": "21 days", "fee_runs_for": "1 year"},
        ),
        ("financials", "suspension", {"notice_from": "15 days"}, {"notice_from": "15 days"}),
        ("financials", "suspension", {"overdue_for": "soon", "notice": "5 days"}, {"overdue_for": "soon", "notice": "5 days"}),
        (
            "exit",
            "termination",
            {"cause": {"grounds": ["A"], "cure": "30 days", "cure_payment": "10 days"}},
            {
                "cause": {
                    side: {"grounds": ["A"], "cure": "30 days", "lapses": "14 days"} for side in ("client", "consultant")
                },
                "unpaid": {"notice_from": "1 day", "pay_within": "10 days", "ends_from": "12 days", "lapses": "14 days"},
            },
        ),
        (
            "exit",
            "settlement",
            {"wind_down": "EUR 1.00"},
            {"payments": {"wind_down": {"when": "client without reason", "amount": "EUR 1.00", "what": "winding the work down"}}},
        ),
        ("exit", "settlement", {"final_invoice": "9 days"}, {"final_invoice": "9 days"}),
    ],
)  # fmt: skip
def test_terms_of_schema_1_become_steps(
    part: str, clause: str, old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert agreement_with_ladder({part: {clause: old}})[part][clause] == new
