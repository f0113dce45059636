"""Drafting: a new client, the text of the terms, the form of a clause, folders in and out."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

import charter
from charter.folder import engagement_texts
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.reconciliation import Books, write_up
from charter.sealing.verification.enclosure import TERMS as SIGNED_TERMS
from charter.web import clock
from charter.web.drafting.actions import begin_engagement
from charter.web.drafting.folders import unpacked
from charter.web.drafting.texts import written_terms
from charter.web.kit.engagements import texts_of
from charter.web.kit.models import EngagementRow, TermsText, WorkspaceRow
from charter.web.kit.refused import PageRefused
from tests.budget import tries
from tests.conftest import ALONE
from tests.web.people import HARBOURLINE, Northlight
from tests.web.test_signing import Fennel


def zipped(files: dict[str, bytes]) -> SimpleUploadedFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"folder/{name}", content)
    return SimpleUploadedFile("folder.zip", held.getvalue())


def unzipped(raw: bytes, to: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        archive.extractall(to)
    return next(to.iterdir())


def begun(nl: Northlight) -> EngagementRow:
    assert (
        nl.browser("mara").post(f"{nl.home}new/", name="Orbital Grain", frame="embedded").status_code == 302
    )
    return EngagementRow.objects.get(slug="orbital-grain")


def test_a_text_that_no_database_keeps_is_refused_by_its_line(nl: Northlight) -> None:
    row, mara = begun(nl), nl.browser("mara")
    for do in ("look", "keep"):
        answer = mara.post(f"{nl.home}e/{row.slug}/terms/", source="# one\n# tw\0o\n", base="1", do=do)
        assert answer.status_code == 422
        assert "Line 2 holds a NUL character" in answer.content.decode()
    assert mara.post(f"{nl.home}e/{row.slug}/terms/", source="", base="x", do="keep").status_code == 409


def test_names_are_as_long_as_the_terms_have_them(nl: Northlight) -> None:
    text = (HARBOURLINE / "agreement.toml").read_text("utf-8")
    name = "Harbourline " + "Logistics " * 40 + "GmbH"
    longer = text.replace('"Harbourline Logistics GmbH"', f'"{name}"')
    assert longer != text
    answer = nl.browser("mara").post(
        f"{nl.home}bring-in/", name="long", file=zipped({"agreement.toml": longer.encode()})
    )
    assert answer.status_code == 302, answer.content.decode()[-800:]
    assert EngagementRow.objects.get(slug="long").title == name


def test_a_new_client_begins_with_what_the_workspace_knows_and_says_what_is_missing(nl: Northlight) -> None:
    row = begun(nl)
    page = nl.browser("mara").text(f"{nl.home}e/{row.slug}/terms/")
    assert "Mara Lindqvist" in page
    assert "Orbital Grain" in page
    assert "financials.retainer.amount" in page
    assert nl.browser("mara").get(f"{nl.home}e/{row.slug}/").status_code == 422
    assert "orbital-grain" in nl.browser("mara").text(nl.home)


def test_what_is_typed_is_kept_as_it_is_and_becomes_a_version_when_asked(nl: Northlight) -> None:
    row, mara = begun(nl), nl.browser("mara")
    page = f"{nl.home}e/{row.slug}/terms/"
    base = written_terms(row).base
    text = "# half a thought\n[financials\n"
    assert mara.post(page, source=text, base=base).status_code == 200
    assert "half a thought" in nl.browser("assistant").text(page)
    assert TermsText.objects.filter(engagement=row).count() == 1
    mara.post(page, source=text, base=base, do="keep")
    assert TermsText.objects.filter(engagement=row).count() == 2
    assert bytes(TermsText.objects.filter(engagement=row).latest("n").source) == text.encode()
    assert "Line 2" in mara.text(page)


def test_of_two_tabs_the_second_does_not_undo_the_first(nl: Northlight) -> None:
    row = begun(nl)
    page, base = f"{nl.home}e/{row.slug}/terms/", written_terms(row).base
    assert nl.browser("mara").post(page, source="title = 'one'\n", base=base, do="keep").status_code == 302
    answer = nl.browser("assistant").post(page, source="title = 'two'\n", base=base, do="keep")
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert "two" in written_terms(row).source
    assert not written_terms(row).kept


def test_the_form_of_a_clause_writes_into_the_text_and_leaves_the_rest(nl: Northlight) -> None:
    row, mara = begun(nl), nl.browser("mara")
    where = f"{nl.home}e/{row.slug}/terms/"
    mara.post(where, source=written_terms(row).source + "# mine\n", base=1)
    form = mara.text(f"{where}financials.retainer/")
    filled = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {
        "period": "month",
        "billed": "in advance",
    }
    filled.pop("csrfmiddlewaretoken")
    answer = mara.post(f"{where}financials.retainer/", **filled | {"amount": "EUR 5000.00"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert 'amount = "EUR 5000.00"' in written_terms(row).source
    assert "# mine" in written_terms(row).source
    wrong = mara.post(f"{where}financials.retainer/", **filled | {"amount": "5000"})
    assert wrong.status_code == 422
    assert "currency" in wrong.content.decode()


def test_every_clause_has_a_form(nl: Northlight) -> None:
    row, mara = begun(nl), nl.browser("mara")
    for cite in charter.clause_types():
        assert mara.get(f"{nl.home}e/{row.slug}/terms/{cite}/").status_code == 200, cite
    assert mara.get(f"{nl.home}e/{row.slug}/terms/financials.nothing/").status_code == 404


@pytest.mark.parametrize("do", ["look", "keep"])
def test_what_is_signed_or_put_forward_is_not_written_any_more(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch, do: str
) -> None:
    before = texts_of(nl.harbourline)
    answer = nl.browser("mara").post(f"{nl.client}terms/", source="title = 'x'\n", base=1, do=do)
    assert answer.status_code == 409
    assert texts_of(nl.harbourline) == before
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    page = f"{nl.home}e/{deal.row.slug}/terms/"
    assert nl.browser("mara").post(page, source="title = 'x'\n", base=1, do=do).status_code == 409
    assert "put forward for signing" in nl.browser("mara").text(page)


@pytest.mark.parametrize("folder", ALONE, ids=lambda path: path.name)
def test_what_is_brought_in_is_taken_along_as_the_same_bytes(
    nl: Northlight, folder: Path, tmp_path: Path
) -> None:
    WorkspaceRow.objects.update(fixed_on=dt.date(2027, 1, 1))  # by when all of it has happened
    mara, files = nl.browser("mara"), engagement_texts(folder)
    assert mara.post(f"{nl.home}bring-in/", name="brought", file=zipped(files)).status_code == 302
    out = unzipped(mara.get(f"{nl.home}e/brought/export.zip").content, tmp_path / "out")
    taken = engagement_texts(out)
    assert {name: taken[name] for name in files} == files
    assert taken.keys() - files.keys() <= {"evidence.jsonl"}


def test_what_was_signed_here_verifies_there_and_nothing_is_new_to_record(
    nl: Northlight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    for who in ("aoife", "mara"):
        deal.sign(who)
    out = unzipped(nl.browser("mara").get(f"{nl.home}e/{deal.row.slug}/export.zip").content, tmp_path / "out")
    engagement, store = charter.load(out), FolderStore(out)
    books = Books.of(engagement, engagement_texts(out), signed=store.document().read(SIGNED_TERMS))
    assert write_up(store, books, "mara", clock.current_moment(nl.workspace)) == []
    assert not engagement.open


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 no archive", "no ZIP file"),
        (b"\x00\x01", "agreement.toml:1"),
        (b"title = 'x'\n", "agreement.toml"),
        (zipped({"other.txt": b"x"}).read(), "There is no agreement.toml"),
        (zipped({"agreement.toml": b"#" * (21 * 2**20)}).read(), "larger than any engagement"),
    ],
    ids=["no archive", "zeros", "half", "no agreement", "bomb"],
)
def test_what_is_no_engagement_is_refused(nl: Northlight, content: bytes, said: str) -> None:
    answer = nl.browser("mara").post(
        f"{nl.home}bring-in/", name="odd", file=SimpleUploadedFile("odd.zip", content)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not EngagementRow.objects.filter(slug="odd").exists()


@pytest.mark.random
@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_zip_is_refused_in_words(packing: int) -> None:
    """Bytes of it are changed and its end is cut, by seed: it is read or refused, never a fault of the program."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        archive.writestr("x/agreement.toml", b'title = "x"\n' * 200)
        archive.writestr("x/journal.toml", b"# nothing\n" * 100)
    refused = 0
    for seed in range(tries(300, 5_000)):
        chance, raw = random.Random(seed), bytearray(held.getvalue())  # noqa: S311 - a seed of a test
        for _ in range(chance.choice((1, 2, 5))):
            raw[chance.randrange(2, len(raw))] = chance.randrange(256)
        del raw[chance.randrange(len(raw) // 2, 2 * len(raw)) :]
        try:
            unpacked(bytes(raw), "x")
        except PageRefused:
            refused += 1
    assert refused > 100


def test_what_is_still_to_come_is_not_brought_in(nl: Northlight) -> None:
    files = engagement_texts(HARBOURLINE)
    answer = nl.browser("mara").post(f"{nl.home}bring-in/", name="early", file=zipped(files))
    assert "a day still to come" in answer.content.decode()
    assert not EngagementRow.objects.filter(slug="early").exists()


def test_a_folder_is_brought_in_once(nl: Northlight) -> None:
    files = {"agreement.toml": engagement_texts(HARBOURLINE)["agreement.toml"]}
    answer = nl.browser("mara").post(f"{nl.home}bring-in/", name="harbourline", file=zipped(files))
    assert "already" in answer.content.decode()


def test_the_list_of_clauses_shows_the_values_of_each_in_short(nl: Northlight) -> None:
    row = begin_engagement(
        nl.workspace, "values", (HARBOURLINE / "agreement.toml").read_text("utf-8"), "mara"
    )
    page = nl.browser("mara").text(f"{nl.home}e/{row.slug}/terms/")
    listed = page[page.index('id="cla"') :]
    assert re.search(
        r"financials\.payment/\"><b>[^<]*</b></a> <span class=\"soft\">\d+ (business )?days", listed
    )
    assert not re.search(r"</a> <span class=\"soft\"></span>", listed)
