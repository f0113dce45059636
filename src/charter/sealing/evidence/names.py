"""The names of the evidence in an engagement's folder; light, so that a folder without any costs a command nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "evidence.jsonl"
"""The name of the chain in an engagement's folder."""
PRIVATE_FILE = "evidence.private.jsonl"
"""The name of the file that holds what may be erased."""
SIGNING = "signing"
"""The name of the folder in which documents are signed."""


def holds_evidence(folder: Path) -> bool:
    """Whether anything stands where evidence would, also what cannot be read.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     before = holds_evidence(Path(folder))
    ...     _ = (Path(folder) / "evidence.jsonl").write_bytes(b"")
    ...     before, holds_evidence(Path(folder))
    (False, True)
    """
    return any(place.exists() or place.is_symlink() for place in (folder / FILE, folder / SIGNING))
