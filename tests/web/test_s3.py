"""Files in a store that speaks S3, by a server that others wrote: the same names, and nothing lost while it is away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import boto3
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from moto.server import ThreadedMotoServer

from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.backup import restore_backup, write_backup
from charter.web.kit import blobs
from charter.web.kit.blobs import DamagedFileError, FilesOutOfReachError, content_of, keep_content
from charter.web.kit.models import DocumentFile
from charter.web.signing.models import Offer
from charter.web.signing.owed import do_what_is_owed
from tests.web.databases import Site
from tests.web.people import Northlight
from tests.web.test_signing import NAMES, Fennel

BUCKETS = (f"agreements-{n}" for n in count())
"""A bucket for each test: the servers of one process share what lies in them."""
REGION = "eu-central-1"


class Store:
    """A store that speaks S3, and what lies in it."""

    def __init__(self, server: ThreadedMotoServer) -> None:
        host, port = server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        self.client = boto3.client("s3", endpoint_url=self.endpoint, region_name=REGION)
        self.bucket = next(BUCKETS)
        self.client.create_bucket(
            Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )

    @property
    def url(self) -> str:
        return f"s3://{self.bucket}/northlight?endpoint={self.endpoint}&region={REGION}"

    @property
    def names(self) -> list[str]:
        return [each["Key"] for each in self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "northlight")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not a secret")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    made = Store(server)
    monkeypatch.setattr(settings, "FILES", made.url)
    monkeypatch.setattr(blobs, "PATIENCE", 1)
    blobs.bucket_files.cache_clear()
    yield made
    blobs.bucket_files.cache_clear()
    server.stop()


def test_a_file_is_kept_once_under_its_digest(store: Store) -> None:
    digest = keep_content(b"What was signed")
    assert keep_content(b"What was signed") == digest
    assert store.names == [f"northlight/{digest}"]
    assert content_of(digest) == b"What was signed"
    assert not settings.BLOBS.exists()


def test_a_file_that_somebody_changed_is_not_given(store: Store) -> None:
    digest = keep_content(b"What was signed")
    store.client.put_object(Bucket=store.bucket, Key=f"northlight/{digest}", Body=b"What was forged")
    with pytest.raises(DamagedFileError):
        content_of(digest)
    with pytest.raises(FileNotFoundError):
        content_of("0" * 64)


def test_a_deal_is_signed_sealed_and_brought_to_another_site(
    store: Store, nl: Northlight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    deal.sign("aoife")
    mara = deal.sign("mara")
    sealed, evidence = (mara.get(f"/sign/files/{name}").content for name in ("sealed.pdf", "evidence.jsonl"))
    assert not verify(sealed, evidence=evidence, now=clock.current_moment(nl.workspace)).findings
    digests = set(DocumentFile.objects.values_list("digest", flat=True))
    assert {f"northlight/{each}" for each in digests} <= set(store.names)
    write_backup(tmp_path / "backup.zip")
    for name in store.names:
        store.client.delete_object(Bucket=store.bucket, Key=name)
    assert restored_files(tmp_path / "backup.zip") == digests


def restored_files(backup: Path) -> set[str]:
    """Empty the tables, then fill them out of the backup; give the digests of the files that can be read."""
    made = Site(backup.parent / "elsewhere")
    made.folder.mkdir()
    made.create()
    try:
        call_command("migrate", verbosity=0)
        restore_backup(backup)
        kept = set(DocumentFile.objects.values_list("digest", flat=True))
        assert all(content_of(each) for each in kept)
        return kept
    finally:
        made.drop()


def test_while_the_store_is_away_nothing_is_half_done(
    store: Store, nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    deal.sign("aoife")
    mara = deal.browser("mara")
    code = deal.code(mara)
    monkeypatch.setattr(settings, "FILES", store.url.replace(store.endpoint, "http://127.0.0.1:9"))
    away = mara.post("/sign/give/", name=NAMES["mara"], code=code, consent="on")
    assert (away.status_code, "does not answer" in away.content.decode()) == (503, True)
    assert inspect_chain(deal.store.chain()) == []
    assert [link.kind for link in deal.store.chain()].count("signed") == 1
    monkeypatch.setattr(settings, "FILES", store.url)
    given = mara.post("/sign/give/", name=NAMES["mara"], code=deal.code(mara), consent="on")
    assert given.status_code == 302
    monkeypatch.setattr(settings, "FILES", store.url.replace(store.endpoint, "http://127.0.0.1:9"))
    do_what_is_owed()
    assert "does not answer" in Offer.objects.get().error
    monkeypatch.setattr(settings, "FILES", store.url)
    Offer.objects.update(next_try=0)
    do_what_is_owed()
    assert Offer.objects.get().done


def test_a_bucket_that_is_not_there_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FILES", store.url.replace(store.bucket, "elsewhere"))
    with pytest.raises(FilesOutOfReachError, match="refuses: The specified bucket does not exist"):
        keep_content(b"What was signed")


@pytest.mark.parametrize(
    "url", ["https://s3.example/bucket", "s3:///folder", "s3://bucket?key=secret", "files"]
)
def test_another_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="s3://bucket/folder"):
        blobs.bucket_files(url)
