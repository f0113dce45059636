"""A master and its orders in the workspace: brought in and taken along together, and read as one frame."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

import charter
from charter.core.issuing import AboveCeiling
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.entry import Issued
from charter.sealing.signing.signed_terms import departures
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.billing.actions import issue_drafts
from charter.web.drafting.actions import keep_terms
from charter.web.drafting.texts import fixed_because
from charter.web.kit.engagements import (
    add_terms,
    changing,
    engagement_in,
    journal_pieces,
    rewrite_pieces,
    texts_alone,
    texts_of,
)
from charter.web.kit.models import Access, EngagementRow, WorkspaceRow
from charter.web.kit.rows_store import RowsStore
from charter.web.running.actions import record_entry
from charter.web.signing.models import Offer
from tests.conftest import EXAMPLES
from tests.core.conftest import SIGNED
from tests.core.papers_of_a_frame import MASTER, ORDER
from tests.core.rules.test_paper_findings import FEE
from tests.web.people import Browser, Northlight
from tests.web.test_rows import at_once
from tests.web.test_signing import Fennel

FRAME = EXAMPLES / "one-frame-two-orders"
SIDES = ("frames/kranichfeld", "platform", "spares")
TODAY = dt.date(2026, 6, 1)


def files_in(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def archive(files: dict[str, bytes]) -> SimpleUploadedFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return SimpleUploadedFile("folder.zip", held.getvalue())


def parts(*folders: str) -> dict[str, bytes]:
    """Give the files of some folders of the example."""
    return {name: raw for name, raw in files_in(FRAME).items() if name.startswith(tuple(folders))}


def bring(nl: Northlight, files: dict[str, bytes], name: str = "") -> tuple[int, str]:
    answer = nl.browser("mara").post(f"{nl.home}bring-in/", name=name, file=archive(files))
    return answer.status_code, answer.content.decode()


def row_of(nl: Northlight, slug: str) -> EngagementRow:
    return EngagementRow.objects.select_related("workspace").get(workspace=nl.workspace, slug=slug)


@pytest.fixture
def frame(nl: Northlight) -> Northlight:
    """Give Northlight with Kranichfeld's master and both orders, on 1 June 2026."""
    WorkspaceRow.objects.update(fixed_on=TODAY)
    status, content = bring(nl, parts(*SIDES))
    assert status == 302, content[-800:]
    nl.workspace.refresh_from_db()
    return nl


def test_a_frame_is_brought_in_at_once_and_read_as_in_a_folder(frame: Northlight) -> None:
    for slug in ("platform", "spares", "kranichfeld"):
        there = FRAME / slug if slug != "kranichfeld" else FRAME / "frames" / slug
        held, row = charter.load(there), row_of(frame, slug)
        here = engagement_in(row)
        assert here == held
        assert charter.statement(here, TODAY) == charter.statement(held, TODAY)
        assert row.frame == ("" if slug == "kranichfeld" else "kranichfeld")
    assert row_of(frame, "platform").title == "Kranichfeld Anlagenbau GmbH: Order 1: running the platform"


