"""Files by their content: each is called by its SHA-256, so that it is written once and never changed.

They lie in a folder of the site, or in a store that speaks S3 (`CHARTER_FILES`), under the same names. A file is kept
before a row names it; what no row names is waste, and never a loss.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from charter.atomic import make_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "s3://bucket/folder?endpoint=https://s3.example&region=eu-central-1"
PATIENCE = 10
"""Seconds until a store that does not answer is given up, each of three times."""
SUMS = (("request", "calculation"), ("response", "validation"))


class DamagedFileError(RuntimeError):
    """A file no longer holds what its name says: the disk, or somebody beside this program, changed it."""


class FilesOutOfReachError(RuntimeError):
    """The store of files does not answer, or does not let this site in; the message says why."""


class FileStore(Protocol):
    """Where files lie, by name."""

    def read(self, name: str) -> bytes:
        """Give a file. Raises FileNotFoundError where there is none."""

    def holds(self, name: str) -> bool:
        """Whether a file is there."""

    def write(self, name: str, content: bytes) -> None:
        """Keep a file whole, or not at all."""


class FolderFiles(NamedTuple):
    """Files in a folder, two letters of the name to a folder in it."""

    folder: Path

    def read(self, name: str) -> bytes:
        """Give a file. Raises OSError where it cannot be read."""
        return self._place(name).read_bytes()

    def holds(self, name: str) -> bool:
        """Whether a file is there."""
        return self._place(name).exists()

    def write(self, name: str, content: bytes) -> None:
        """Keep a file, safe from a fall of the power. Raises OSError."""
        path = self._place(name)
        make_folder(path.parent)
        write_whole(path, content)

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name


class BucketFiles(NamedTuple):
    """Files in a bucket of a store that speaks S3, under a prefix; all it does may raise FilesOutOfReachError."""

    client: Any
    bucket: str
    prefix: str

    def read(self, name: str) -> bytes:
        """Give a file. Raises FileNotFoundError where there is none."""
        content: bytes = self._ask("get_object", name)["Body"].read()
        return content

    def holds(self, name: str) -> bool:
        """Whether a file is there."""
        try:
            return bool(self._ask("head_object", name))
        except FileNotFoundError:
            return False

    def write(self, name: str, content: bytes) -> None:
        """Keep a file; the store answers once it has it whole."""
        self._ask("put_object", name, Body=content)

    def _ask(self, what: str, name: str, **more: Any) -> Any:  # noqa: ANN401 - as the library answers
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - where a store is set

        try:
            return getattr(self.client, what)(Bucket=self.bucket, Key=f"{self.prefix}{name}", **more)
        except ClientError as error:
            told = error.response.get("Error", {})
            if told.get("Code") in {"NoSuchKey", "404"}:
                raise FileNotFoundError(name) from error
            raise FilesOutOfReachError(f"The store of files refuses: {told.get('Message')}") from error
        except BotoCoreError as error:
            raise FilesOutOfReachError(f"The store of files does not answer: {error}") from error


@cache
def bucket_files(url: str) -> BucketFiles:
    """Open a store that speaks S3, by an address like `EXAMPLE`; who may use it stands in the variables of AWS.

    Raises ImproperlyConfigured for another address, and where `charter[s3]` is not installed.
    """
    parts = urlsplit(url)
    told = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme != "s3" or not parts.netloc or told.keys() - {"endpoint", "region"}:
        raise ImproperlyConfigured(f"CHARTER_FILES is written like {EXAMPLE}, and not {url}.")
    try:
        import boto3  # noqa: PLC0415 - where a store is set
        from botocore.config import Config  # noqa: PLC0415 - as above
    except ImportError as error:
        raise ImproperlyConfigured("Files in S3 need more: pip install 'charter[s3]'.") from error
    # Sums of its own are asked for only where the store must have them: not every store knows the newer ones.
    plain = {f"{what}_checksum_{how}": "when_required" for what, how in SUMS}
    retries = {"total_max_attempts": 3}
    patient = Config(connect_timeout=PATIENCE, read_timeout=PATIENCE, retries=retries, **plain)
    client = boto3.client(
        "s3", endpoint_url=told.get("endpoint"), region_name=told.get("region"), config=patient
    )
    folder = parts.path.strip("/")
    return BucketFiles(client, parts.netloc, f"{folder}/" if folder else "")


def file_store() -> FileStore:
    """Give where the files of this site lie."""
    return bucket_files(settings.FILES) if settings.FILES else FolderFiles(settings.BLOBS)


def keep_content(content: bytes) -> str:
    """Keep content for good; give its digest. Raises OSError or FilesOutOfReachError where it cannot be kept."""
    digest, files = sha256(content).hexdigest(), file_store()
    if not files.holds(digest):
        files.write(digest, content)
    return digest


def content_of(digest: str) -> bytes:
    """Give content by its digest. Raises DamagedFileError where it is not what it was."""
    content = file_store().read(digest)
    if sha256(content).hexdigest() != digest:
        raise DamagedFileError(digest)
    return content
