"""Invoices over all clients: numbered without gaps, issued once, and only on terms that were signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

import charter
from charter.core.issuing import NotConcluded
from charter.core.papers import issued
from charter.core.papers.invoice import invoice
from charter.core.papers.tree import Paper
from charter.core.vocabulary.entry import Issued
from charter.folder import engagement_texts
from charter.web import clock
from charter.web.billing.actions import issue_drafts
from charter.web.drafting.actions import import_engagement
from charter.web.kit.engagements import engagement_in, texts_of
from charter.web.kit.models import EngagementRow, OutboxMail, WorkspaceRow
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.secrets import token_of
from charter.web.signing.mails import letter_of
from charter.web.signing.retention import MAILS, remove_what_had_its_time
from charter.web.templatetags.words import sum_in
from tests.web.people import HARBOURLINE, TODAY, Browser, Northlight
from tests.web.test_rows import at_once


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
        issue_drafts(nl.workspace, {"unsigned": []}, dt.date(2023, 11, 3), "mara@northlight.example")
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


def test_an_issued_invoice_is_sent_by_a_link_that_needs_no_account(nl: Northlight) -> None:
    entry = issued_now(nl)
    page = f"{nl.client}invoices/{entry.number}/"
    mara = nl.browser("mara")
    assert "Not from here yet." in mara.text(page)
    assert mara.post(page).status_code == 302
    assert "in the outbox since" in mara.text(page)
    mail = OutboxMail.objects.get(template="invoice")
    assert mail.to == "invoices@harbourline.example"
    letter = letter_of(mail)
    assert entry.number in letter.subject
    assert "EUR" in letter.text
    given = Browser().get(letter.where)
    assert given.status_code == 200
    assert given.content.startswith(b"%PDF")
    assert given.content == mara.get(f"{nl.client}invoices/{entry.number}.pdf").content
    for wrong in (letter.where[:-4] + "AAA/", "/i/x/", f"/i/{token_of(mail.pk, 'invoice')}/"):
        assert Browser().get(wrong).status_code == 404


def test_the_link_of_an_invoice_lives_longer_than_its_mail(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = issued_now(nl)
    nl.browser("mara").post(f"{nl.client}invoices/{entry.number}/")
    where = letter_of(OutboxMail.objects.get(template="invoice")).where
    OutboxMail.objects.update(sent=clock.current_moment())
    there = clock.current_moment() + MAILS + dt.timedelta(1)
    monkeypatch.setattr(clock, "current_moment", lambda _=None: there)
    remove_what_had_its_time()
    assert not OutboxMail.objects.exists()
    assert Browser().get(where).content.startswith(b"%PDF")


def test_links_that_were_mailed_before_they_lived_on_their_own_still_lead_there(nl: Northlight) -> None:
    entry = issued_now(nl)
    for _ in range(2):
        put_in_outbox(
            nl.workspace, "invoice", "a@b.example", engagement=str(nl.harbourline.pk), number=entry.number
        )
    first = OutboxMail.objects.earliest("pk")
    move = import_module("charter.web.migrations.0014_invoice_links")
    move.keep_mailed_links(apps, connection.schema_editor())
    assert Browser().get(f"/i/{token_of(first.pk, 'invoice')}/").content.startswith(b"%PDF")
    assert {mail.refs["link"] for mail in OutboxMail.objects.all()} == {str(first.pk)}


def test_of_two_clicks_one_sends(nl: Northlight) -> None:
    entry = issued_now(nl)
    page, mara = f"{nl.client}invoices/{entry.number}/", nl.browser("mara")
    at_once(lambda _: nl.browser("mara").post(page, sent="0"), 4)
    assert OutboxMail.objects.filter(template="invoice").count() == 1
    assert 'name="sent" value="1"' in mara.text(page)
    assert mara.post(page, sent="1").status_code == 302
    for odd in ("x", "-1", "1e9", "9" * 400, ""):
        assert mara.post(page, sent=odd).status_code == 302
    assert OutboxMail.objects.filter(template="invoice").count() == 2


def test_of_two_clicks_one_issues_and_both_say_so(nl: Northlight) -> None:
    later(nl, dt.date(2023, 12, 5))
    told = {"issue": "harbourline", "number-harbourline": "NL-2023-0005"}
    assert 'name="number-harbourline" value="NL-2023-0005"' in nl.browser("mara").text(f"{nl.home}invoices/")
    before = len(engagement_in(nl.harbourline).journal.of(Issued))
    came = at_once(lambda _: nl.browser("mara").post(f"{nl.home}invoices/", **told), 3)
    assert [each.headers["Location"] for each in came] == [f"{nl.home}invoices/?done=NL-2023-0005"] * 3  # type: ignore[attr-defined]
    row = EngagementRow.objects.get(pk=nl.harbourline.pk)
    assert len(engagement_in(row).journal.of(Issued)) == before + 1


def test_a_draft_is_not_sent(nl: Northlight) -> None:
    later(nl, dt.date(2023, 12, 5))
    assert nl.browser("mara").post(f"{nl.client}invoices/2023-12-01/").status_code == 422
    assert not OutboxMail.objects.filter(template="invoice").exists()


def issued_now(nl: Northlight) -> Issued:
    """Issue the draft of December."""
    later(nl, dt.date(2023, 12, 5))
    nl.browser("mara").post(f"{nl.home}invoices/", issue="harbourline")
    return engagement_in(EngagementRow.objects.get(pk=nl.harbourline.pk)).journal.of(Issued)[-1]


def reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a later release word invoices otherwise."""

    def other(*told: Any) -> Paper:
        return replace(invoice(*told), title="A bill, as a later release calls it")

    monkeypatch.setattr(issued, "invoice", other)