@pytest.mark.parametrize("slug", ["platform", "spares", "kranichfeld"])
def test_each_paper_takes_the_whole_frame_along_as_the_same_bytes(frame: Northlight, slug: str) -> None:
    answer = frame.browser("mara").get(f"{frame.home}e/{slug}/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        out = {name: packed.read(name) for name in packed.namelist()}
    files = parts(*SIDES)
    assert {name: out.get(name) for name in files} == files
    assert {name.rpartition("/")[2] for name in out.keys() - files.keys()} <= {
        "evidence.jsonl",
        "evidence.private.jsonl",
    }
    noted = {each.engagement.slug for each in Access.objects.filter(workspace=frame.workspace)}
    assert noted == {"platform", "spares", "kranichfeld"}
    frame.workspace.refresh_from_db()
    again = frame.browser("sven").post("/w/elsewhere/bring-in/", name="", file=archive(out))
    assert again.status_code == 302
    assert {each.slug for each in EngagementRow.objects.filter(workspace__slug="elsewhere")} == noted


def test_an_order_without_its_master_is_refused_with_what_is_missing(nl: Northlight) -> None:
    WorkspaceRow.objects.update(fixed_on=TODAY)
    status, content = bring(nl, parts("spares"))
    assert status == 422
    assert "There is no master kranichfeld here" in content
    assert not EngagementRow.objects.filter(slug="spares").exists()
    assert bring(nl, parts("frames"))[0] == 302
    status, content = bring(nl, parts("spares"))
    assert status == 302, content[-800:]
    assert engagement_in(row_of(nl, "spares")).agreement == charter.load(FRAME / "spares").agreement


def test_a_master_that_stands_here_with_the_same_terms_is_left_as_it_is(nl: Northlight) -> None:
    WorkspaceRow.objects.update(fixed_on=TODAY)
    assert bring(nl, parts("frames"))[0] == 302
    before = texts_alone(row_of(nl, "kranichfeld"))
    assert bring(nl, parts("frames", "platform"))[0] == 302
    assert texts_alone(row_of(nl, "kranichfeld")) == before
    other = {name: raw.replace(b"30 days", b"31 days") for name, raw in parts("frames", "spares").items()}
    assert other != parts("frames", "spares")
    status, content = bring(nl, other)
    assert status == 422
    assert "There is an engagement kranichfeld already" in content
    assert not EngagementRow.objects.filter(slug="spares").exists()


def test_a_name_is_for_one_engagement_and_never_for_several(nl: Northlight) -> None:
    WorkspaceRow.objects.update(fixed_on=TODAY)
    status, content = bring(nl, parts(*SIDES), "both")
    assert status == 422
    assert "There are several engagements in it" in content
    bare = {name.removeprefix("spares/"): raw for name, raw in parts("spares").items()}
    status, content = bring(nl, bare)
    assert status == 422
    assert "It has no name of its own" in content
    twice = {f"{above}/{name}": raw for above in ("a", "b") for name, raw in parts("spares").items()}
    status, content = bring(nl, twice)
    assert status == 422
    assert "Two folders in it have one name" in content
    assert bring(nl, parts("frames", "platform"), "running")[0] == 302
    assert {each.slug for each in EngagementRow.objects.filter(workspace=nl.workspace)} > {
        "running",
        "kranichfeld",
    }


def test_what_is_recorded_in_one_paper_is_read_in_the_others(frame: Northlight) -> None:
    platform, master = row_of(frame, "platform"), row_of(frame, "kranichfeld")
    before = engagement_in(platform), engagement_in(master)
    said = {
        "kind": "hours",
        "on": "2026-05-29",
        "by": "jana",
        "hours": "2 hours",
        "work": "Terms of the shop",
    }
    record_entry(row_of(frame, "spares"), said, "jana")
    for row, held in zip((row_of(frame, "platform"), row_of(frame, "kranichfeld")), before, strict=True):
        now = engagement_in(row)
        assert now.papers is not None
        assert now.papers != held.papers
        works = [getattr(entry, "work", "") for order in now.papers.orders for entry in order.journal.entries]
        assert "Terms of the shop" in works


def test_papers_of_one_frame_are_written_at_once_without_waiting_for_ever(frame: Northlight) -> None:
    def note(n: int) -> object:
        said = {"kind": "hours", "on": "2026-05-29", "by": "jana", "hours": "1 hour", "work": f"work {n}"}
        if n % 2 == 0:
            said["role"] = "cto"
        return record_entry(row_of(frame, ("platform", "spares")[n % 2]), said, "jana")

    assert [each for each in at_once(note, 4) if isinstance(each, Exception)] == []


def test_a_ceiling_of_the_master_holds_for_orders_that_are_issued_at_one_press(nl: Northlight) -> None:
    """Each order has EUR 8,000 to issue, below the EUR 10,000 of the master; both together lie above."""
    WorkspaceRow.objects.update(fixed_on=(april := dt.date(2026, 4, 1)))
    texts = {
        "frames/group/agreement": MASTER,
        "audit/agreement": ORDER + FEE,
        "second/agreement": ORDER + FEE,
    }
    signed = {name.replace("agreement", "journal"): SIGNED for name in texts}
    status, content = bring(nl, {f"{name}.toml": text.encode() for name, text in (texts | signed).items()})
    assert status == 302, content[-800:]
    with pytest.raises(AboveCeiling):
        issue_drafts(nl.workspace, {"audit": [], "second": []}, april, "mara@northlight.example")
    assert not any(engagement_in(row_of(nl, slug)).journal.of(Issued) for slug in ("audit", "second"))
    issue_drafts(nl.workspace, {"audit": []}, april, "mara@northlight.example")
    with pytest.raises(AboveCeiling):
        issue_drafts(nl.workspace, {"second": []}, april, "mara@northlight.example")
    page = nl.browser("mara").text(f"{nl.home}invoices/")
    assert "above" in page


def test_the_terms_of_a_master_stay_once_an_order_under_it_is_signed(frame: Northlight) -> None:
    master = row_of(frame, "kranichfeld")
    assert fixed_because(master) == "The journal says that the agreement is signed."
    with changing(master) as now:  # as if the master itself had never been signed
        rewrite_pieces(now, dict.fromkeys(journal_pieces(now), b""))
    assert fixed_because(row_of(frame, "kranichfeld")) == (
        "Kranichfeld Anlagenbau GmbH: Order 1: running the platform, an order under it, is put forward or signed."
    )


def test_a_master_is_a_draft_that_its_orders_follow_until_one_is_signed(nl: Northlight) -> None:
    texts = {"frames/group/agreement.toml": MASTER.encode(), "audit/agreement.toml": ORDER.encode()}
    assert bring(nl, texts)[0] == 302
    keep_terms(row_of(nl, "group"), MASTER.replace('"30 days"', '"14 days"'), 1, "mara")
    clauses = engagement_in(row_of(nl, "audit")).agreement.clauses
    assert str(getattr(clauses[Cite("financials.payment")], "due_after", "")) == "14 days"
    page = nl.browser("mara").text(f"{nl.home}e/audit/document/")
    assert "14 days" in page


class Platform(Fennel):
    """Kranichfeld's first order, not signed yet, under its master: Henrike signs by her link, then Jana by hers."""

    names: ClassVar[dict[str, str]] = {"henrike": "Henrike Vogt", "jana": "Jana Sommerfeld"}

    def __init__(self, nl: Northlight) -> None:
        self.nl = nl
        status, content = bring(nl, parts("frames", "platform/agreement.toml"))
        assert status == 302, content[-800:]
        self.row = row_of(nl, "platform")
        self.page = f"{nl.home}e/platform/signing/"


def test_an_order_is_signed_by_link_and_sealed_and_stays_whatever_becomes_of_its_master(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    WorkspaceRow.objects.update(fixed_on=dt.date(2026, 3, 4))
    nl.workspace.refresh_from_db()
    order = Platform(nl)
    order.put_forward()
    assert "Master agreement on technology leadership" in order.browser("henrike").text("/sign/")
    henrike, jana = order.sign("henrike"), order.sign("jana")
    sealed = jana.get("/sign/files/sealed.pdf").content
    evidence = henrike.get("/sign/files/evidence.jsonl").content
    verdict = verify(sealed, evidence=evidence, now=clock.current_moment(nl.workspace))
    assert not verdict.findings
    assert verdict.master == (under := "“Master agreement on technology leadership” of 2025-12-12")
    told = Browser().post("/verify/", file=SimpleUploadedFile("a.pdf", sealed)).content.decode()
    assert f"An order under the master {under}" in told
    row, master = row_of(nl, "platform"), row_of(nl, "kranichfeld")
    assert not departures(engagement_in(row), texts_of(row), RowsStore(row))
    before, terms = engagement_in(row).agreement, texts_of(master)["agreement.toml"]
    with changing(master) as now:  # beside the pages, which refuse it
        add_terms(now, terms.replace(b'due_after = "', b'due_after = "1'), "mara")
    row = row_of(nl, "platform")
    assert engagement_in(row).agreement != before
    [told_apart] = departures(engagement_in(row), texts_of(row), RowsStore(row))
    assert told_apart.terms == ("financials.payment.due_after",)
    assert RowsStore(row).document().read("sealed.pdf") == sealed


def test_an_order_waits_in_the_browser_too_until_its_master_is_signed(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    texts = {"frames/group/agreement.toml": MASTER.encode(), "audit/agreement.toml": ORDER.encode()}
    assert bring(nl, texts)[0] == 302
    answer = nl.browser("mara").post(f"{nl.home}e/audit/signing/", do="offer", amendment="0")
    assert answer.status_code in {409, 422}
    assert "both sides have yet to sign the master" in answer.content.decode()
    assert not Offer.objects.exists()


def test_a_new_order_begins_under_a_master_that_stands_here(frame: Northlight) -> None:
    mara = frame.browser("mara")
    assert "New order under Kranichfeld Anlagenbau GmbH: Master agreement" in mara.text(f"{frame.home}new/")
    page = mara.text(f"{frame.home}e/kranichfeld/")
    where = f"{frame.home}e/kranichfeld/order/"
    assert f'href="{where}"' in page
    assert "What the order is called" in mara.text(where)
    assert mara.post(where, title="", starts="2026-07-01").status_code == 422
    answer = mara.post(where, title="Order 3: the archive", starts="2026-07-01")
    assert answer.headers["Location"] == f"{frame.home}e/order-3-the-archive/terms/"
    row = row_of(frame, "order-3-the-archive")
    assert row.title == "Kranichfeld Anlagenbau GmbH: Order 3: the archive"
    agreement = engagement_in(row).agreement
    assert (str(agreement.dated), str(agreement.starts)) == ("2026-06-01", "2026-07-01")
    assert agreement.laid_over is not None
    terms = mara.text(answer.headers["Location"])
    assert "in the master</span>" in terms
    assert "whole;" in terms
    for page in (mara.text(f"{frame.home}e/{slug}/") for slug in ("kranichfeld", "platform", row.slug)):
        assert "The papers of this client" in page
        assert "Order 3: the archive" in page
    assert mara.post(where, title="Order 3: the archive", starts="2026-07-01").status_code == 422


def test_an_engagement_that_is_no_master_holds_no_order(frame: Northlight) -> None:
    for slug in ("platform", "harbourline"):
        answer = frame.browser("mara").get(f"{frame.home}e/{slug}/order/")
        assert answer.status_code == 422
        assert "This agreement is no master" in answer.content.decode()
    assert "The papers of this client" not in frame.browser("mara").text(f"{frame.home}e/harbourline/")


def test_the_document_of_an_order_says_beside_each_clause_in_which_paper_it_stands(frame: Northlight) -> None:
    page = frame.browser("reader").text(f"{frame.home}e/platform/document/")
    held = charter.load(FRAME / "platform").agreement
    assert held.laid_over is not None
    assert page.count("Stands in the master") == len(held.laid_over.sections)
    assert page.count("Stands in this order.") == len(held.clauses) - len(held.laid_over.sections)
    assert "Stands in the master; this order changes: consultant, notice." in page
    assert "Stands in" not in frame.browser("reader").text(f"{frame.home}e/kranichfeld/document/")


def test_the_terms_of_an_order_are_judged_over_its_master_while_they_are_typed(nl: Northlight) -> None:
    texts = {"frames/group/agreement.toml": MASTER.encode(), "audit/agreement.toml": ORDER.encode()}
    assert bring(nl, texts)[0] == 302
    mara, where = nl.browser("mara"), f"{nl.home}e/audit/terms/"

    def typed(source: str) -> str:
        answer = mara.post(where, source=source, base="1", do="look")
        assert answer.status_code == 200
        return str(answer.content.decode())

    sooner = '\n[financials.payment]\ndue_after = "14 days"\n'
    assert "CH-FND-096" in typed(ORDER + sooner)
    named = '\n[foundation.frame]\nnamed_terms = ["financials.payment.due_after"]\n'
    assert "CH-FND-096" not in typed(ORDER + sooner + named)
    assert "there is no master" in typed(ORDER.replace('"group"', '"other"'))
    assert "write the unit" in typed(ORDER + named + sooner.replace("14 days", "14"))
    keep_terms(row_of(nl, "group"), MASTER.replace('"30 days"', '"30"'), 1, "mara")
    assert "frames/agreement.toml" not in (page := typed(ORDER))
    assert "write the unit" in page
