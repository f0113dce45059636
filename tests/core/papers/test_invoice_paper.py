"""An invoice as a paper: what stands on it, that it adds up, and that it stays as it was issued."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

import charter
from charter.core import papers
from charter.core.document.tree import Fact, plain
from charter.core.engagement import Engagement
from charter.core.language import languages
from charter.core.language.catalogue import catalogue
from charter.core.papers.code import epc, swiss
from charter.core.papers.place import postal_place
from charter.core.papers.tree import LineTable, Paper
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.entry import Issued, Paid
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import without_places
from charter.formats.papers import pdf
from tests.core.papers.conftest import LATER

NUMBERS = (
    "NL-2023-0001", "NL-2023-0002", "NL-2023-0003", "NL-2023-0004", "NL-2023-0005", "NL-2024-0006", "NL-2024-0007",
    "NL-2024-0008", "NL-2024-0009",
)  # fmt: skip


def lines(paper: Paper) -> LineTable:
    (found,) = (part for part in paper.body if isinstance(part, LineTable))
    return found


def said(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.label: plain(fact.inlines).replace("\u00a0", " ") for fact in facts}


def figure(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace(",", "").replace("EUR\u00a0", ""))


def data(paper: Paper, term: str) -> list[str]:
    return [field.value for field in paper.model if field.term == term]


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_printed_adds_up(
    paper: Callable[[str], Paper], issued: Callable[[str], Issued], number: str
) -> None:
    shown, entry = paper(number), issued(number)
    part = lines(shown)
    amounts = [figure(line.amount) for line in part.rows]
    assert sum(amounts) == abs(entry.net.amount)
    assert sum(figure(value) for _, value in part.totals) == figure(part.due[1]) == abs(entry.total.amount)
    assert part.rows[-1].carried == f"{sum(amounts):,.2f}"
    assert shown.band is not None
    assert figure(shown.band.sum.value[0]) == figure(part.due[1])
    for line in part.rows:
        assert figure(line.quantity.partition("\u00a0")[0]) * figure(line.price) == figure(line.amount)


@pytest.mark.parametrize("number", NUMBERS)
def test_programs_are_told_the_same(
    paper: Callable[[str], Paper], issued: Callable[[str], Issued], number: str
) -> None:
    shown, entry = paper(number), issued(number)
    assert data(shown, "BT-1") == [number]
    assert data(shown, "BT-3") == ["381" if entry.total.minor < 0 else "380"]
    assert data(shown, "BT-112") == [str(abs(entry.total.amount))]
    assert sum(map(Decimal, data(shown, "BT-131"))) == Decimal(data(shown, "BT-106")[0])
    for many, price, amount in zip(*(data(shown, f"BT-{n}") for n in (129, 146, 131)), strict=True):
        assert Decimal(many) * Decimal(price) == Decimal(amount)
    assert data(shown, "BT-151")


def test_it_names_both_sides_the_order_the_agreement_and_the_account(paper: Callable[[str], Paper]) -> None:
    shown = paper("NL-2023-0004")
    assert shown.address == ("Harbourline Logistics GmbH", "Jonas Petersen", "Kaistrasse 1", "20457 Hamburg")
    assert said(shown.facts) == {
        "Date": "1 November 2023",
        "Service period": "1 October to 30 November 2023",
        "Your order": "HL-4711",
        "Agreement": "of 17 July 2023, with amendment 1",
        "Your VAT no.": "DE000000000",
        "Questions": "Mara Lindqvist, mara@northlight.example",
    }
    assert ("VAT no. DE000000001",) in shown.legal
    assert shown.band is not None
    assert shown.band.account is not None
    assert dict(shown.band.account.rows) == {
        "Holder": "Northlight CTO UG (haftungsbeschränkt)",
        "IBAN": "DE75 5121 0800 1245 1261 99",
        "BIC": "SOGEDEFF",
        "Quote": "NL-2023-0004",
    }
    assert "none is claimed if you pay by 20 November 2023" in said(shown.notes)["If late"]


def test_a_correction_says_which_line_it_corrects_and_both_sums(paper: Callable[[str], Paper]) -> None:
    (first, *_) = lines(paper("NL-2023-0004")).rows
    assert first.what.endswith("EUR 12,000.00 invoiced, EUR 5,806.45 right")
    assert first.under == "4.1 Retainer \u00b7 corrects NL-2023-0003, line 2"
    assert first.amount == "\u22126,193.55"


def test_a_credit_note_is_positive_and_asks_for_nothing(paper: Callable[[str], Paper]) -> None:
    shown = paper("NL-2024-0009")
    assert (shown.kind, shown.title, shown.lead) == (
        "credit note", "Credit note NL-2024-0009", "Corrects NL-2024-0008",
    )  # fmt: skip
    assert said(shown.facts)["Credits"] == "NL-2024-0008 of 1 March 2024"
    assert shown.band is not None
    assert (shown.band.code, shown.band.until.label) == (None, "Pay nothing on this paper")
    assert said(shown.notes)["VAT"] == "Please reduce your input tax by EUR 919.35."
    assert [(one.term, one.value) for one in shown.model if one.term in {"BT-25", "BT-26"}] == [
        ("BT-25", "NL-2024-0008"), ("BT-26", "2024-03-01"),
    ]  # fmt: skip


def test_the_bank_reads_the_sum_to_pay(paper: Callable[[str], Paper]) -> None:
    band = paper("NL-2023-0003").band
    assert band is not None
    assert band.code is not None
    assert band.code.payload.split("\n") == [
        "BCD", "002", "1", "SCT", "SOGEDEFF", "Northlight CTO UG (haftungsbeschränkt)", "DE75512108001245126199", "EUR25704.00", "", "",
        "NL-2023-0003",
    ]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_learned_later_changes_no_paper(
    northlight: Engagement, issued: Callable[[str], Issued], number: str
) -> None:
    entry = issued(number)
    then = charter.invoice_paper(northlight, entry, entry.on)
    assert charter.invoice_paper(northlight, entry, LATER) == then
    paid = Paid(on=date(2024, 5, 1), by="priya", amount=Money.parse("EUR 1.00"), invoice=number)
    assert charter.invoice_paper(northlight.plus(paid), entry, LATER) == then


GERMAN = 'number = "NL-{year}-{n}"\nlanguage = "de"'


def test_it_speaks_german_where_that_is_agreed(
    harbourline: Path, issued: Callable[[str], Issued], tmp_path: Path
) -> None:
    shutil.copytree(harbourline, tmp_path / "german")
    terms = tmp_path / "german" / "agreement.toml"
    terms.write_text(
        terms.read_text(encoding="utf-8").replace('number = "NL-{year}-{n}"', GERMAN), encoding="utf-8"
    )
    engagement = charter.load(tmp_path / "german")
    german = charter.invoice_paper(engagement, issued("NL-2023-0004"), LATER)
    assert (german.title, german.language) == ("Rechnung NL-2023-0004", "de-DE")
    assert german.band is not None
    assert german.band.sum.value == ("19.692,58\u00a0EUR",)
    assert german.band.until.value == ("Mittwoch", "15.\u00a0November\u00a02023")
    assert lines(german).totals == (
        ("Netto", "16.548,39"),
        ("Umsatzsteuer 19\u00a0% auf 16.548,39", "3.144,19"),
    )
    assert lines(german).rows[2].what == "Monatshonorar 1. November 2023 bis 30. November 2023"
    credit = charter.invoice_paper(engagement, issued("NL-2024-0009"), LATER)
    assert credit.title == "Rechnungskorrektur NL-2024-0009"  # "Gutschrift" would be self-billing


def said_by(package: ModuleType) -> Iterator[str]:
    """Give every message that the modules of a package say."""
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        tree = ast.parse(inspect.getsource(importlib.import_module(module.name)))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"say", "say_n"}:
                (message, *_) = call.args
                assert isinstance(message, ast.Constant)
                yield str(message.value)


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_every_word_of_the_papers_is_said_in_each_language(language: str) -> None:
    known = catalogue(language).messages
    values_alone = {one for one in said_by(papers) if not re.search(r"\w", without_places(one))}
    assert set(said_by(papers)) - set(known) - values_alone == set()


# ── codes ──────────────────────────────────────────────────────────────────────────────────────

SWISS = Bank(holder="Steinegg Technologie GmbH", iban="CH93 0076 2011 6238 5295 7")
HERE = postal_place("Steinegg Technologie GmbH", "Quellweg 7, 8008 Z\u00fcrich", "CH")
THERE = postal_place("Alpenglut Outdoor AG", "Seehofgasse 3, 6003 Luzern", "CH")


def test_a_swiss_bill_has_its_31_rows() -> None:
    code = swiss(SWISS, Money.parse("CHF 5584.72"), HERE, THERE, "SE-2026-014")
    assert code is not None
    assert code.payload.split("\r\n") == [
        "SPC", "0200", "1", "CH9300762011623852957", "S", "Steinegg Technologie GmbH", "Quellweg", "7", "8008",
        "Z\u00fcrich", "CH", "", "", "", "", "", "", "", "5584.72", "CHF", "S", "Alpenglut Outdoor AG", "Seehofgasse",
        "3", "6003", "Luzern", "CH", "SCOR", "RF82SE2026014", "SE-2026-014", "EPD",
    ]  # fmt: skip


def test_no_code_where_none_can_be() -> None:
    euro, franc = Money.parse("EUR 10.00"), Money.parse("CHF 10.00")
    assert epc(SWISS, franc, "1") is None
    assert epc(SWISS, Money(0, "EUR"), "1") is None
    assert epc(SWISS, euro, "1" * 141) is None
    assert epc(SWISS.model_copy(update={"holder": "h" * 71}), euro, "1") is None
    assert epc(Bank(holder="B", account="123456789", scheme="ABA", routing="021000021"), euro, "1") is None
    nowhere = postal_place("A", "somewhere", "CH")
    assert swiss(SWISS, franc, HERE, nowhere, "1") is None
    assert swiss(SWISS, Money.parse("USD 10.00"), HERE, THERE, "1") is None
    assert swiss(SWISS, franc, HERE, THERE, "\u2013") is None
    assert swiss(Bank(holder="B", iban="CH44 3199 9123 0008 8901 2"), franc, HERE, THERE, "1") is None


def test_a_swiss_account_gets_the_payment_part_instead_of_a_code_in_the_band(
    harbourline: Path, issued: Callable[[str], Issued], tmp_path: Path
) -> None:
    shutil.copytree(harbourline, tmp_path / "swiss")
    terms = tmp_path / "swiss" / "agreement.toml"
    text = terms.read_text(encoding="utf-8")
    for german, here in (
        (
            'address = "Kaistrasse 1, 20457 Hamburg"\ncountry = "DE"',
            'address = "Seehofgasse 3, 6003 Luzern"\ncountry = "CH"',
        ),
        (
            'address = "Leuchtturmweg 7, 22587 Hamburg"\ncountry = "DE"',
            'address = "Quellweg 7, 8008 Bern"\ncountry = "CH"',
        ),
        ("DE75 5121 0800 1245 1261 99", "CH93 0076 2011 6238 5295 7"),
    ):
        text = text.replace(german, here)
    terms.write_text(text, encoding="utf-8")
    shown = charter.invoice_paper(charter.load(tmp_path / "swiss"), issued("NL-2023-0001"), LATER)
    assert shown.band is not None
    assert shown.band.code is None
    assert shown.sheet == "ch"
    assert shown.bill is not None
    assert shown.bill.amount == ("Amount", "14 280.00")
    assert "14280.00\r\nEUR" in shown.bill.code.payload
    assert shown.bill.short[1] == ("Reference", ("RF64 NL20 2300 01",))
    assert pdf.render(shown).startswith(b"%PDF")
