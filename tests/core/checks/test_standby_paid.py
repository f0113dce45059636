"""CH-SCO-025: standby for what the retainer pays anyway is never owed."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]
ON_REPORT = {"scope.dependencies.access.holds": ["report"], "scope.dependencies.budget.holds": ["report"]}


def places(agreement: Agreement) -> list[str]:
    return [f.place for f in check(agreement) if f.id == "CH-SCO-025"]


def test_what_a_milestone_pays_for_may_cost_standby(clean: Agreement) -> None:
    assert places(clean) == []


def test_what_the_retainer_pays_for_costs_none(terms: With) -> None:
    assert places(terms(dict(ON_REPORT))) == ["scope.dependencies.standby.fee"]


@pytest.mark.parametrize("gone", ["financials.retainer", "scope.dependencies.standby", "scope.dependencies"])
def test_without_the_retainer_or_standby_nothing_is_paid_twice(terms: With, gone: str) -> None:
    others = {} if gone == "scope.dependencies" else dict(ON_REPORT)
    assert places(terms(others | {gone: None})) == []
