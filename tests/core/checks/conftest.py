"""An agreement without any finding, for rules to find something in once a term is otherwise."""

import json
from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import apply
from charter.core.vocabulary.change import Change
from tests.core.home import whole

CLEAN: dict[str, object] = {
    "exit.termination.client.not_before": None,
    "exit.termination.consultant": {"notice": "30 days"},
    "exit.settlement.payments": None,
    "exit.termination.cut_short": None,
    "exit.termination.ends_on.wound_up": None,
    "exit.termination.special_trust": None,
    "financials.rate_review.every": "12 months",
    "foundation.commitment.until": "16:00",
    "financials.payment.billed_in": None,
    "financials.payment.charges_borne_by": "shared",
    "financials.invoicing.ceiling": "EUR 900000.00",
}
With = Callable[..., Agreement]


@pytest.fixture(scope="session")
def clean() -> Agreement:
    """Every clause with every term, save those that are worth a word of advice whatever they say."""
    return _with(Agreement.model_validate_json(json.dumps(whole(), default=str), strict=True), CLEAN)


def _with(agreement: Agreement, terms: dict[str, object]) -> Agreement:
    return apply(agreement, [Change(path, None, held) for path, held in terms.items()])


@pytest.fixture
def terms(clean: Agreement) -> With:
    """The clean agreement with some terms otherwise; None leaves a term or a clause out."""
    return lambda terms: _with(clean, terms)
