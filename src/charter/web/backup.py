"""A backup of a site while it runs, and a site out of a backup.

A backup is one ZIP file: the rows as they were at one moment, the files that they name, the keys and the secret, and a
list of what is in it, with the head of every chain of evidence. It does not say of which database it was, so it moves a
site to another kind as well. It is as secret as the site itself. Sessions are left out: people sign in anew.
"""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography import x509
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, transaction

from charter.atomic import make_folder, write_whole
from charter.sealing.making.keys import fingerprint
from charter.web import clock
from charter.web.archive import SECRET, UNREADABLE, NotRestored
from charter.web.kit.blobs import content_of, keep_content
from charter.web.kit.models import DocumentFile, EngagementRow
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db.models import Model

ROWS, MANIFEST, FORMAT = "rows.jsonl", "manifest.json", 1
KEY = re.compile(r"keys/[a-z0-9_-]{1,60}/seal\.pem")
BLOB = re.compile(r"files/[0-9a-f]{64}")
BATCH = 500


class Restored(NamedTuple):
    """What came out of a backup: how many rows and files, the head of each chain, and which keys it holds."""

    rows: int
    files: int
    heads: dict[str, str]
    keys: list[str]


def write_backup(to: Path) -> None:
    """Write a backup of this site, readable by its owner alone. Raises OSError where there is no room."""
    to.touch(mode=0o600, exist_ok=False)
    try:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive)
    except BaseException:
        to.unlink(missing_ok=True)  # half a backup is none
        raise


def _write(archive: zipfile.ZipFile) -> None:
    with _one_moment():
        found = {str(row.pk): _head(row) for row in EngagementRow.objects.order_by("pk")}
        digests = sorted(set(DocumentFile.objects.values_list("digest", flat=True)))
        with archive.open(ROWS, "w") as rows:
            count = sum(_put(rows, each) for each in _models())
    for digest in digests:
        archive.writestr(f"files/{digest}", content_of(digest))
    for path in sorted(settings.KEYS.glob("*/seal.pem")):
        archive.writestr(f"keys/{path.parent.name}/seal.pem", path.read_bytes())
    archive.writestr(SECRET, settings.SECRET_KEY)
    told = {"format": FORMAT, "at": clock.current_moment().isoformat(), "rows": count, "heads": found}
    archive.writestr(MANIFEST, json.dumps(told | {"files": len(digests)}, indent=1))


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the rows as they are at one moment, whatever is written meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _models() -> list[type[Model]]:
    """Give the tables of the site, each after those that it names."""
    return serializers.sort_dependencies([(apps.get_app_config("web"), None)], allow_cycles=False)


def _put(rows: Any, model: type[Model]) -> int:  # noqa: ANN401 - a file in an archive
    n = 0
    for n, row in enumerate(model._default_manager.order_by("pk").iterator(BATCH), 1):  # noqa: B007, SLF001 - Django's
        rows.write(serializers.serialize("jsonl", [row]).encode())
    return n


def _head(row: EngagementRow) -> str:
    head = RowsStore(row).head()
    return str(head) if head else ""


def restore_backup(backup: Path) -> Restored:
    """Fill this site, which must be empty and migrated, out of a backup; compare the head of every chain.

    Raises NotRestored, and then leaves no row behind.
    """
    try:
        return _restored(backup)
    except NotRestored:
        raise
    except (KeyError, DeserializationError, *UNREADABLE) as wrong:
        raise NotRestored(
            f"{backup} cannot be read to its end, and nothing of it was taken: {wrong}"
        ) from wrong


def _restored(backup: Path) -> Restored:
    with zipfile.ZipFile(backup) as archive:
        told = json.loads(archive.read(MANIFEST))
        if told.get("format") != FORMAT:
            raise NotRestored(f"{backup} was written by a later release: restore it with that")
        if any(model._default_manager.exists() for model in _models()):  # noqa: SLF001 - Django's
            raise NotRestored("There is something here already: restore into a folder of its own.")
        files = _keep_files(archive)
        with transaction.atomic():
            count = _load(archive)
            heads = {str(row.pk): _head(row) for row in EngagementRow.objects.order_by("pk")}
            missing = {
                digest
                for digest in DocumentFile.objects.values_list("digest", flat=True)
                if digest not in files
            }
            if count != told["rows"] or heads != told["heads"] or missing:
                raise NotRestored(f"{backup} is not whole: nothing of it was taken.")
        keys = _keep_keys(archive)
    named = {row.slug: heads[str(row.pk)] for row in EngagementRow.objects.order_by("slug")}
    return Restored(count, len(files), named, keys)


def _keep_files(archive: zipfile.ZipFile) -> set[str]:
    kept = set()
    for name in filter(BLOB.fullmatch, archive.namelist()):
        content, digest = archive.read(name), name.partition("/")[2]
        if sha256(content).hexdigest() != digest:
            raise NotRestored(f"{name} in the backup is damaged: nothing of it was taken.")
        kept.add(keep_content(content))
    return kept


def _load(archive: zipfile.ZipFile) -> int:
    """Add the rows as they were; a fact is only ever added, so none is saved over another."""
    count, waiting = 0, list[Any]()
    with archive.open(ROWS) as rows:
        for each in serializers.deserialize("jsonl", rows):
            if waiting and (type(waiting[0]) is not type(each.object) or len(waiting) >= BATCH):
                count += _add(waiting)
            waiting.append(each.object)
    count += _add(waiting)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
    return count


def _add(waiting: list[Any]) -> int:
    n = len(waiting)
    if n:
        type(waiting[0])._default_manager.bulk_create(waiting)  # noqa: SLF001 - Django's
        waiting.clear()
    return n


def _keep_keys(archive: zipfile.ZipFile) -> list[str]:
    """Keep the keys, each for its owner alone; say whose they are."""
    told = []
    for name in sorted(filter(KEY.fullmatch, archive.namelist())):
        path, content = settings.KEYS / name.partition("/")[2], archive.read(name)
        make_folder(path.parent, 0o700)
        write_whole(path, content, private=True)
        certificate = x509.load_pem_x509_certificate(content)
        told.append(f"{certificate.subject.rfc4514_string()}, {fingerprint(certificate)}")
    return told
