"""Files by their content: each is called by its SHA-256, so that it is written once and never changed.

The file is on the disk before a row names it; what no row names is waste, and never a loss.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings

from charter.atomic import make_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path


class DamagedFileError(RuntimeError):
    """A file no longer holds what its name says: the disk, or somebody beside this program, changed it."""


def keep_content(content: bytes) -> str:
    """Keep content on the disk for good; give its digest."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        make_folder(path.parent)
        write_whole(path, content)
    return digest


def content_of(digest: str) -> bytes:
    """Give content by its digest. Raises DamagedFileError where it is not what it was."""
    content = _path(digest).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise DamagedFileError(digest)
    return content


def _path(digest: str) -> Path:
    place: Path = settings.BLOBS / digest[:2] / digest
    return place
