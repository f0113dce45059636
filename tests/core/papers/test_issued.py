"""What was issued stays: its paper has a digest, and comes out as it was or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

import charter
from charter.core.document.tree import as_json
from charter.core.engagement import Engagement
from charter.core.vocabulary.entry import Issued

LATE = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
first_day = 1
billed = "in advance"

[financials.invoicing]
cycle = "every month on day 1"
number = "NL-{year}-{n}"

[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "shared"
set_off = "from this agreement"

[financials.payment.bank]
holder = "Northlight CTO UG"
iban = "DE75 5121 0800 1245 1261 99"

[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "12 % a year"
fixed_sum = "EUR 40.00"
collection_costs = "none"

[financials.taxes]
category = "standard rate"
"""


@pytest.fixture
def deal(engaged: Callable[..., Engagement]) -> Engagement:
    """Signed, from 1 March 2026 on; nothing is issued yet."""
    return engaged(LATE)


def issued_on(deal: Engagement, *days: date) -> tuple[Engagement, list[Issued]]:
    every: list[Issued] = []
    for day in days:
        fresh = charter.issue(deal, day)
        deal = deal.plus(*fresh)
        every += fresh
    return deal, every


def test_an_entry_has_the_digest_of_its_paper(deal: Engagement) -> None:
    after, (first, second) = issued_on(deal, date(2026, 3, 1), date(2026, 4, 1))
    for entry in (first, second):
        paper = charter.issued_paper(after, entry)
        assert entry.paper == hashlib.sha256(as_json(paper)).hexdigest()
        assert charter.issued_paper(after, entry, as_json(paper)) == paper
    assert first.paper != second.paper


def test_what_was_kept_is_printed_whatever_the_program_would_say_now(deal: Engagement) -> None:
    after, (entry,) = issued_on(deal, date(2026, 3, 1))
    kept = as_json(charter.issued_paper(after, entry)).replace(b"To pay by", b"Due on")
    older = entry.model_copy(update={"paper": hashlib.sha256(kept).hexdigest()})
    assert as_json(charter.issued_paper(after, older, kept)) == kept
    for other in (None, kept + b" "):
        with pytest.raises(charter.NotAsIssued, match=entry.number):
            charter.issued_paper(after, older, other)


def test_what_lateness_costs_stands_on_a_note_of_its_own(
    deal: Engagement, claimed: Callable[..., Engagement]
) -> None:
    after, _ = issued_on(deal, date(2026, 3, 1))
    late = claimed(after, "NL-2026-0001", date(2026, 3, 31))
    invoice, note = charter.issue(late, date(2026, 4, 1))
    assert {line.clause for line in invoice.lines} == {"financials.retainer"}
    assert {line.clause for line in note.lines} == {"financials.late_payment"}
    assert note.taxes is None
    paper = charter.issued_paper(late.plus(invoice, note), note)
    assert (paper.kind, paper.title) == ("note of interest", "Note of interest NL-2026-0003")
    assert {field.value for field in paper.model if field.term == "BT-151"} == {"O"}
