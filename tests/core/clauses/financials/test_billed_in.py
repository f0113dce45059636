"""Amounts agreed in one currency and invoiced in another, at a published rate that both sides enter."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.billing import charges, invoices, statement
from charter.core.changes import Amendment, AmendmentError, amend
from charter.core.clauses.financials.late_payment.claims import Claimed
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.issuing import AboveCeiling, NoRate, issue, shown_invoices
from charter.core.papers.invoice import invoice
from charter.core.papers.tree import LineTable
from charter.core.reading import Problems, write_entries
from charter.core.rules.findings import entry_findings
from charter.core.rules.journal_rules import may_add
from charter.core.vocabulary.arithmetic.conversion import converted
from charter.core.vocabulary.dates.target import last_published, publishes
from charter.core.vocabulary.entry import Issued, Paid, Void
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from tests.core.clauses.financials.test_late_payment import LATE
from tests.core.journal import entry, hours, paid

Build = Callable[..., Engagement]

IN_DOLLARS = '[financials.payment.billed_in]\ncurrency = "USD"\nsource = "ECB"\n'
INVOICING = '[financials.invoicing]\ncycle = "every month on day 1"\nnumber = "{n}"\n'
HOURLY = """
[financials.hourly]
increment = "15 minutes"
rounding = "nearest"
figures = "exact"

