"""What a client's finance department and an accountant take along: account, hours sheet, letters, as files."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from beancount.parser.parser import parse_string

import charter
from charter.web.drafting.actions import begin_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow
from tests.web.people import HARBOURLINE, TODAY, Northlight
from tests.web.test_billing import later

TERMS = (HARBOURLINE / "agreement.toml").read_text("utf-8")
REMINDED = dt.date(2023, 10, 26)
FIRST_BYTES = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html>", "md": b"#", "json": b"{"}


@pytest.mark.parametrize("what", ["statement", "hours/2023-09", "letters/reminder/NL-2023-0003"])
@pytest.mark.parametrize("suffix", FIRST_BYTES)
def test_each_paper_is_given_in_each_form_under_a_name_of_its_own(
    nl: Northlight, what: str, suffix: str
) -> None:
    later(nl, REMINDED)
    answer = nl.browser("reader").get(f"{nl.client}{what}.{suffix}")
    assert answer.status_code == 200
    assert answer.content.lower().startswith(FIRST_BYTES[suffix].lower())
    assert answer.headers["Content-Disposition"].endswith(f'.{suffix}"')


def test_an_invoice_is_given_as_word(nl: Northlight) -> None:
    answer = nl.browser("reader").get(f"{nl.client}invoices/NL-2023-0003.docx")
    assert answer.content.startswith(b"PK")
    assert "invoices/NL-2023-0003.docx" in nl.browser("reader").text(f"{nl.client}invoices/NL-2023-0003/")


def test_what_is_late_stands_first_with_what_the_agreement_allows_next(nl: Northlight) -> None:
    later(nl, REMINDED)
    page = nl.browser("mara").text(f"{nl.home}invoices/")
    assert "One is late." in page
    late = page[page.index('id="lat"') : page.index('id="iss"')]
    assert "NL-2023-0003: <b>" in late
    assert "10 days late" in late
    assert "NL-2023-0002" not in late
    assert 'NL-2023-0003.pdf" aria-keyshortcuts="r">Reminder' in late
    assert 'class="act"' not in nl.browser("reader").text(f"{nl.home}invoices/")
    later(nl, TODAY)
    again = nl.browser("mara").text(f"{nl.home}invoices/")
    assert ('id="lat"' in again) == ("days late" in again)


def test_today_says_what_may_be_claimed_of_what_is_late(nl: Northlight) -> None:
    later(nl, REMINDED)
    rows = list(csv.DictReader(io.StringIO(nl.browser("reader").text(f"{nl.home}today.csv"))))
    late = [row for row in rows if "NL-2023-0003" in row["what"]]
    assert [(row["lane"], row["client"], row["state"]) for row in late] == [("Money", "Harbourline", "late")]
    assert "interest" in late[0]["detail"].lower()
    assert f"You may: {late[0]['detail'][:20]}" in nl.browser("mara").text(nl.home)


def test_no_cell_of_today_is_a_formula(nl: Northlight) -> None:
    EngagementRow.objects.update(title="=HYPERLINK(1)")
    text = nl.browser("mara").text(f"{nl.home}today.csv")
    assert "'=HYPERLINK" in text
    assert [
        cell for line in csv.reader(io.StringIO(text)) for cell in line if cell[:1] in {"=", "+", "-", "@"}
    ] == []


def test_a_spreadsheet_and_a_ledger_read_the_postings(nl: Northlight) -> None:
    account = charter.statement(engagement_in(nl.harbourline), TODAY)
    rows = list(csv.DictReader(io.StringIO(nl.browser("mara").text(f"{nl.client}statement.csv"))))
    assert [row["balance"] for row in rows][-1] == f"{account.balance / 100:.2f}"
    entries, errors, _ = parse_string(nl.browser("mara").text(f"{nl.client}statement.beancount"))
    assert errors == []
    assert len([one for one in entries if hasattr(one, "postings")]) == len(account.postings)


def test_only_letters_that_may_go_out_are_offered(nl: Northlight) -> None:
    """NL-2023-0003 is late and has its second reminder on 26 October; NL-2023-0002 was paid."""
    later(nl, REMINDED)
    late = nl.browser("mara").text(f"{nl.client}invoices/NL-2023-0003/")
    assert "letters/reminder/NL-2023-0003.pdf" in late
    assert "10 days late" in late
    paid = nl.browser("mara").text(f"{nl.client}invoices/NL-2023-0002/")
    assert "letters/" not in paid
    assert ", paid on " in paid
    refused = nl.browser("mara").get(f"{nl.client}letters/reminder/NL-2023-0002.pdf")
    assert (refused.status_code, "is not overdue" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("hours/2023-13.pdf", 404),
        ("hours/9999-12.pdf", 404),
        ("hours/2023-01.pdf", 422),
        ("hours/2023-10.exe", 404),
        ("letters/threat/NL-2023-0003.pdf", 404),
        ("letters/reminder/NOBODY-1.pdf", 422),
        ("statement.exe", 404),
    ],
)
def test_what_is_none_is_refused(nl: Northlight, what: str, status: int) -> None:
    assert nl.browser("mara").get(nl.client + what).status_code == status


def test_before_anything_is_issued_there_is_no_account(nl: Northlight) -> None:
    later(nl, dt.date(2023, 8, 1))
    empty = begin_engagement(nl.workspace, "empty", TERMS, "mara")
    answer = nl.browser("mara").get(f"{nl.home}e/{empty.slug}/statement.pdf")
    assert (answer.status_code, "nothing was issued" in answer.content.decode().lower()) == (422, True)


def test_a_letter_that_no_font_has_is_named(nl: Northlight) -> None:
    terms = TERMS.replace("Harbourline Logistics GmbH", "Harbourline \u0b95 GmbH", 1)
    row = begin_engagement(nl.workspace, "tamil", terms, "mara")
    answer = nl.browser("mara").get(f"{nl.home}e/{row.slug}/document.pdf")
    assert (answer.status_code, "Tamil" in answer.content.decode()) == (422, True)
