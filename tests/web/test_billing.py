"""Invoices over all clients: numbered without gaps, issued once, and only on terms that were signed."""

from __future__ import annotations

import datetime as dt

import pytest

import charter
from charter.core.issuing import NotConcluded
from charter.core.vocabulary.entry import Issued
from charter.folder import engagement_texts
from charter.web.billing.actions import issue_drafts
from charter.web.drafting.actions import import_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import WorkspaceRow
from charter.web.templatetags.words import sum_in
from tests.web.people import HARBOURLINE, TODAY, Northlight


def later(nl: Northlight, day: dt.date) -> None:
    """Put the clock of the workspace on another day."""
    WorkspaceRow.objects.update(fixed_on=day)
    nl.workspace.refresh_from_db()


def second_client(nl: Northlight) -> str:
    """Bring in the same engagement under another name, without its invoices: its journal ends when it was signed."""
    files = dict(engagement_texts(HARBOURLINE))
    files["journal.toml"] = b"\n".join(files["journal.toml"].split(b"[[entry]]")[:1]) + b"".join(
        b"[[entry]]" + piece for piece in files["journal.toml"].split(b"[[entry]]")[1:3]
    )
    return import_engagement(nl.workspace, "yardline", files, "mara").slug


def test_drafts_of_all_clients_are_issued_in_one_series_without_gaps(nl: Northlight) -> None:
    second = second_client(nl)
    mara = nl.browser("mara")
    assert "Yardline" in mara.text(f"{nl.home}invoices/")
    answer = mara.post(f"{nl.home}invoices/", issue=[second, "harbourline"])
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    numbers = [
        entry.number
        for row in nl.workspace.engagements.all()
        for entry in engagement_in(row).journal.of(Issued)
    ]
    assert len(numbers) == len(set(numbers))
    theirs = sorted(number for number in numbers)
    assert theirs == [f"NL-2023-{n:04}" for n in range(1, len(theirs) + 1)] or len(theirs) > 10
    assert "Nothing is to be issued today" in mara.text(f"{nl.home}invoices/")


def test_an_assistant_and_a_reader_issue_nothing(nl: Northlight) -> None:
    for who in ("assistant", "reader"):
        assert nl.browser(who).post(f"{nl.home}invoices/", issue="harbourline").status_code == 403


def test_nothing_is_issued_before_both_sides_signed(nl: Northlight) -> None:
    files = {"agreement.toml": engagement_texts(HARBOURLINE)["agreement.toml"]}
    import_engagement(nl.workspace, "unsigned", files, "mara")
    with pytest.raises(NotConcluded):
        issue_drafts(nl.workspace, ["unsigned"], dt.date(2023, 11, 3), "mara@northlight.example")
    answer = nl.browser("mara").post(f"{nl.home}invoices/", issue="unsigned")
    assert answer.status_code == 422
    assert "before both sides have signed" in answer.content.decode()


def test_an_invoice_opens_to_its_clause_and_arithmetic(nl: Northlight) -> None:
    text = nl.browser("reader").text(f"{nl.client}invoices/NL-2023-0004/")
    assert "4.1 Retainer" in text
    assert "EUR 16,548.39" in text
    assert nl.browser("reader").get(f"{nl.client}invoices/NL-1/").status_code == 404


def test_the_statement_says_what_is_open(nl: Northlight) -> None:
    text = nl.browser("reader").text(f"{nl.client}statement/")
    found = charter.statement(engagement_in(nl.harbourline), TODAY)
    assert found.balance > 0
    assert sum_in(found.balance, found.currency) in text
    assert "Interest accrued on NL-2023-0003" in text
