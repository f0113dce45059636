"""What the terms alone do not say of an amendment: when the agreement was signed, what came before, what it costs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from charter.core.background import background
from charter.core.changes import Amendment, Changed
from charter.core.document.amendment_paper import Background
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.folder import load


def test_it_costs_what_is_charged_with_it_and_not_without(harbourline: Path) -> None:
    """EUR 3,000 more: 16 of the 31 days of October, and nine whole months to the end of the term."""
    engagement = load(harbourline)
    (amendment,) = engagement.amendments
    more = Money(300_000 * 16 // 31 + 1 + 9 * 300_000, "EUR")  # the part of October rounds up: 154838.7
    assert background(engagement, amendment) == Background(date(2023, 7, 17), (), more, date(2024, 7, 31))


def test_it_goes_on_from_those_before_and_a_draft_is_signed_on_no_day(harbourline: Path) -> None:
    draft = load(harbourline).with_journal(Journal())
    back = Changed.model_validate(
        {"path": "financials.retainer.amount", "from": "EUR 15000.00", "to": "EUR 14000.00"}
    )
    next_one = Amendment(number=2, title="Less again", effective=date(2024, 5, 1), change=(back,))
    found = background(draft, next_one, draft.amendments)
    assert found == Background(None, ("no. 1",), Money(-300_000, "EUR"), date(2024, 7, 31))


def test_what_moves_no_money_costs_nothing(harbourline: Path) -> None:
    engagement = load(harbourline)
    slower = Changed.model_validate(
        {"path": "financials.payment.due_after", "from": "14 days", "to": "30 days"}
    )
    amendment = replace_changes(engagement.amendments[0], slower)
    assert background(engagement, amendment).more is None


def replace_changes(amendment: Amendment, change: Changed) -> Amendment:
    return amendment.model_copy(update={"change": (change,)})
