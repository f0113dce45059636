"""CH-FIN-003: a milestone that waits for an acceptance which nothing brings about."""

from collections.abc import Callable

from charter.core.agreement import Agreement
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]


def places(agreement: Agreement) -> list[str]:
    return [f.place for f in check(agreement) if f.id == "CH-FIN-003"]


def test_with_acceptance_every_milestone_can_be_earned(clean: Agreement) -> None:
    assert places(clean) == []


def test_without_acceptance_those_that_wait_for_it_cannot(terms: With) -> None:
    without = terms({"scope.acceptance": None})
    assert places(without) == ["financials.milestones.audit.acceptance_of"]


def test_one_on_a_day_waits_for_nobody(terms: With) -> None:
    day = {"name": "Half-year point", "amount": "EUR 9600.00", "on_day": "2026-09-01"}
    assert places(terms({"scope.acceptance": None, "financials.milestones": {"midway": day}})) == []


def test_without_milestones_nothing_waits(terms: With) -> None:
    assert places(terms({"scope.acceptance": None, "financials.milestones": None})) == []
