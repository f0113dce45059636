"""What is read of a backup before its site is there: the secret. It needs nothing of Django."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "secret"  # noqa: S105 - the name of the file that holds it
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a ZIP file raises that is damaged, encrypted, or packed in a way that is not known."""


class NotRestored(RuntimeError):  # noqa: N818 - named for what is wrong
    """A backup that cannot be read, is not whole, or would cover something that is there."""


def read_secret(backup: Path) -> str:
    """Give the secret of the site in a backup; it must stand in the new site's folder before anything is read.

    Raises NotRestored for what is no backup.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            return archive.read(SECRET).decode("ascii")
    except (KeyError, *UNREADABLE) as wrong:
        raise NotRestored(f"{backup} is no backup of a site: {wrong}") from wrong
