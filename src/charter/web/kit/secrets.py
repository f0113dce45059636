"""Proofs and codes made from the site's secret, so that nothing usable lies in the database.

A link's address ends with its id and a proof; a code is worked out from its id. Both are made anew whenever they are
shown or sent, and neither is kept.

>>> read_token(token_of(uuid.UUID(int=7), "link"), "link")
UUID('00000000-0000-0000-0000-000000000007')
>>> read_token(token_of(uuid.UUID(int=7), "link"), "code") is None
True
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid

from django.conf import settings

ID_BYTES, PROOF_BYTES = 16, 16
DIGITS = 6


def keyed(purpose: str, content: bytes) -> bytes:
    """Give the HMAC-SHA-256 of content under the site's secret, for one purpose."""
    key = hashlib.sha256(f"charter web {purpose}\n{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, content, hashlib.sha256).digest()


def token_of(of: uuid.UUID, purpose: str) -> str:
    """Give what proves in an address that its holder was given it."""
    proof = keyed(purpose, of.bytes)[:PROOF_BYTES]
    return base64.urlsafe_b64encode(of.bytes + proof).rstrip(b"=").decode()


def read_token(token: str, purpose: str) -> uuid.UUID | None:
    """Give the id in a token; None where its proof is not ours."""
    try:
        held = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    if len(held) != ID_BYTES + PROOF_BYTES:
        return None
    of = uuid.UUID(bytes=held[:ID_BYTES])
    return of if hmac.compare_digest(held[ID_BYTES:], keyed(purpose, of.bytes)[:PROOF_BYTES]) else None


def digits_of(of: uuid.UUID) -> str:
    """Give the code of an id: six digits."""
    number = int.from_bytes(keyed("code", of.bytes)[:8])
    return f"{number % 10**DIGITS:0{DIGITS}}"


def shared_secret(of: uuid.UUID, nonce: str) -> str:
    """Give the secret that a person's app shares with this site, in base 32 (RFC 4648), 160 bits as RFC 4226 asks."""
    return base64.b32encode(keyed("second factor", of.bytes + nonce.encode())[:20]).decode()


def mac_of(code: str, of: uuid.UUID) -> str:
    """Give the keyed digest by which a code is compared."""
    return keyed("code digest", of.bytes + code.encode()).hex()
