"""The statement and the hours sheet as papers: their sums, their ages, and when there is nothing to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import charter
from charter.core.document.tree import plain
from charter.core.engagement import Engagement
from charter.core.language import Locale
from charter.core.papers.tongue import Tongue
from charter.core.papers.tree import Bar, Paper, PaperTable
from charter.core.vocabulary.dates import Hours, Span
from charter.core.vocabulary.dispute import HeldBack
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import say

MARCH = Span(date(2024, 3, 1), date(2024, 4, 1))


def tables(paper: Paper) -> dict[str, PaperTable]:
    return {part.heading: part for part in paper.body if isinstance(part, PaperTable)}


def figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("\u2212", "-") or "0")


@pytest.mark.parametrize("day", [date(2023, 10, 20), date(2023, 11, 20), date(2024, 1, 2), date(2024, 6, 1)])
def test_the_statement_adds_up_line_by_line(northlight: Engagement, day: date) -> None:
    paper, found = charter.statement_paper(northlight, day), charter.statement(northlight, day)
    *moves, last = tables(paper)["How it came about"].rows
    balance = Decimal(0)
    for row in moves:
        balance += figure(row[3]) - figure(row[4])
        assert figure(row[5]) == balance
    assert figure(last[5]) == balance == Decimal(found.balance) / 100
    assert figure(last[3]) - figure(last[4]) == balance
    bars = [part for part in paper.body if isinstance(part, Bar)]
    assert sum(figure(one.value) for bar in bars for one in bar.shares) == sum(map(Decimal, found.aged)) / 100


def test_what_is_late_can_be_paid_by_its_code(northlight: Engagement) -> None:
    paper = charter.statement_paper(northlight, date(2023, 11, 20))
    assert paper.band is not None
    assert paper.band.sum.value == paper.band.until.value == ("EUR\u00a025,704.00",)
    assert paper.band.code is not None
    assert paper.band.code.payload.endswith("EUR25704.00\n\n\nNL-2023-0003")
    *rows, together = tables(paper)["Open invoices"].rows
    assert [(row[0], row[3]) for row in rows] == [("NL-2023-0003", "35")]
    assert together[5] == "25,704.00"
    (interest, no_invoice) = paper.notes
    assert "EUR\u00a0298.73" in plain(interest.inlines)
    assert no_invoice.label == "Not an invoice"


def test_what_is_disputed_is_said_beside_the_invoice(northlight: Engagement) -> None:
    day = date(2023, 10, 26)
    then = Engagement(northlight.agreement, northlight.amendments, northlight.known(day).journal)
    amount = Money.parse("EUR 704.00")
    held = HeldBack(on=date(2023, 10, 20), by="jonas", amount=amount, invoice="NL-2023-0003")
    for engagement, disputed in ((then, False), (then.plus(held), True)):
        row, *_ = tables(charter.statement_paper(engagement, day))["Open invoices"].rows
        assert row[0] == "NL-2023-0003"
        assert ("in dispute" in " ".join(row)) is disputed


def test_hours_are_decimal_and_never_have_seconds() -> None:
    said = say("{hours} of {what}", hours=Hours(5401), what=say("{hours}", hours=Hours(7200)))
    assert Tongue(Locale("en", "GB")).say(said) == "1.50 hours of 2 hours"


def test_a_credit_is_no_debt(northlight: Engagement) -> None:
    band = charter.statement_paper(northlight, date(2024, 3, 25)).band
    assert band is not None
    assert band.sum.label == "You have paid ahead"
    assert band.sum.value == ("EUR\u00a05,758.06",)
    assert band.code is None


def test_the_hours_of_a_month_add_up(northlight: Engagement) -> None:
    paper = charter.hours_paper(northlight, MARCH, date(2024, 4, 1))
    (table,) = tables(paper).values()
    *rows, together = table.rows
    assert len(rows) == 6
    assert sum(figure(row[3]) for row in rows) == figure(together[3]) == Decimal("54.00")
    (bar,) = (part for part in paper.body if isinstance(part, Bar))
    assert [one.value for one in bar.shares][::2] == ["54.00", "0.00"]
    assert "4.1 Retainer" in bar.label
    assert paper.name == "hours-2024-03"


@pytest.mark.parametrize("month", [f"2026-{n:02d}" for n in range(2, 7)])
def test_hours_count_as_they_were_charged(month: str) -> None:
    folder = Path(__file__).parents[3] / "examples/uk-one-person-company/quillmere"
    start = date.fromisoformat(f"{month}-01")
    engagement, days = charter.load(folder), Span(start, date(start.year, start.month + 1, 1))
    try:
        paper = charter.hours_paper(engagement, days, date(2026, 7, 1))
    except charter.NothingYet:
        return
    (table,) = tables(paper).values()
    *rows, together = table.rows
    last = len(table.columns) - 1
    assert sum(figure(row[last]) for row in rows) == figure(together[last])


def test_without_anything_to_say_there_is_no_paper(northlight: Engagement) -> None:
    with pytest.raises(charter.NothingYet, match="no account"):
        charter.statement_paper(northlight, date(2023, 7, 20))
    with pytest.raises(charter.NothingYet, match="no hours"):
        charter.hours_paper(northlight, Span(date(2023, 7, 1), date(2023, 8, 1)), date(2023, 7, 20))
