"""The document of an engagement in the browser: text, findings, files."""

from __future__ import annotations

import pytest

from charter.folder import engagement_texts
from charter.web.demo.seeding import known_files
from charter.web.drafting.actions import import_engagement
from charter.web.kit.engagements import texts_of
from tests.web.people import HARBOURLINE, TODAY, Northlight


def test_the_document_has_every_clause_and_its_findings_beside_it(nl: Northlight) -> None:
    text = nl.browser("reader").text(f"{nl.client}document/")
    assert '<section id="financials.late_payment"' in text
    assert 'class="note advice"' in text
    assert "<style" not in text
    assert " style=" not in text


def test_what_was_written_is_shown_and_never_run(nl: Northlight) -> None:
    files = {"agreement.toml": engagement_texts(HARBOURLINE)["agreement.toml"]}
    evil = b"<script>alert(1)</script>"
    files["agreement.toml"] = files["agreement.toml"].replace(b"Harbourline Logistics GmbH", evil)
    row = import_engagement(nl.workspace, "evil", files, "mara")
    mara = nl.browser("mara")
    for page in ("", "document/", "journal/", "statement/"):
        assert evil.decode() not in mara.text(f"{nl.home}e/{row.slug}/{page}")
    assert evil.decode() not in mara.text(nl.home)


@pytest.mark.parametrize(
    ("suffix", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype"), ("md", b"#")]
)
def test_the_document_is_given_as_a_file(nl: Northlight, suffix: str, begins: bytes) -> None:
    answer = nl.browser("reader").get(f"{nl.client}document.{suffix}")
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="harbourline.{suffix}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_other_files_are_not_there(nl: Northlight) -> None:
    assert nl.browser("mara").get(f"{nl.client}document.exe").status_code == 404


def test_what_was_brought_in_is_kept_byte_for_byte(nl: Northlight) -> None:
    assert texts_of(nl.harbourline) == known_files(HARBOURLINE, TODAY)
