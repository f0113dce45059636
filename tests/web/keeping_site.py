"""Keep a small site as it is now, database and files and backup, for every later release to open: `make site`.

It is played with the actions that people use: one agreement sealed, one that waits for its second signature, invoices,
one of them mailed. What is kept is never changed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tests.web.set_up  # noqa: F401 - before anything of Django's

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from charter.core.vocabulary.entry import Issued
from charter.web import clock
from charter.web.backup import write_backup
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow, OutboxMail, WorkspaceRow
from charter.web.kit.rows_store import RowsStore
from charter.web.people.actions import begin_account, begin_workspace
from charter.web.running.actions import record_entry
from charter.web.signing.mails import letter_of
from tests.web.databases import Site
from tests.web.people import HARBOURLINE, TODAY, Northlight
from tests.web.test_signing import Fennel

KEPT = Path(__file__).with_name("kept")
MONTHS_LATER = "2023-12-05"
BEFORE = "before-"


def mara_alone() -> Northlight:
    """Begin Mara's workspace without a client."""
    mara = begin_account("Mara Lindqvist", "mara@northlight.example", None)
    told = (HARBOURLINE.parent / "workspace.toml").read_text("utf-8")
    workspace = begin_workspace(mara, "Northlight CTO", settings=told, fixed_on=TODAY)
    return Northlight(workspace, EngagementRow(), {"mara": mara})


def play() -> dict[str, Any]:
    """Play what a workspace does; give what the later release must find."""
    settings.SMTP = "smtp://mail.example:25"
    nl = mara_alone()
    sealed, waits = Fennel(nl, name="Kelp & Co"), Fennel(nl)
    sealed.put_forward()
    sealed.sign("aoife")
    sealed.sign("mara")
    waits.put_forward()
    waits.sign("aoife")
    link = letter_of(OutboxMail.objects.filter(template="sign", to__startswith="mara").latest("pk")).where
    WorkspaceRow.objects.update(fixed_on=MONTHS_LATER)
    nl.workspace.refresh_from_db()
    said = {"kind": "hours", "on": "2023-12-04", "by": "mara", "hours": "1 hour", "work": "Review"}
    row = EngagementRow.objects.get(pk=sealed.row.pk)
    record_entry(row, said | {"note": "Aoife Brennan came along."}, "mara@northlight.example")
    mara = nl.browser("mara")
    mara.post(f"{nl.home}invoices/", issue=row.slug)
    row = EngagementRow.objects.get(pk=row.pk)
    number = engagement_in(row).journal.of(Issued)[-1].number
    mara.post(f"{nl.home}e/{row.slug}/invoices/{number}/", sent="0")
    invoice = letter_of(OutboxMail.objects.get(template="invoice")).where
    return {
        "seconds": clock.seconds(),
        "secret": settings.SECRET_KEY,
        "links": {"sign": link, "invoice": invoice},
        "waits": waits.row.slug,
        "sealed": row.slug,
        "entries": len(engagement_in(row).journal.entries),
        "heads": {each.slug: str(RowsStore(each).head()) for each in EngagementRow.objects.all()},
    }


def keep_site(name: str) -> Path:
    """Play a site in a folder that goes away, and keep it under a name.

    Raises FileExistsError for one that is kept, unless it is called "before" a release: until then terms may change.
    """
    KEPT.mkdir(exist_ok=True)
    to = KEPT / f"{name}.zip"
    if to.exists() and not name.startswith(BEFORE):
        raise FileExistsError(f"{to} is kept already, and stays as it is")
    with tempfile.TemporaryDirectory() as held:
        site = Site(Path(held) / "site")
        site.folder.mkdir()
        site.create()
        call_command("migrate", verbosity=0)
        told = play()
        write_backup(site.folder / "backup.zip")
        connection.close()
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            archive.writestr("told.json", json.dumps(told, indent=1))
            for path in sorted(each for each in site.folder.rglob("*") if each.is_file()):
                archive.write(path, path.relative_to(site.folder))
    return to


if __name__ == "__main__":
    print(keep_site(sys.argv[1] if sys.argv[1:] else version("charter")))  # noqa: T201 - a command
