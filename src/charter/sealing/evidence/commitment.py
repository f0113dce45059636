"""Commit to content without showing it: a salted digest now, the salt and the content later or never.

The chain holds the commitment; content and salt stand beside it in `evidence.private.jsonl`. The
salt is random, so the commitment tells nothing of the content, not even to one who guesses it, and
who erases content and salt leaves a chain that still verifies. Blind feedback is the same: commit,
then reveal.

>>> feedback = commit({"trust": 4, "worry": "handover"}, salt=bytes(16))
>>> feedback.commitment[:16]
'c7adcf8f4f6854c5'
>>> opens(feedback.commitment, feedback)
True
>>> opens(feedback.commitment, commit({"trust": 5, "worry": "handover"}, salt=bytes(16)))
False
"""

from __future__ import annotations

import json
import os
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from charter.atomic import append_line, is_whole, locked, sweep, whole_lines, write
from charter.sealing.evidence.canonical import canonical, digest
from charter.sealing.evidence.link import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

PRIVATE_FILE = "evidence.private.jsonl"
"""The name of the file in an engagement's folder that holds what may be erased."""

SALT_BYTES = 16
"""128 bits, which nobody guesses."""

_PURPOSE = b"charter commitment 1\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a commitment: the salt and the content.

    `place` is where an entry stood in the journal when it was recorded, from 1 (0: no entry). It is kept and
    erased with the content, and not committed to: it only helps to say what became of an entry.
    """

    salt: bytes
    content: object
    place: int = 0

    @property
    def commitment(self) -> str:
        """SHA-256 over the purpose, the salt (of fixed length) and the content's canonical JSON."""
        return digest(_PURPOSE + self.salt + canonical(self.content))

    @property
    def line(self) -> bytes:
        """The line that keeps it, without newline."""
        kept = {"commitment": self.commitment, "content": self.content, "salt": self.salt.hex()}
        return canonical(kept | ({"place": self.place} if self.place else {}))

    @classmethod
    def read(cls, line: bytes) -> Self:
        """Read what `line` gives. Raises EvidenceError, also when the content is not what was committed to."""
        try:
            found = json.loads(line)
            opening = cls(_salt(found["salt"]), found["content"], int(found.get("place", 0)))
            intact = opening.commitment == found["commitment"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise EvidenceError("is no private content: put back the line as it was") from error
        if not intact:
            raise EvidenceError("was changed since it was committed to: put back the line as it was")
        return opening


def commit(content: object, salt: bytes | None = None, place: int = 0) -> Opening:
    """Commit to JSON-like content under a random salt (or the one given, for a proof to repeat).

    Raises ValueError for a salt of another length or content without exact form (canonical.py).
    """
    opening = Opening(os.urandom(SALT_BYTES) if salt is None else salt, content, place)
    if len(opening.salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, this one {len(opening.salt)}")
    canonical(content)
    return opening


def opens(commitment: str, opening: Opening) -> bool:
    """Whether this content, under this salt, is what was committed to."""
    return opening.commitment == commitment


def keep(path: Path, *openings: Opening) -> None:
    """Add private content to its file, on the disk when this returns; do so before the chain commits to it."""
    with locked(path):
        append_line(path, *(opening.line for opening in openings), private=True)


def kept(path: Path) -> dict[str, Opening]:
    """The private content in a file, by commitment; nothing if there is no file.

    Raises EvidenceError naming the line that was changed or cannot be read.
    """
    openings = {}
    for number, line in enumerate(whole_lines(path.read_bytes()) if path.exists() else (), 1):
        try:
            opening = Opening.read(line)
        except EvidenceError as error:
            raise EvidenceError(f"{path}, line {number} {error}") from error
        openings[opening.commitment] = opening
    return openings


def forget(path: Path, commitments: Collection[str]) -> None:
    """Remove private content for good, and whatever killed writes have left of any. Raises as `kept` does."""
    with locked(path):
        rest = [opening.line for name, opening in kept(path).items() if name not in commitments]
        if path.exists():
            write(path, b"".join(line + b"\n" for line in rest), private=True)
        path.with_name(f"{path.name}.torn").unlink(missing_ok=True)
        sweep(path)


def scraps(path: Path) -> list[Path]:
    """The files that hold pieces of private content which killed writes left; `forget` removes them.

    The file itself is one while its last line is unfinished.
    """
    beside = (path.with_name(f"{path.name}.torn"), path.with_name(f".{path.name}.new"))
    stored = path.read_bytes() if path.exists() else b""
    torn = stored[stored.rfind(b"\n") + 1 :]
    return [*([path] if torn and not is_whole(torn) else []), *(each for each in beside if each.exists())]


def _salt(text: str) -> bytes:
    if len(text) != 2 * SALT_BYTES or not set(text) <= set(string.hexdigits.lower()):
        raise ValueError(text)
    return bytes.fromhex(text)
