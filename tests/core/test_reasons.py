"""Why something is as it is: the thing, the agreement as it was then, and the words of its clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.engagement import Engagement
from charter.core.pages import words_of
from charter.core.reasons import OfTerms, explained, reasons
from charter.core.vocabulary.entry import Issued
from tests.core.journal import entry

Build = Callable[..., Engagement]

TERMS = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
billed = "in advance"
[financials.invoicing]
cycle = "every month on day 1"
number = "NL-{year}-{n}"
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
set_off = "only undisputed"
charges_borne_by = "shared"
"""
APRIL = date(2026, 4, 20)


ISSUED = (
    entry("issued", "2026-03-01", number="NL-1", due="2026-03-15")
    + """
[[entry.lines]]
charge = "financials.retainer/2026-03-01"
reads = "Retainer"
amount = "EUR 1000.00"
basis = "part(minor=100000, days=31, whole=31, carried=0)"
agreed = "agreement"
"""
)


@pytest.fixture
def paid(engaged: Build) -> Engagement:
    return engaged(TERMS, ISSUED + entry("paid", "2026-03-10", "priya", amount="EUR 400.00"))


@pytest.mark.parametrize(
    ("what", "rests_on"),
    [
        ("financials.retainer/2026-04-01", "financials.retainer.amount"),
        ("financials.payment/pay/NL-1", "financials.payment"),
        ("CH-FIN-041", "financials.payment.bank"),
    ],
)
def test_what_is_asked_for_comes_with_the_words_of_its_clause(
    paid: Engagement, what: str, rests_on: str
) -> None:
    found = reasons(paid, APRIL, what)
    assert [reason.words for reason in found] == [words_of(paid.agreement, rests_on)]
    assert found[0].words
    assert what in explained(paid, APRIL)


def test_an_invoice_comes_with_what_was_paid_on_it(paid: Engagement) -> None:
    (reason,) = reasons(paid, APRIL, "NL-1")
    assert isinstance(reason.of, Issued)
    assert [(day, str(money)) for day, money in reason.paid] == [(date(2026, 3, 10), "EUR 400.00")]


def test_a_term_comes_as_the_file_writes_it(paid: Engagement) -> None:
    (reason,) = reasons(paid, APRIL, "financials.payment.due_after")
    assert reason.of == OfTerms(reason.of.cite, (("financials.payment.due_after", "14 days"),))  # type: ignore[union-attr]


def test_what_there_is_not_has_no_reason(paid: Engagement) -> None:
    assert [reasons(paid, APRIL, what) for what in ("NL-9", "financials.hourly", "CH-FIN-999")] == [
        (),
        (),
        (),
    ]
    assert words_of(paid.agreement, "financials.hourly") == ()
