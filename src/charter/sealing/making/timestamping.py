"""Timestamps of an outside service (RFC 3161): the one clock that the operator does not set.

A service that cannot be reached, refuses, or answers with a token that would not hold is an `Absent`
with its reason: a value, because a seal goes on without it and says so. A token counts when it answers
this request, stamps just this digest, and verifies; who trusts its service is for the reader to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import aiohttp
from asn1crypto import cms, core, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from charter.sealing.evidence.act import Refusal
from charter.sealing.verification.awaited import awaited
from charter.sealing.verification.low_s import lower
from charter.sealing.verification.pdf_file import PdfRefused
from charter.sealing.verification.spelling import settle
from charter.sealing.verification.stamps import refuse_unsound

RESERVED = 12_288  # bytes kept free for a token; those of public services take 3,000 to 8,000
LARGEST = 65_536  # bytes read of an answer; what is longer is no token that a seal has room for
PATIENCE = 8  # seconds for the whole answer
REPLY = "application/timestamp-reply"
OK, REDIRECTS = 200, range(300, 400)


class NoService(Refusal):
    """What is no address of a timestamp service."""


@dataclass(frozen=True)
class Absent:
    """No timestamp, and why."""

    why: str


def service(url: str) -> TimeStamper:
    """Name the RFC 3161 service at `url`; nothing is asked of it yet. Raises NoService for what is no address.

    >>> service("https://time.example/tsa").url
    'https://time.example/tsa'
    """
    if not url.startswith(("http://", "https://")):
        raise NoService(
            f"{url!r} is no address of a timestamp service: write it like https://time.example/tsa"
        )
    return _Service(url, timeout=PATIENCE)


def stamp(of: TimeStamper, digest: bytes) -> cms.ContentInfo | Absent:
    """Ask the service for a timestamp over a SHA-256 digest."""
    try:
        token = _settled(awaited(of.async_timestamp(digest, "sha256")))
        refuse_unsound(token["content"], digest)
        size = len(token.dump())
    except PdfRefused as refused:
        return Absent(f"the timestamp that the service gave does not hold: {refused}")
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        # asn1crypto answers a broken token with any of the last four.
        return Absent(f"the timestamp service gave none: {_plain(str(error)) or type(error).__name__}")
    if size > RESERVED:
        return Absent(f"the timestamp takes {size} bytes, and a seal has room for {RESERVED}")
    return token


def _settled(token: cms.ContentInfo) -> cms.ContentInfo:
    """The token with the lower signature, and spelled as Charter does, where nothing around it covers that."""
    data = token["content"]
    settle(data)
    info = data["signer_infos"][0]
    certificate = load_der_x509_certificate(extract_certs_for_validation(data).signer_cert.dump())
    signature = lower(info["signature"].native, certificate.public_key())
    if signature != info["signature"].native:
        info["signature"] = signature
    return token


def sha256(data: bytes) -> bytes:
    """The SHA-256 of `data`."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def _plain(said: str) -> str:
    """What may be shown of words that came from outside: one line, not endless, nothing that moves a cursor."""
    return "".join(letter for letter in " ".join(said.split()) if letter.isprintable())[:200]


class _NoAnswer(OSError):  # noqa: N818 - named for what is wrong
    """What the service did instead of answering."""


class _Answer(core.Sequence):  # type: ignore[misc]
    """The answer (RFC 3161, section 2.4.2): one that refuses has no token, which asn1crypto's own type demands."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class _Service(HTTPTimeStamper):
    """pyHanko's client, with the exchange itself kept short: no redirects, no end of bytes, one deadline."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        answer = _Answer.load(await self._answered(request.dump()), strict=True)
        status = answer["status"]
        if status["status"].native not in {"granted", "granted_with_mods"}:
            said = " ".join(str(each) for each in status["status_string"].native or ())
            raise _NoAnswer(f"it refused ({said or status['status'].native})")
        token = answer["time_stamp_token"]
        if token["content"]["encap_content_info"]["content"].parsed["nonce"].native != nonce:
            raise _NoAnswer("it answered another request than this one")
        return token

    async def _answered(self, request: bytes) -> bytes:
        try:
            return await self._posted(request)
        except TimeoutError as error:
            raise _NoAnswer(f"no whole answer within {self.timeout} seconds") from error
        except aiohttp.ClientError as error:
            raise _NoAnswer(str(error) or type(error).__name__) from error

    async def _posted(self, request: bytes) -> bytes:
        whole = aiohttp.ClientTimeout(total=self.timeout)
        # Unpacked answers could be of any size: none is asked for, and none is unpacked.
        headers = self.request_headers() | {"Accept-Encoding": "identity"}
        async with (
            aiohttp.ClientSession(timeout=whole, auto_decompress=False) as session,
            session.post(self.url, data=request, headers=headers, allow_redirects=False) as response,
        ):
            if response.status in REDIRECTS:
                raise _NoAnswer("it sends the request elsewhere; name the address that answers")
            if response.status != OK:
                raise _NoAnswer(f"it answered with HTTP {response.status}")
            if response.content_type != REPLY:
                raise _NoAnswer(f"it answered with {response.content_type}, which is no timestamp")
            return await _bounded(response.content)


async def _bounded(stream: aiohttp.StreamReader) -> bytes:
    read = bytearray()
    async for piece in stream.iter_any():
        read += piece
        if len(read) > LARGEST:
            raise _NoAnswer(f"its answer is longer than {LARGEST} bytes")
    return bytes(read)
