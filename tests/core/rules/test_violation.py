"""Rules speak of terms and entries by path alone: no text is needed to judge them."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.reading import read_agreement
from charter.core.rules.agreement_rules import agreement_violations
from charter.core.rules.journal_rules import journal_violations
from charter.core.rules.violation import Violation
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Paid, Provided
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from tests.conftest import EXAMPLES

AGREEMENT = read_agreement((EXAMPLES / "northlight/harbourline/agreement.toml").read_bytes())
DAY = date(2023, 9, 5)


def test_terms_that_fit_break_no_rule() -> None:
    assert list(agreement_violations(AGREEMENT)) == []


@pytest.mark.parametrize(
    ("path", "value", "violation"),
    [
        (
            "foundation.term.initial",
            "0 days",
            (("foundation", "term", "initial"), "the term ends before it starts", "give it at least a day"),
        ),
        (
            "scope.deliverables.audit.reviewer",
            "jona",
            (
                ("scope", "deliverables", "audit", "reviewer"),
                "there is no person 'jona'",
                "did you mean 'jonas'?",
            ),
        ),
    ],
)
def test_a_term_that_does_not_fit_is_told_by_its_path(
    path: str, value: str, violation: tuple[object, ...]
) -> None:
    agreement = apply(AGREEMENT, [Change(path, None, value)])
    (found,) = agreement_violations(agreement)
    assert (found.path, found.message, found.hint) == violation
    assert found.dotted == path


def test_an_entry_that_does_not_fit_is_told_by_its_place() -> None:
    journal = Journal([
        Provided(on=DAY, by="jonas", input="access"),
        Paid(on=DAY, by="priya", amount=Money(100, "USD")),
    ])  # fmt: skip
    assert list(journal_violations(Engagement(AGREEMENT, (), journal))) == [
        Violation(
            ("entry", 1, "amount"),
            "USD 1.00 is not in EUR, the currency of financials.payment.currency",
            "record what arrived in that currency",
        )
    ]