@pytest.mark.parametrize("suffix", ["json", "md", "html"])
def test_what_was_issued_stays_word_for_word_after_a_rewording(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    entry = issued_now(nl)
    where = f"{nl.client}invoices/{entry.number}.{suffix}"
    before = nl.browser("reader").get(where).content
    assert suffix != "json" or sha256(before).hexdigest() == entry.paper
    reworded(monkeypatch)
    assert nl.browser("reader").get(where).content == before


def test_a_paper_that_is_kept_nowhere_is_never_given_otherwise(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = issued_now(nl)
    row = EngagementRow.objects.get(pk=nl.harbourline.pk)
    reworded(monkeypatch)
    import_engagement(nl.workspace, "moved", texts_of(row), "mara")
    answer = nl.browser("reader").get(f"{nl.home}e/moved/invoices/{entry.number}.md")
    assert answer.status_code == 409
    assert "does not come out as it was issued" in answer.content.decode()


def test_papers_go_along_with_the_folder_and_come_in_again(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, mara = issued_now(nl), nl.browser("mara")
    before = mara.get(f"{nl.client}invoices/{entry.number}.json").content
    packed = mara.get(f"{nl.client}export.zip").content
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.read(f"harbourline/papers/{entry.number}.json") == before
    reworded(monkeypatch)
    taken = SimpleUploadedFile("folder.zip", packed)
    assert mara.post(f"{nl.home}bring-in/", name="again", file=taken).status_code == 302
    assert mara.get(f"{nl.home}e/again/invoices/{entry.number}.json").content == before


def test_what_was_issued_says_how_it_stands(nl: Northlight) -> None:
    shown = nl.browser("mara").text(f"{nl.home}invoices/")
    assert shown.count("paid 14 Aug 2023") == 1
    assert "18 days late" in shown
    assert "open" in shown


def test_a_statement_counts_hours_as_the_burn_down_does(nl: Northlight) -> None:
    shown = nl.browser("mara").text(f"{nl.client}statement/")
    assert "98.06 h" in shown
    assert "1 to 30 days late" in shown
    assert "seconds" not in shown
