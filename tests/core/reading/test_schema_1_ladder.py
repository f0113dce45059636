"""Terms of schema 1 on unpaid invoices are read as a ladder, and what cannot be read stays as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from charter.core.engagement import Engagement
from charter.core.reading.schema_1_ladder import agreement_with_ladder
from charter.core.reading.schema_1_ladder_amended import changes_with_ladder
from tests.core.amending import amendment


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


YES, NO = True, False


def change(path: str, before: object, after: object) -> dict[str, Any]:
    return {key: held for key, held in (("path", path), ("from", before), ("to", after)) if held is not None}


CAUSE = {"grounds": ["A"], "cure": "30 days", "cure_payment": "10 days"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            change("financials.late_payment.collection_costs", YES, NO),
            [change("financials.late_payment.collection_costs", "reasonable", "none")],
        ),
        (
            change("financials.late_payment.collection_costs", "reasonable", "none"),
            [change("financials.late_payment.collection_costs", "reasonable", "none")],
        ),
        (
            change("financials.late_payment", {"collection_costs": True}, None),
            [change("financials.late_payment", {"collection_costs": "reasonable"}, None)],
        ),
        (
            change("financials.suspension.overdue_for", "14 days", "21 days"),
            [change("financials.suspension.notice_from", "15 days", "22 days")],
        ),
        (
            change("financials.suspension.fees", "pause", "run"),
            [change("financials.suspension.fee_runs_for", None, "1 year")],
        ),
        (
            change("exit.termination.cause.cure_payment", "10 days", "20 days"),
            [
                change("exit.termination.unpaid.pay_within", "10 days", "20 days"),
                change("exit.termination.unpaid.ends_from", "12 days", "22 days"),
            ],
        ),
        (
            change("exit.termination.cause.cure", "30 days", "20 days"),
            [
                change("exit.termination.cause.client.cure", "30 days", "20 days"),
                change("exit.termination.cause.consultant.cure", "30 days", "20 days"),
            ],
        ),
        (
            change("exit.settlement.wind_down", None, "EUR 1.00"),
            [
                change(
                    "exit.settlement.payments.wind_down",
                    None,
                    {"when": "client without reason", "amount": "EUR 1.00", "what": "winding the work down"},
                )
            ],
        ),
        (change("financials.payment.due_after", "1 day", "2 days"), [change("financials.payment.due_after", "1 day", "2 days")]),
        (change("financials.suspension.overdue_for", "soon", "later"), [change("financials.suspension.overdue_for", "soon", "later")]),
    ],
)  # fmt: skip
def test_changes_of_schema_1_become_changes_of_steps(old: dict[str, Any], new: list[dict[str, Any]]) -> None:
    assert list(changes_with_ladder([old], None)) == new


def test_the_right_to_end_for_a_breach_becomes_two() -> None:
    found = list(changes_with_ladder([change("exit.termination.cause", None, CAUSE)], None))
    assert [one["path"] for one in found] == ["exit.termination.cause", "exit.termination.unpaid"]
    assert found[1]["to"]["pay_within"] == "10 days"
    assert {*found[0]["to"]} == {"client", "consultant"}


NOW = """
[financials.suspension]
notice_from = "15 days"
stops_from = "21 days"
notice = "5 days"
dates = "stay"
"""


@pytest.mark.parametrize(
    ("changed", "steps"),
    [
        ((("overdue_for", "14 days", "20 days"),), ("21 days", "27 days", "5 days")),
        ((("notice", "5 days", "8 days"),), ("15 days", "24 days", "8 days")),
        ((("overdue_for", "14 days", "20 days"), ("notice", "5 days", "8 days")), ("21 days", "30 days", "8 days")),
        ((("fees", "pause", "run"),), ("15 days", "21 days", "5 days")),
    ],
)  # fmt: skip
def test_an_amendment_of_then_moves_the_steps_of_now(
    engaged: Callable[..., Engagement], changed: tuple[tuple[str, str, str], ...], steps: tuple[str, str, str]
) -> None:
    listed = ((f"financials.suspension.{name}", before, after) for name, before, after in changed)
    agreed = engaged(NOW, "", amendment("Slower", "2026-03-02", *listed))
    suspension = agreed.editions[-1].agreement.financials.suspension
    assert suspension is not None
    assert (str(suspension.notice_from), str(suspension.stops_from), str(suspension.notice)) == steps
