"""A backup while the site runs, and a site out of it: it seals, opens the links it had, and says which keys it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.archive import NotRestored, read_secret
from charter.web.backup import restore_backup, write_backup
from charter.web.kit.engagements import texts_of
from charter.web.kit.models import EngagementRow, EntryText, OutboxMail
from charter.web.kit.rows_store import RowsStore
from charter.web.running.actions import record_entry
from charter.web.signing.mails import letter_of
from tests.web.databases import Site
from tests.web.people import Browser, Northlight
from tests.web.test_signing import NAMES, Fennel, deal  # noqa: F401 - a fixture


def elsewhere(tmp_path: Path, name: str = "other") -> Site:
    """Open a site that is migrated and empty."""
    (tmp_path / name).mkdir()
    made = Site(tmp_path / name)
    made.create()
    call_command("migrate", verbosity=0)
    return made


def test_a_restored_site_opens_its_links_and_seals(deal: Fennel, tmp_path: Path) -> None:  # noqa: F811
    deal.sign("aoife")
    link = letter_of(OutboxMail.objects.get(template="sign", to__startswith="mara")).where
    texts, heads = (
        texts_of(deal.row),
        {row.slug: str(RowsStore(row).head()) for row in EngagementRow.objects.all()},
    )
    write_backup(tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
    assert read_secret(tmp_path / "backup.zip") == settings.SECRET_KEY
    made = elsewhere(tmp_path)
    try:
        done = restore_backup(tmp_path / "backup.zip")
        assert done.heads == heads
        assert texts_of(EngagementRow.objects.get(slug=deal.row.slug)) == texts
        assert Browser().get(link).headers["Location"] == "/sign/"
        sealed = deal.sign("mara").get("/sign/files/sealed.pdf").content
        verdict = verify(
            sealed, evidence=deal.store.chain().stored, now=clock.current_moment(deal.nl.workspace)
        )
        assert not verdict.findings
        write_backup(tmp_path / "second.zip")
    finally:
        made.drop()
    third = elsewhere(tmp_path, "third")
    try:
        [key] = restore_backup(tmp_path / "second.zip").keys
        assert NAMES["mara"] in key or "Northlight" in key
        assert (third.folder / "keys" / deal.nl.workspace.slug / "seal.pem").stat().st_mode & 0o077 == 0
    finally:
        third.drop()


def test_a_backup_is_of_one_moment_while_others_write(nl: Northlight, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.wait(0.05):
            row = EngagementRow.objects.select_related("workspace").get(pk=nl.harbourline.pk)
            said = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "1 minute", "work": f"n {n}"}
            record_entry(row, said, "mara")
            n += 1
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        write_backup(tmp_path / "backup.zip")
    finally:
        stop.set()
        writer.join()
    before = EntryText.objects.count()
    made = elsewhere(tmp_path)
    try:
        restore_backup(tmp_path / "backup.zip")
        assert 0 < EntryText.objects.count() <= before
    finally:
        made.drop()


def spoiled(backup: Path, to: Path, name: str, content: bytes | None) -> Path:
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        for each in old.namelist():
            if each == name or (name == "files/" and each.startswith(name)):
                if content is not None:
                    new.writestr(each, content)
            else:
                new.writestr(each, old.read(each))
    return to


@pytest.mark.parametrize(
    "name", ["files/", "rows", "manifest.json", "no manifest", "no rows", "half a row", "cut"]
)
def test_a_backup_that_is_not_whole_leaves_nothing(deal: Fennel, tmp_path: Path, name: str) -> None:  # noqa: F811
    write_backup(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        rows, told = archive.read("rows.jsonl"), json.loads(archive.read("manifest.json"))
    bad = tmp_path / "bad.zip"
    if name == "files/":
        spoiled(tmp_path / "backup.zip", bad, name, b"changed")
    elif name == "rows":
        lines = [line for line in rows.splitlines(keepends=True) if b"evidenceline" not in line]
        spoiled(tmp_path / "backup.zip", bad, "rows.jsonl", b"".join(lines))
    elif name.startswith("no "):
        whole = {"no manifest": "manifest.json", "no rows": "rows.jsonl"}[name]
        spoiled(tmp_path / "backup.zip", bad, whole, None)
    elif name == "half a row":
        spoiled(tmp_path / "backup.zip", bad, "rows.jsonl", rows[:-20])
    elif name == "cut":
        bad.write_bytes((tmp_path / "backup.zip").read_bytes()[:-500])
    else:
        spoiled(tmp_path / "backup.zip", bad, name, json.dumps(told | {"format": 2}).encode())
    made = elsewhere(tmp_path)
    try:
        with pytest.raises(NotRestored):
            restore_backup(bad)
        assert not EngagementRow.objects.exists()
        restore_backup(tmp_path / "backup.zip")
        with pytest.raises(NotRestored, match="already"):
            restore_backup(tmp_path / "backup.zip")
    finally:
        made.drop()


def run(*words: str | Path, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in {"CHARTER_SECRET", "CHARTER_DATA"}} | {
        "DATABASE_URL": ""
    }
    return subprocess.run(
        [sys.executable, "-m", "charter.web", *map(str, words), "--data", str(data)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_tell_what_they_did(tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "secret").write_text("s" * 40)
    assert run("migrate", data=tmp_path / "one").returncode == 0
    done = run("backup", "--file", backup, data=tmp_path / "one")
    assert done.returncode == 0, done.stderr
    assert "keep it as you keep these" in done.stdout
    assert run("backup", "--file", backup, data=tmp_path / "one").returncode == 1
    done = run("restore", "--file", backup, data=tmp_path / "two")
    assert done.returncode == 0, done.stderr
    assert "no key to seal with" in done.stdout
    assert (tmp_path / "two" / "secret").read_text() == "s" * 40
    again = run("restore", "--file", backup, data=tmp_path / "two")
    assert again.returncode == 1
    assert "already" in again.stderr
    assert run("restore", "--file", tmp_path / "none.zip", data=tmp_path / "three").returncode == 1
    assert run("backup", data=tmp_path / "one").returncode == 2
