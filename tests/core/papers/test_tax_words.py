"""The tax of a place has its own name on papers, and a place without value added tax none of its words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.papers.tree import Paper
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Signed
from charter.formats.papers import markdown

JUNE = date(2026, 6, 15)
EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def californian() -> Engagement:
    return charter.load(EXAMPLES / "california-sole-proprietor" / "brightkettle")


def every_paper(engagement: Engagement) -> Iterator[Paper]:
    for entry in engagement.journal.of(Issued):
        yield charter.invoice_paper(engagement, entry, JUNE)
    yield charter.statement_paper(engagement, JUNE)
    yield charter.hours_paper(engagement, Span(date(2026, 3, 1), date(2026, 4, 1)), JUNE)


def test_papers_from_the_united_states_know_no_vat(californian: Engagement) -> None:
    for paper in every_paper(californian):
        assert "VAT" not in str(dataclasses.asdict(paper)), paper.title
    hours = charter.hours_paper(californian, Span(date(2026, 3, 1), date(2026, 4, 1)), JUNE)
    (note,) = hours.notes
    assert note.label == "Not an invoice"


def test_what_lateness_cost_has_no_tax_words_there(californian: Engagement) -> None:
    entry = next(one for one in californian.journal.of(Issued) if one.number == "DO-2026-0004")
    shown = markdown.render(charter.invoice_paper(californian, entry, JUNE))
    assert "| Interest and fixed sums for late payment | 53.42 |" in shown
    assert "Tax: **No sales tax: services are no sale of goods**" in shown


def test_a_sales_tax_has_its_name(californian: Engagement) -> None:
    taxed = [
        Change("financials.taxes.category", "not taxable", "standard rate"),
        Change("financials.taxes.rate", None, "8 %"),
    ]
    signed = Journal(californian.journal.of(Signed))
    agreed = Engagement(apply(californian.agreement, taxed), journal=signed)
    (entry, *_) = issue(agreed, date(2026, 3, 1))
    text = markdown.render(charter.invoice_paper(agreed, entry, entry.on))
    assert "sales tax 8 % on" in text
    assert "of which sales tax" in text
    assert "VAT" not in text
