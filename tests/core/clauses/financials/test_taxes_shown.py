"""What is shown of taxes, and how what an issued invoice says of them is counted again."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.changes import apply
from charter.core.document.assembly import document
from charter.core.document.tree import Table, plain, sections
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.issuing import issue
from charter.core.reading import Problems
from charter.core.reading.writing import write_entries
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Issued
from tests.core.amending import amendment
from tests.core.clauses.financials.test_taxes import FEE, MARCH, STANDARD, TAXES, first
from tests.core.journal import paid

Build = Callable[..., Engagement]


# ── what is shown of it ────────────────────────────────────────────────────────────────────────


def test_the_statement_lists_the_tax_by_rate(engaged: Build, pay: str) -> None:
    """March and April at 19 %; from May on 7 % are agreed."""
    less = amendment("Less tax", "2026-04-10", ("financials.taxes.rate", None, "7 %"), effective="2026-05-01")
    engagement = engaged(FEE + STANDARD + pay, "", less)
    for day in (MARCH, date(2026, 4, 1), date(2026, 5, 1)):
        engagement = engagement.plus(*issue(engagement, day))
    found = statement(engagement, date(2026, 5, 1))
    assert [(each.reads, str(each.net), str(each.tax)) for each in found.taxes] == [
        ("VAT 19 %", "EUR 33809.04", "EUR 6423.72"),
        ("VAT 7 %", "EUR 16904.52", "EUR 1183.32"),
    ]
    assert [posting.tax for posting in found.postings] == [3211_86, 3211_86, 1183_32]
    assert sum(posting.minor for posting in found.postings) == found.balance


def test_a_payment_bears_no_tax_and_an_agreement_without_the_clause_none(engaged: Build, pay: str) -> None:
    engagement = engaged(FEE + pay, paid("2026-03-10", "EUR 100.00", ""))
    found = statement(engagement.plus(first(engagement)), date(2026, 3, 10))
    assert (found.taxes, [posting.tax for posting in found.postings]) == ((), [0, 0])


@pytest.mark.parametrize(
    ("category", "heads", "gross"),
    [
        ("standard rate", ["What for", "Price", "With tax"], "EUR 20,116.38"),
        ("reverse charge", ["What for", "Price"], "EUR 16,904.52 a month"),
        ("not taxable", ["What for", "Price"], "EUR 16,904.52 a month"),
    ],
)
def test_page_one_shows_each_price_with_its_tax(
    engaged: Build, pay: str, category: str, heads: list[str], gross: str
) -> None:
    doc = document(engaged(FEE + TAXES.format(category) + pay).agreement)
    (table,) = [fact.table for fact in doc.cover if fact.table is not None]
    assert list(table.columns) == heads
    assert [plain(cell) for cell in table.rows[0]][-1] == gross


CAPPED = FEE.replace(
    "[financials.invoicing]",
    'hours = "40 hours"\noverage = "EUR 200.00"\napproved_by = ["jonas"]\ncap = "10 hours"\n[financials.invoicing]',
)
LIMITED = 'ceiling = "EUR 100000.00"\nceiling_per = "engagement"\nceiling_counts = "{}"\n'


@pytest.mark.parametrize(
    ("category", "counts", "said"),
    [
        ("standard rate", "net", "together: at most EUR 100,000.00, with tax EUR 119,000.00."),
        ("standard rate", "gross", "together: at most EUR 100,000.00, with tax in it."),
        ("reverse charge", "net", "together: at most EUR 100,000.00."),
    ],
)
def test_page_one_shows_the_most_of_it_with_its_tax(
    engaged: Build, pay: str, category: str, counts: str, said: str
) -> None:
    terms = CAPPED + LIMITED.format(counts) + TAXES.format(category)
    doc = document(engaged(terms + pay).agreement)
    (fact,) = [fact for fact in doc.cover if fact.table is not None]
    assert said in plain(fact.inlines)
    assert fact.table is not None
    most = "EUR 2,000.00 a month" + (", with tax EUR 2,380.00" if category == "standard rate" else "")
    assert most in [plain(cell) for cell in fact.table.rows[1]]


def test_the_ladder_is_shown_for_an_invoice_with_its_tax(engaged: Build, pay: str) -> None:
    late = (
        '[financials.late_payment]\ngrace = "5 days"\nruns_from = "due date"\ninterest = "10 % a year"\n'
        'fixed_sum = "none"\ncollection_costs = "none"\nreminders = ["3 days"]\n'
    )
    for taxes, shown in ((STANDARD, "EUR 20,116.38"), ("", "EUR 16,904.52")):
        doc = document(engaged(FEE + late + taxes + pay).agreement)
        (section,) = [one for one in sections(doc) if one.cite == "financials.late_payment"]
        (table,) = [block for block in section.blocks if isinstance(block, Table)]
        assert f"Due Date of an invoice of {shown} received on" in " ".join(map(plain, table.rows[0]))


def test_californian_services_bear_no_sales_tax(engaged: Build, pay: str) -> None:
    agreement = engaged(FEE + TAXES.format("not taxable") + pay).agreement
    there = [
        Change(f"foundation.parties.consultant.{name}", None, held)
        for name, held in (("country", "US"), ("state", "CA"))
    ]
    moved = Engagement(apply(agreement, there))
    clause, deal = moved.agreement.financials.taxes, facts(moved, MARCH).deal
    assert clause is not None
    assert (clause.name(deal), clause.words(deal)) == (
        "sales tax",
        "No sales tax: services are no sale of goods",
    )
    elsewhere = clause.model_copy(update={"country": "GB"})
    assert (elsewhere.name(deal), elsewhere.words(deal)) == ("VAT", "Not taxable in the United Kingdom")


def test_a_change_of_the_tax_moves_no_charge(engaged: Build, pay: str) -> None:
    less = amendment("Less tax", "2026-04-10", ("financials.taxes.rate", None, "7 %"))
    for day in (MARCH, date(2026, 4, 9), date(2026, 5, 1)):
        plain_, changed = (charges(engaged(FEE + STANDARD + pay, "", *more), day) for more in ((), (less,)))
        assert plain_ == changed


# ── frozen taxes are counted again ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("was", "spoilt", "told"),
    [
        ('tax = "EUR 3211.86"', 'tax = "EUR 3211.87"', "19 % of EUR 16904.52 is no tax of EUR 3211.87"),
        ('tax = "EUR 3211.86"', 'tax = "EUR 0.00"', "19 % of EUR 16904.52 is no tax of EUR 0.00"),
        ('net = "EUR 16904.52"\ntax = "EUR 3211.86"', 'net = "EUR 20000.00"\ntax = "EUR 3800.00"',
         "taxed on EUR 20000.00, but what bears tax comes to EUR 16904.52"),
    ],
)  # fmt: skip
def test_a_frozen_tax_that_does_not_come_out_again_is_refused(
    engaged: Build, pay: str, was: str, spoilt: str, told: str
) -> None:
    journal = write_entries([first(engaged(FEE + STANDARD + pay))])
    assert was in journal
    with pytest.raises(Problems, match=told.replace(".", r"\.")):
        engaged(FEE + STANDARD + pay, journal.replace(was, spoilt))


def test_a_frozen_tax_that_comes_out_again_is_kept(engaged: Build, pay: str) -> None:
    journal = write_entries([first(engaged(FEE + STANDARD + pay))])
    assert len(engaged(FEE + STANDARD + pay, journal).journal.of(Issued)) == 1
