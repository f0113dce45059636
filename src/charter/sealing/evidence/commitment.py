"""Commit to content without showing it: a salted digest now, the salt and the content later or never.

The chain holds the commitment; content and salt stand beside it (`EvidenceStore.openings`). The
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
import secrets
import string
from dataclasses import dataclass
from typing import Self

from charter.sealing.evidence.canonical import canonical, sha256_hex
from charter.sealing.evidence.link import EvidenceError

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
        return sha256_hex(_PURPOSE + self.salt + canonical(self.content))

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
    opening = Opening(secrets.token_bytes(SALT_BYTES) if salt is None else salt, content, place)
    if len(opening.salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, this one {len(opening.salt)}")
    canonical(content)
    return opening


def opens(commitment: str, opening: Opening) -> bool:
    """Whether this content, under this salt, is what was committed to."""
    return opening.commitment == commitment


def _salt(text: str) -> bytes:
    if len(text) != 2 * SALT_BYTES or not set(text) <= set(string.hexdigits.lower()):
        raise ValueError(text)
    return bytes.fromhex(text)
