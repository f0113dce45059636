"""Timestamps of an outside service (RFC 3161): the one clock that the operator does not set.

A service that cannot be reached, refuses, or answers with a token for something else is an `Absent`
with its reason: a value, because a seal goes on without it and says so.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

if TYPE_CHECKING:
    from asn1crypto import cms

RESERVED = 12_288  # bytes kept free for a token; those of public services take 3,000 to 8,000
PATIENCE = 8  # seconds


@dataclass(frozen=True)
class Absent:
    """No timestamp, and why."""

    why: str


def service(url: str) -> TimeStamper:
    """Name the RFC 3161 service at `url`; nothing is asked of it yet.

    >>> service("https://time.example/tsa").url
    'https://time.example/tsa'
    """
    return HTTPTimeStamper(url, timeout=PATIENCE)


def stamp(of: TimeStamper, digest: bytes) -> cms.ContentInfo | Absent:
    """Ask the service for a timestamp over a SHA-256 digest."""
    try:
        token = asyncio.run(of.async_timestamp(digest, "sha256"))
        imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
        stamped = imprint["hashed_message"].native
        size = len(token.dump())
    except (OSError, ValueError, TypeError, AttributeError) as error:
        # asn1crypto answers a broken token with ValueError, TypeError or AttributeError.
        return Absent(f"the timestamp service gave none: {error or type(error).__name__}")
    if stamped != digest:
        return Absent("the timestamp service answered with a timestamp of something else")
    if size > RESERVED:
        return Absent(f"the timestamp takes {size} bytes, and a seal has room for {RESERVED}")
    return token


def sha256(data: bytes) -> bytes:
    """The SHA-256 of `data`."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()
