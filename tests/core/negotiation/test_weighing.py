"""What a proposal weighs: what it costs, alone and together, and how it stands to what one wants."""

from __future__ import annotations

import pytest

import charter
from charter.core.agreement import Agreement
from charter.core.workspace.playbook import Position
from charter.core.workspace.positions import PositionMatch
from tests.core.negotiation.test_proposals import DAY, DUE, NOTICE, agreement  # noqa: F401 - a fixture

LATER = "each invoice is paid 16 days later: EUR 6,522.74 more is outstanding on average"
"""As tests/core/test_change_costs.py has it: 16 days of 365 of what is charged in the first year."""


def test_a_proposal_costs_what_the_change_brings_about(agreement: Agreement) -> None:  # noqa: F811
    assert [str(each) for each in charter.proposal_costs(agreement, DUE, "30 days", DAY)] == [LATER]
    [longer] = charter.proposal_costs(agreement, NOTICE, "60 days", DAY)
    assert str(longer).startswith("leaving takes longer")


def test_what_does_not_hold_alone_says_so(agreement: Agreement) -> None:  # noqa: F811
    [told] = charter.proposal_costs(agreement, "financials.retainer.amount", "USD 12000.00", DAY)
    assert str(told) == "only together with the other changes"


def test_all_together_cost_each_once(agreement: Agreement) -> None:  # noqa: F811
    told = charter.costs_together(agreement, {DUE: "30 days", NOTICE: "60 days"}, DAY)
    assert told is not None
    assert LATER in [str(each) for each in told]
    assert len({str(each) for each in told}) == len(told) == 2
    assert charter.costs_together(agreement, {DUE: "nonsense"}, DAY) is None


@pytest.mark.parametrize(
    ("value", "match"),
    [
        ("14 days", PositionMatch.PREFERRED),
        ("20 days", PositionMatch.ACCEPTED),
        ("45 days", PositionMatch.UNWANTED),
        ("61 days", PositionMatch.NEVER),
    ],
)
def test_a_value_stands_to_the_playbook(agreement: Agreement, value: str, match: PositionMatch) -> None:  # noqa: F811
    own = {DUE: Position(prefer="14 days", accept=("up to 30 days",), never=("over 60 days",), why="So.")}
    after = charter.with_terms(agreement, {DUE: value}, DAY)
    assert after is not None
    assert charter.playbook_view(after, DUE, own) == (match, "So.")


def test_without_a_playbook_what_is_usual_counts(agreement: Agreement) -> None:  # noqa: F811
    after = charter.with_terms(agreement, {DUE: "61 days"}, DAY)
    assert after is not None
    found = charter.playbook_view(after, DUE, {})
    assert found is not None
    assert found.match is PositionMatch.NEVER
    assert charter.playbook_view(agreement, "title", {}) is None


def test_a_fair_value_is_one_that_the_term_can_have(agreement: Agreement) -> None:  # noqa: F811
    assert charter.fair_value(agreement, DUE) == "30 days"
    assert charter.fair_value(agreement, "title") == ""
    assert charter.fair_value(agreement, "foundation.purpose.goal") == ""


@pytest.mark.parametrize(
    ("path", "fair"),
    [
        (DUE, "30 days"),
        ("financials.expenses.covered", ""),
        ("foundation.purpose.measures.delivery", ""),
        ("title", ""),
    ],
    ids=["a value", "said in words", "said of a table", "nothing is usual"],
)
def test_only_a_value_that_the_term_can_have_is_offered_as_fair(
    agreement: Agreement,  # noqa: F811
    path: str,
    fair: str,
) -> None:
    assert charter.fair_value(agreement, path) == fair
