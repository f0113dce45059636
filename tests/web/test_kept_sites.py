"""Sites of earlier releases, as they stood and out of their backups: this release opens them, their links, and seals."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.store import SEALED
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.backup import restore_backup
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import digits_of
from charter.web.people.models import Account
from charter.web.running.erasing import plan_erasing
from charter.web.signing.models import Offer, SigningCode
from charter.web.signing.owed import do_what_is_owed
from tests.web.databases import Site
from tests.web.keeping_site import KEPT, keep_site
from tests.web.people import Browser

WAYS = ["out of its backup", *(["as it stood"] if connection.vendor == "sqlite" else [])]
"""A file of SQLite is opened as it stood on SQLite alone; a backup on either database."""


@pytest.fixture(
    params=[(path, way) for path in sorted(KEPT.glob("*.zip")) for way in WAYS],
    ids=lambda told: f"{told[0].stem} {told[1]}",
)
def kept(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """Open a kept site by the clock that it had, and give what it told."""
    path, way = request.param
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "kept")
    for key in (tmp_path / "kept" / "keys").rglob("*.pem"):
        key.chmod(0o600)
    told: dict[str, Any] = json.loads((tmp_path / "kept" / "told.json").read_text())
    monkeypatch.setattr(settings, "SECRET_KEY", told["secret"])
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    monkeypatch.setattr(clock, "seconds", lambda: told["seconds"] + 60)
    if way == "as it stood":
        site = Site(tmp_path / "kept")
        site.open()
    else:
        (tmp_path / "fresh").mkdir()
        site = Site(tmp_path / "fresh")
        site.create()
    call_command("migrate", verbosity=0)
    if way != "as it stood":
        restore_backup(tmp_path / "kept" / "backup.zip")
    yield told
    site.drop()


def row_of(slug: str) -> EngagementRow:
    return EngagementRow.objects.select_related("workspace").get(slug=slug)


def test_its_texts_and_chains_are_as_they_were(kept: dict[str, Any]) -> None:
    heads = {each.slug: str(RowsStore(each).head()) for each in EngagementRow.objects.all()}
    assert heads == kept["heads"]
    for slug in heads:
        assert inspect_chain(RowsStore(row_of(slug)).chain()) == []
    assert len(engagement_in(row_of(kept["sealed"])).journal.entries) == kept["entries"]
    mara = Browser(Account.objects.get())
    for page in (
        "",
        "invoices/",
        "outbox/",
        "access/",
        f"e/{kept['sealed']}/",
        f"e/{kept['sealed']}/journal/",
    ):
        assert mara.get(f"/w/northlight-cto/{page}").status_code == 200, page


def test_its_links_open_and_what_waited_is_signed_and_sealed(kept: dict[str, Any]) -> None:
    assert Browser().get(kept["links"]["invoice"]).content.startswith(b"%PDF")
    mara = Browser()
    assert mara.get(kept["links"]["sign"]).headers["Location"] == "/sign/"
    mara.post("/sign/code/")
    code = digits_of(SigningCode.objects.latest("pk").pk)
    answer = mara.post("/sign/give/", name="Mara Lindqvist", code=code, consent="on")
    assert answer.status_code == 302, answer.content.decode()[-800:]
    do_what_is_owed()
    for slug in (kept["waits"], kept["sealed"]):
        row = row_of(slug)
        store = RowsStore(row)
        sealed = store.document().read(SEALED)
        assert sealed, Offer.objects.get(engagement=row).error
        verdict = verify(sealed, evidence=store.chain().stored, now=clock.current_moment(row.workspace))
        assert [each for each in verdict.answers().values() if each.holds is False] == []


def test_a_person_is_erased_from_it(kept: dict[str, Any]) -> None:
    row = row_of(kept["sealed"])
    plan = plan_erasing(row.workspace, "aoife@fennel.example")
    assert plan.entries >= 1
    assert plan.mails
    assert plan.links


def test_there_is_one_to_open() -> None:
    assert [*KEPT.glob("*.zip")]


def test_what_a_release_kept_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.web.keeping_site.KEPT", tmp_path)
    (tmp_path / "1.0.zip").touch()
    with pytest.raises(FileExistsError, match="stays as it is"):
        keep_site("1.0")
