"""CH-GEN-010: clauses that the parties would miss on a bad day."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement, clause_types
from charter.core.check import check
from charter.core.vocabulary.finding import Level

With = Callable[[dict[str, object]], Agreement]


def places(agreement: Agreement) -> list[str]:
    return [f.place for f in check(agreement) if f.id == "CH-GEN-010"]


MISSED = [
    cite
    for cite, kind in clause_types().items()
    if kind.missed and not (kind.missed.fees and kind.missed.level is Level.ERROR)
]


@pytest.mark.parametrize("cite", MISSED)
def test_each_is_missed_and_no_other(terms: With, cite: str) -> None:
    assert places(terms({cite: None})) == [cite]


def test_nobody_misses_a_clause_on_money_where_none_is_paid(terms: With) -> None:
    unpaid = dict.fromkeys(
        f"financials.{name}" for name in ("retainer", "milestones", "late_payment", "suspension")
    )
    assert places(terms(unpaid)) == []


@pytest.mark.parametrize("fee", ["retainer", "milestones"])
def test_either_fee_is_reason_enough(terms: With, fee: str) -> None:
    assert places(terms({f"financials.{fee}": None, "financials.late_payment": None})) == [
        "financials.late_payment"
    ]


def test_what_others_miss_rarely_is_not_missed(terms: With) -> None:
    assert places(terms({"scope.deliverables": None, "financials.milestones": None})) == []
