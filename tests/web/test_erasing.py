"""Erasing a person: gone from rows and files but for what was signed, sealed or issued; the chain still verifies."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

import charter
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.reconciliation import Books, examine_books
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.drafting.actions import keep_draft, keep_terms
from charter.web.kit.access_log import accesses_of
from charter.web.kit.engagements import engagement_in, pieces_so_far, texts_of
from charter.web.kit.models import EngagementRow, EntryText, OutboxMail, PrivateContent, TermsText
from charter.web.kit.rows_store import RowsStore
from charter.web.running.actions import record_entry, void_entry
from charter.web.signing.models import SigningLink
from tests.web.databases import everything_in_the_database
from tests.web.people import TODAY, Northlight
from tests.web.test_signing import Fennel, deal  # noqa: F401 - a fixture

AOIFE = "aoife@fennel.example"
SECRET = "a slipped disc"  # noqa: S105 - what nobody else should know


def address_of(nl: Northlight, name: str) -> str:
    people = engagement_in(nl.harbourline).agreement.sides.people
    return next(each.email for each in people.values() if each.name == name)


def fresh(nl: Northlight) -> EngagementRow:
    row = EngagementRow.objects.get(pk=nl.harbourline.pk)
    row.workspace = nl.workspace
    return row


def note(nl: Northlight, **said: str) -> None:
    values = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "1 hour", "work": "Review"} | said
    record_entry(fresh(nl), values, "mara@northlight.example")


@pytest.fixture
def noted(nl: Northlight) -> Northlight:
    """Give Northlight with notes on Jonas: by him, about him, and of hours with him."""
    note(nl, work="Call with Jonas Petersen")
    note(nl, work="Imaging", note=f"Joni stays at home: {SECRET}.")
    note(nl, work="Imaging again", note="Nothing of note.")
    reminded = {"kind": "reminded", "on": "2023-11-03", "by": "jonas", "of": "audit"}
    reminded["note"] = f"He said: {SECRET}."
    record_entry(fresh(nl), reminded, "mara@northlight.example")
    return nl


def erase(nl: Northlight, address: str, also: str = "", **more: str) -> str:
    told = {"person": address, "also": also, "do": "erase", "sure": "on"} | more
    answer = nl.browser("mara").post(f"{nl.home}erase/", **told)
    assert answer.status_code == 200, answer.content.decode()[-800:]
    return answer.content.decode()


def journal_of(nl: Northlight) -> str:
    return texts_of(fresh(nl))["journal.toml"].decode()


def sound(nl: Northlight, tmp_path: Path) -> None:
    """Check that chain, journal and what is exported say the same."""
    row = fresh(nl)
    store = RowsStore(row)
    assert inspect_chain(store.chain()) == []
    assert examine_books(store, Books.of(engagement_in(row), texts_of(row))) == []
    packed = nl.browser("mara").get(f"{nl.client}export.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path / "out")
    folder = tmp_path / "out" / row.slug
    found = charter.load(folder), charter.engagement_texts(folder)
    assert examine_books(FolderStore(folder), Books.of(*found)) == []
    assert SECRET.encode() not in b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_first_it_is_said_what_goes_and_what_stays(noted: Northlight) -> None:
    before = journal_of(noted)
    told = erase(noted, address_of(noted, "Jonas Petersen"), "Joni", do="look")
    assert "Nothing is erased yet" in told
    assert re.search(r"[34] entries of the journal", told)
    assert "The terms as they were signed" in told
    assert "invoices as issued, which tax law has you keep" in told
    assert journal_of(noted) == before


def test_notes_and_names_go_from_everywhere_and_the_chain_still_verifies(
    noted: Northlight, tmp_path: Path
) -> None:
    before = engagement_in(fresh(noted))
    assert SECRET in everything_in_the_database()
    pieces = pieces_so_far(fresh(noted))
    told = erase(noted, address_of(noted, "Jonas Petersen"), "Joni")
    assert "is erased here" in told
    assert SECRET not in everything_in_the_database()
    journal = journal_of(noted)
    assert "Joni" not in journal
    assert 'work = "Call with [erased]"' in journal
    assert 'note = "Nothing of note."' in journal
    assert journal.count("Jonas Petersen") == journal.count(
        'to = "Harbourline Logistics GmbH, Jonas Petersen"'
    )
    after = engagement_in(fresh(noted))
    assert charter.duties(after, TODAY) == charter.duties(before, TODAY)
    assert charter.statement(after, TODAY).usage == charter.statement(before, TODAY).usage
    assert pieces_so_far(fresh(noted)) == pieces
    kinds = [link.kind for link in RowsStore(fresh(noted)).chain()]
    assert kinds.count("erased") >= 3
    sound(noted, tmp_path)
    note(noted, work="The day after")
    assert "There was nothing left to erase" in erase(noted, address_of(noted, "Jonas Petersen"), "Joni")


def test_a_correction_of_what_was_rewritten_still_finds_it(noted: Northlight, tmp_path: Path) -> None:
    call = next(
        e for e in engagement_in(fresh(noted)).journal.entries if "Call with" in getattr(e, "work", "")
    )
    void_entry(fresh(noted), call.address, {"on": "2023-11-03", "by": "mara"}, "mara@northlight.example")
    before = charter.statement(engagement_in(fresh(noted)), TODAY)
    erase(noted, address_of(noted, "Jonas Petersen"))
    assert charter.statement(engagement_in(fresh(noted)), TODAY).usage == before.usage
    assert call.address not in journal_of(noted)
    erase(noted, address_of(noted, "Jonas Petersen"), "Joni")
    sound(noted, tmp_path)


def test_what_was_signed_by_link_stays_and_the_link_mails_and_accesses_go(deal: Fennel) -> None:
    nl = deal.nl
    aoife = deal.sign("aoife")
    deal.sign("mara")
    sealed = aoife.get("/sign/files/sealed.pdf").content
    evidence = aoife.get("/sign/files/evidence.jsonl").content
    assert accesses_of(nl.workspace, AOIFE).exists()
    told = erase(nl, AOIFE)
    assert "the sealed paper and its evidence: they signed it" in told
    assert "of the chain of evidence" in told
    assert not accesses_of(nl.workspace, AOIFE).exists()
    assert not OutboxMail.objects.filter(to=AOIFE).exists()
    assert not SigningLink.objects.filter(email=AOIFE).exists()
    assert aoife.get("/sign/").status_code == 410
    mara = nl.browser("mara")
    for page in ("outbox/", "access/", f"e/{deal.row.slug}/signing/", ""):
        assert AOIFE not in mara.text(f"{nl.home}{page}")
    assert mara.get(f"{deal.page}0/sealed.pdf").content == sealed
    assert not verify(sealed, evidence=evidence, now=clock.current_moment(nl.workspace)).findings
    assert inspect_chain(deal.store.chain()) == []


def test_what_waits_for_them_is_in_the_way(deal: Fennel) -> None:
    nl, before = deal.nl, everything_in_the_database()
    assert "is on its way to them" in erase(nl, AOIFE, do="look")
    answer = nl.browser("mara").post(f"{nl.home}erase/", person=AOIFE, also="", do="erase", sure="on")
    assert answer.status_code == 409
    assert OutboxMail.objects.filter(to=AOIFE).exists()
    assert before.count(AOIFE) == everything_in_the_database().count(AOIFE)


def test_terms_that_nobody_signed_are_written_without_them_first(deal: Fennel) -> None:
    nl = deal.nl
    text = f"# {SECRET} of Ines Vogel\n" + bytes(TermsText.objects.get(engagement=deal.row).source).decode()
    from charter.web.drafting.actions import begin_engagement  # noqa: PLC0415

    row = begin_engagement(nl.workspace, "Kelp", text, "mara@northlight.example")
    told = erase(nl, "ines@kelp.example", "Ines Vogel", do="look")
    assert "write them without" in told
    keep_draft(row, text.replace(" of Ines Vogel", ""), "mara@northlight.example")
    keep_terms(row, text.replace(" of Ines Vogel", ""), 1, "mara@northlight.example")
    assert "1 earlier version of terms" in erase(nl, "ines@kelp.example", "Ines Vogel")
    assert "Ines Vogel" not in everything_in_the_database()
    assert engagement_in(EngagementRow.objects.get(pk=row.pk)).agreement


def test_who_works_here_is_not_erased(nl: Northlight) -> None:
    told = erase(nl, "mara@northlight.example", do="look")
    assert "They have an account here" in told
    answer = nl.browser("mara").post(
        f"{nl.home}erase/", person="mara@northlight.example", also="", do="erase", sure="on"
    )
    assert answer.status_code == 409


def test_nothing_is_erased_without_a_yes_or_elsewhere(noted: Northlight) -> None:
    address, before = address_of(noted, "Jonas Petersen"), journal_of(noted)
    answer = noted.browser("mara").post(f"{noted.home}erase/", person=address, also="Joni", do="erase")
    assert answer.status_code == 422
    assert "Say that you are sure" in answer.content.decode()
    told = {"person": address, "also": "Joni", "do": "erase", "sure": "on"}
    assert noted.browser("sven").post("/w/elsewhere/erase/", **told).status_code == 200
    assert journal_of(noted) == before


def test_a_text_is_emptied_and_nothing_else(nl: Northlight) -> None:
    """The triggers let a text be emptied; whoever would slip in another, or move it, is refused."""
    last = EntryText.objects.filter(engagement=nl.harbourline).latest("n")
    for wrong in ({"source": b"x"}, {"source": b"", "n": 999}, {"source": b"", "by": "sven"}, {"version": 2}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            EntryText.objects.filter(pk=last.pk).update(**wrong)
    with transaction.atomic():
        EntryText.objects.filter(pk=last.pk).update(source=b"")
    assert bytes(EntryText.objects.get(pk=last.pk).source) == b""


def test_the_private_content_of_what_was_erased_is_gone(noted: Northlight) -> None:
    before = set(PrivateContent.objects.values_list("commitment", flat=True))
    erase(noted, address_of(noted, "Jonas Petersen"), "Joni")
    after = set(PrivateContent.objects.values_list("commitment", flat=True))
    erased = {link.what["commitment"] for link in RowsStore(fresh(noted)).chain().find("erased")}
    assert erased == before - after
