"""Tax comes on top of the prices, once for each rate; the client owes the sum with it."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from charter.core.billing import statement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.issuing import issue
from charter.core.reading import Problems
from charter.core.reading.writing import write_entries
from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from tests.core.journal import paid

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 16904.52"
period = "month"
billed = "in advance"
[financials.invoicing]
cycle = "every month on day 1"
number = "NL-{year}-{n}"
purchase_order = "HL-4711"
addressee = "priya"
"""
TAXES = '[financials.taxes]\ncategory = "{}"\n'
STANDARD = TAXES.format("standard rate")
MARCH = date(2026, 3, 1)


def first(engagement: Engagement) -> Issued:
    (entry,) = issue(engagement, MARCH)
    return entry


def test_the_standard_rate_of_the_law_comes_on_top(engaged: Build, pay: str) -> None:
    entry = first(engaged(FEE + STANDARD + pay))
    assert [(t.reads, str(t.rate), str(t.net), str(t.tax)) for t in entry.taxes or ()] == [
        ("VAT 19 %", "19 %", "EUR 16904.52", "EUR 3211.86")
    ]
    assert (str(entry.net), str(entry.total)) == ("EUR 16904.52", "EUR 20116.38")


def test_a_payment_of_the_sum_with_tax_pays_the_invoice(engaged: Build, pay: str) -> None:
    engagement = engaged(FEE + STANDARD + pay)
    issued = engagement.plus(first(engagement))
    assert statement(issued, MARCH).balance == 20116_38
    settled = engaged(FEE + STANDARD + pay, paid("2026-03-10", "EUR 20116.38", "")).plus(first(engagement))
    found = statement(settled, date(2026, 3, 10))
    assert (found.balance, found.credit) == (0, 0)


def test_interest_runs_on_the_sum_with_tax_and_bears_none(engaged: Build, pay: str) -> None:
    late = '[financials.late_payment]\ngrace = "0 days"\nruns_from = "due date"\ninterest = "10 %"\nfixed_sum = "none"\n'
    late += "collection_costs = false\n"
    engagement = engaged(FEE + STANDARD + pay)
    (debt,) = ledger(engagement.plus(first(engagement)).journal).debts
    assert (debt.total, debt.principal) == (20116_38, 20116_38)


def test_what_an_invoice_shows_beside_its_lines(engaged: Build, pay: str) -> None:
    entry = first(engaged(FEE + STANDARD + pay))
    assert (entry.to, entry.order) == ("Harbourline Logistics GmbH, Priya Raman", "HL-4711")
    (line,) = entry.lines
    assert (line.first, line.last) == (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("reverse charge", "Reverse charge: the customer accounts for the tax"),
        ("small business", "Exempt as a small business under section 19 (1) UStG"),
        ("not taxable", "Not taxable in Germany"),
    ],
)
def test_an_invoice_says_why_it_bears_no_tax(engaged: Build, pay: str, category: str, words: str) -> None:
    entry = first(engaged(FEE + TAXES.format(category) + pay))
    assert [(t.reads, t.tax.minor) for t in entry.taxes or ()] == [(words, 0)]
    assert entry.total == entry.net


def test_a_rate_that_is_agreed_counts_and_is_found(engaged: Build, pay: str) -> None:
    engagement = engaged(FEE + STANDARD + 'rate = "7 %"\n' + pay)
    assert [str(t.tax) for t in first(engagement).taxes or ()] == ["EUR 1183.32"]
    assert "CH-FIN-101" in {f.id for f in check(engagement.agreement)}
    with pytest.raises(Problems, match="a rate, but the category is not taxable"):
        engaged(FEE + TAXES.format("not taxable") + 'rate = "7 %"\n' + pay)


def test_a_rate_is_that_of_the_day_of_the_supply(engaged: Build, pay: str) -> None:
    engagement = engaged(FEE + STANDARD + pay)
    clause, deal = engagement.agreement.financials.taxes, facts(engagement, MARCH).deal
    assert clause is not None
    days = (date(2020, 6, 30), date(2020, 7, 1), date(2020, 12, 31), date(2021, 1, 1))
    assert [str(how.rate) for how in (clause.tax(day, deal) for day in days) if how] == [
        "19 %", "16 %", "16 %", "19 %",
    ]  # fmt: skip


def test_without_the_clause_no_invoice_speaks_of_tax(engaged: Build, pay: str) -> None:
    entry = first(engaged(FEE + pay))
    assert entry.taxes is None
    assert entry.total == Money(16904_52, "EUR")


@pytest.mark.parametrize(
    ("category", "places", "found"),
    [
        ("standard rate", ("DE", "DE"), set()),
        ("standard rate", ("FR", "DE"), {"CH-FIN-103"}),
        ("standard rate", ("US", "DE"), set()),
        ("standard rate", ("DE", "BR"), {"CH-FIN-100"}),
        ("reverse charge", ("FR", "DE"), set()),
        ("reverse charge", ("DE", "DE"), {"CH-FIN-102"}),
    ],
)
def test_the_category_fits_the_places(
    engaged: Build, pay: str, category: str, places: tuple[str, str], found: set[str]
) -> None:
    there = dict(zip(("client", "consultant"), places, strict=True))
    made = [Change(f"foundation.parties.{side}.country", None, country) for side, country in there.items()]
    agreement = apply(engaged(FEE + TAXES.format(category) + pay).agreement, made)
    assert {f.id for f in check(agreement) if f.id.startswith("CH-FIN-10")} == found


@pytest.mark.parametrize(("minor", "owed"), [(5, 1), (2, 0), (3, 1), (-5, -1)])
def test_half_a_cent_goes_up(minor: int, owed: int) -> None:
    assert tax(minor=minor, rate=Fraction(1, 5)) == owed


def test_an_invoice_with_tax_reads_back_as_it_was_written(engaged: Build, pay: str) -> None:
    engagement = engaged(FEE + STANDARD + pay)
    entry = first(engagement)
    assert engaged(FEE + STANDARD + pay, write_entries([entry])).journal.of(Issued) == (entry,)