[financials.hourly.rates.cto]
name = "CTO"
price = "EUR 150.00"
"""
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def rate(on: str, figure: str = "1.0847", **more: str) -> str:
    return entry(
        "exchange rate", on, **{"one": "EUR", "rate": figure, "currency": "USD", "source": "ECB"} | more
    )


@pytest.fixture
def dollars(engaged: Build, pay: str) -> Build:
    """Build an engagement by the hour that is invoiced in dollars."""

    def build(journal: str = "", clauses: str = "", invoicing: str = INVOICING) -> Engagement:
        return engaged(HOURLY + invoicing + pay + IN_DOLLARS + clauses, journal)

    return build


def issued_on(engagement: Engagement, day: date) -> Engagement:
    return engagement.plus(*issue(engagement, day))


def told(engagement: Engagement, day: date) -> list[str]:
    return [str(found.message) for _, found in entry_findings(engagement, day, day)]


def test_a_line_is_converted_at_the_last_rate_before_its_invoice(dollars: Build) -> None:
    """EUR 1,500.00 of March, on 1 April at the rate of 31 March; the rate of the day itself counts for nothing."""
    engagement = dollars(hours("2026-03-04", 10) + rate("2026-03-31") + rate("2026-04-01", "1.2"))
    [one] = issue(engagement, APRIL)
    [line] = one.lines
    assert (str(one.total), str(line.quoted), line.sum.minor) == ("USD 1627.05", "EUR 1500.00", 150000)
    assert line.converted is not None
    assert (line.converted.rate, line.converted.day) == ("1.0847", date(2026, 3, 31))
    assert [str(charge.currency) for charge in charges(engagement, APRIL)] == ["EUR"]


def test_an_issued_line_is_written_and_read_with_what_it_was_converted_from(dollars: Build) -> None:
    lived = hours("2026-03-04", 10) + rate("2026-03-31")
    issued = issue(dollars(lived), APRIL)
    written = write_entries(issued, lived)
    assert (
        '[entry.lines.converted]\nquoted = "EUR 1500.00"\none = "EUR"\nrate = "1.0847"\nday = 2026-03-31'
        in written
    )
    assert dollars(written).journal.of(Issued) == issued


def test_nothing_is_issued_at_a_rate_that_nobody_entered(dollars: Build) -> None:
    engagement = dollars(hours("2026-03-04", 10) + rate("2026-03-30"))
    [shown] = shown_invoices(engagement, APRIL)
    assert str(shown.entry.total) == "EUR 1500.00"
    with pytest.raises(NoRate, match="enter the rate of ECB for 31 March 2026 between EUR and USD"):
        issue(engagement, APRIL)
    account = statement(engagement, APRIL)
    assert (account.currency, account.uninvoiced, str(account.unconverted)) == ("USD", 0, "EUR 1500.00")
    paper = invoice(engagement, shown.entry, APRIL)
    assert any("No invoice yet" in str(note) for note in paper.notes)


def test_a_draft_counts_in_the_currency_of_the_account_once_its_rate_is_known(dollars: Build) -> None:
    account = statement(dollars(hours("2026-03-04", 10) + rate("2026-03-31")), APRIL)
    assert (account.currency, account.uninvoiced, account.unconverted) == ("USD", 1627_05, None)


def test_what_was_issued_is_paid_in_that_currency(dollars: Build) -> None:
    engagement = issued_on(dollars(hours("2026-03-04", 10) + rate("2026-03-31")), APRIL)
    [debt] = [duty for duty in duties(engagement, APRIL) if "/pay/" in duty.id]
    owed = Money.parse("USD 1627.05")
    assert debt.meets is not None
    assert dict(debt.meets.fields) == {"amount": owed, "invoice": "0001"}
    settled = engagement.plus(Paid(on=date(2026, 4, 10), by="mara", amount=owed, invoice="0001"))
    assert statement(settled, date(2026, 4, 10)).balance == 0


def test_money_is_recorded_in_the_currency_that_it_has(dollars: Build) -> None:
    with pytest.raises(
        Problems, match=r"EUR 10.00 is not in USD, the currency of financials.payment.billed_in"
    ):
        dollars(paid("2026-04-10", "EUR 10.00"))


def test_a_frozen_line_is_counted_again(dollars: Build) -> None:
    [one] = issue(dollars(hours("2026-03-04", 10) + rate("2026-03-31")), APRIL)
    [line] = one.lines
    assert line.converted is not None
    false = line.converted.model_copy(update={"rate": "1.2"})
    wrong = one.model_copy(update={"lines": (line.model_copy(update={"converted": false}),)})
    engagement = dollars(hours("2026-03-04", 10))
    assert list(may_add(engagement, one)) == []
    [found] = may_add(engagement, wrong)
    assert found.message == "EUR 1500.00 at 1.2 does not give USD 1627.05"


def test_a_correction_goes_at_the_rate_of_the_line_that_it_corrects(dollars: Build) -> None:
    """Ten hours of March are void after they were invoiced at 1.0847; the rate is 1.2 by then."""
    march = hours("2026-03-04", 10, id="wrong") + hours("2026-03-05", 1)
    first = issued_on(dollars(march + rate("2026-03-31") + rate("2026-04-30", "1.2")), APRIL)
    second = issued_on(first.plus(Void(on=date(2026, 4, 20), by="mara", entry="wrong")), MAY)
    [credit] = [one for one in second.journal.of(Issued) if one.on == MAY]
    assert {line.converted.rate for line in credit.lines if line.converted} == {"1.0847"}
    assert statement(second, MAY).balance == 162_71  # EUR 150.00, the hour that stands
    [row] = [
        row for part in invoice(second, credit, MAY).body if isinstance(part, LineTable) for row in part.rows
    ]
    assert row.what.endswith("EUR 1,650.00 invoiced, EUR 150.00 right")
    assert "corrects 0001, line 1" in row.under
    assert "EUR\u00a01,500.00, at EUR\u00a01 = USD\u00a01.0847 (ECB, 31\u00a0March\u00a02026)" in row.under


def test_a_credit_and_its_charge_on_two_drafts_go_at_one_rate(dollars: Build) -> None:
    """Both are drafts: the later one waits for no rate of its own, since all its lines correct earlier ones."""
    march = hours("2026-03-04", 10, id="wrong") + entry("void", "2026-04-20", entry="wrong")
    engagement = dollars(march + rate("2026-04-17"))
    drafts = invoices(engagement, date(2026, 4, 20)).drafts
    assert [(str(draft.total), draft.wants) for draft in drafts] == [
        ("USD 1627.05", None),
        ("USD -1627.05", None),
    ]


def test_interest_is_on_what_is_owed_and_not_converted_again(dollars: Build) -> None:
    march = hours("2026-03-04", 10) + rate("2026-03-31")
    engagement = issued_on(
        dollars(march, LATE.replace('"statutory"', '"none"', 2).replace('"none"', '"10 % a year"', 1)), APRIL
    )
    late = engagement.plus(Claimed(on=date(2026, 6, 15), by="mara", invoice="0001"))
    note = invoices(late, date(2026, 7, 1)).drafts[0]
    assert (note.total.currency, note.wants) == ("USD", None)
    assert note.total.minor == round(1627_05 * 61 * 0.1 / 365)


def test_a_ceiling_counts_what_was_agreed(dollars: Build) -> None:
    """EUR 1,500.00 are within EUR 1,600.00, though USD 1,627.05 are more."""
    limit = INVOICING + 'ceiling = "EUR 1600.00"\nceiling_then = "stop"\n'
    engagement = dollars(hours("2026-03-04", 10) + rate("2026-03-31"), "", limit)
    assert len(issue(engagement, APRIL)) == 1
    more = dollars(hours("2026-03-04", 11) + rate("2026-03-31"), "", limit)
    with pytest.raises(AboveCeiling, match=r"to EUR 1,650.00, EUR 50.00 above"):
        issue(more, APRIL)


@pytest.mark.parametrize(
    ("clauses", "wrong"),
    [
        (LATE.replace('fixed_sum = "statutory"', 'fixed_sum = "EUR 40.00"'), "late_payment.fixed_sum is set against"),
        ('[financials.deposit]\nkind = "advance"\namount = "EUR 100.00"\n', "deposit.amount is set against invoices"),
    ],
)  # fmt: skip
def test_no_agreed_sum_is_set_against_invoices_in_another_currency(
    dollars: Build, clauses: str, wrong: str
) -> None:
    with pytest.raises(Problems, match=wrong):
        dollars("", clauses)


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (IN_DOLLARS.replace("USD", "EUR"), "billed_in is EUR, as every amount is"),
        (IN_DOLLARS.replace("USD", "USX"), "not a currency in use"),
    ],
)
def test_another_currency_is_another_one(engaged: Build, pay: str, table: str, wrong: str) -> None:
    with pytest.raises(Problems, match=wrong):
        engaged(pay + table)


def test_the_bank_of_the_euro_knows_the_euro_alone(engaged: Build, pay: str) -> None:
    francs = pay.replace("EUR", "CHF")
    with pytest.raises(Problems, match="the ECB publishes rates of the euro alone"):
        engaged(francs + IN_DOLLARS)
    assert engaged(francs + IN_DOLLARS.replace("ECB", "Swiss National Bank"))


def test_no_amendment_changes_the_currency_of_invoices(dollars: Build) -> None:
    change = {"path": "financials.payment.billed_in.currency", "from": "USD", "to": "GBP"}
    made = {"number": 1, "title": "Pounds", "effective": "2026-04-01", "change": [change]}
    with pytest.raises(AmendmentError, match="one account is kept in one currency"):
        amend(dollars().agreement, Amendment.model_validate(made, strict=False))


@pytest.mark.parametrize(
    ("given_rate", "why"),
    [
        (rate("2026-03-31"), None),
        (rate("2026-03-31", one="USD", currency="EUR"), None),
        (rate("2026-03-31", source="My bank"), "The rate that counts is that of ECB between EUR and USD."),
        (rate("2026-03-31", currency="GBP"), "The rate that counts is that of ECB between EUR and USD."),
        (rate("2026-04-03"), "The European Central Bank publishes no rates on 3 April 2026."),
        (rate("2026-03-31") + rate("2026-03-31", "1.1"), "A rate of 31 March 2026 was entered before: 1.0847."),
    ],
)  # fmt: skip
def test_a_rate_that_converts_nothing_is_told(dollars: Build, given_rate: str, why: str | None) -> None:
    found = told(dollars(given_rate), date(2026, 4, 5))
    assert [why in one for one in found if why] == ([True] if why else [])
    assert bool(found) == bool(why)


def test_without_another_currency_a_rate_converts_nothing(engaged: Build, pay: str) -> None:
    assert "nothing is converted" in " ".join(told(engaged(pay, rate("2026-03-31")), APRIL))


def test_a_rate_is_read_either_way(dollars: Build) -> None:
    turned = rate("2026-03-31", "0.8", one="USD", currency="EUR")
    [one] = issue(dollars(hours("2026-03-04", 10) + turned), APRIL)
    assert str(one.total) == "USD 1875.00"


def test_another_source_publishes_on_business_days(engaged: Build, pay: str) -> None:
    """1 April 2026 is a Wednesday; the yen has no smaller unit."""
    table = '[financials.payment.billed_in]\ncurrency = "JPY"\nsource = "Bank of Japan"\n'
    seen = rate("2026-03-31", "160.255", currency="JPY", source="Bank of Japan")
    [one] = issue(engaged(HOURLY + INVOICING + pay + table, hours("2026-03-04", 10) + seen), APRIL)
    assert str(one.total) == "JPY 240383"


def test_an_exit_adds_up_what_is_charged_in_one_currency(dollars: Build) -> None:
    plan = exit_plan(dollars(hours("2026-03-04", 10)), date(2026, 3, 4), Side.CLIENT)
    assert plan.currency == "EUR"


def test_the_days_of_the_bank_are_those_of_its_calendar() -> None:
    """Source: the calendar of the European Central Bank in the holidays package."""
    closed = holidays.financial_holidays("XECB", years=range(2002, 2036))
    every = (date(2002, 1, 1) + timedelta(days=n) for n in range(34 * 365))
    assert [day for day in every if publishes(day) != (day.weekday() < 5 and day not in closed)] == []
    assert last_published(date(2026, 1, 2)) == date(2025, 12, 31)


RATE = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=10**6)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8), RATE)
def test_the_lines_of_a_charge_sum_to_what_stands_of_it(parts: list[int], of_one: Fraction) -> None:
    """However a charge is corrected, its lines are what stands of it, converted once; nothing of it is nothing."""
    before = [0, *accumulate(parts)]
    lines = [
        converted(minor=part, before=so_far, rate=of_one) for part, so_far in zip(parts, before, strict=False)
    ]
    assert sum(lines) == converted(minor=sum(parts), before=0, rate=of_one)
    assert abs(sum(lines) - sum(parts) * of_one) <= Fraction(1, 2)
    assert sum(lines) + converted(minor=-sum(parts), before=sum(parts), rate=of_one) == 0


@given(st.integers(-(10**9), 10**9), RATE.filter(lambda rate_: rate_ >= 1))
def test_there_and_back_is_the_same(minor: int, of_one: Fraction) -> None:
    """Into a currency whose unit is worth less, and back: no cent is lost."""
    there = converted(minor=minor, before=0, rate=of_one)
    assert converted(minor=there, before=0, rate=1 / of_one) == minor
