"""CH-GEN-010: clauses that the parties would miss on a bad day."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement, clause_types
from charter.core.check import check
from charter.core.vocabulary.finding import Level

With = Callable[[dict[str, object]], Agreement]


def places(agreement: Agreement) -> list[str]:
    return [f.place for f in check(agreement) if f.id == "CH-GEN-010"]


FEES = [str(cite) for cite, kind in clause_types().items() if kind.pays]
MISSED = [
    str(cite)
    for cite, kind in clause_types().items()
    if kind.missed and not (kind.missed.fees and kind.missed.level is Level.ERROR)
]


@pytest.mark.parametrize("cite", MISSED)
def test_each_is_missed_and_no_other(terms: With, cite: str) -> None:
    assert places(terms({cite: None})) == [cite]


def test_nobody_misses_a_clause_on_money_where_none_is_paid(terms: With) -> None:
    unpaid = dict.fromkeys([*FEES, *(cite for cite in MISSED if cite.startswith("financials."))])
    assert places(terms(unpaid)) == []


@pytest.mark.parametrize("fee", FEES)
def test_any_fee_is_reason_enough(terms: With, fee: str) -> None:
    without = dict.fromkeys([*(other for other in FEES if other != fee), "financials.late_payment"])
    assert places(terms(without)) == ["financials.late_payment"]


def test_what_others_miss_rarely_is_not_missed(terms: With) -> None:
    assert places(terms({"scope.deliverables": None, "financials.milestones": None})) == []
