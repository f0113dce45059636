"""How a signature or a timestamp gets into a PDF: as an update at its end, over a field of its own.

Charter reserves the room, hashes and fills it in itself through pyHanko's low-level protocol, for
three reasons: the time is the caller's and not the clock's, a timestamp that fails leaves a seal and
not an error, and nothing is signed twice to guess a size.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from charter.sealing.making import timestamping
from charter.sealing.making.timestamping import Absent
from charter.sealing.verification import low_s
from charter.sealing.verification.awaited import awaited

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.timestamps import TimeStamper

    from charter.sealing.making.keys import SealingKey

OWN = 3_072  # bytes of a signature with its certificate; each certificate of the chain comes on top
DIGEST = "sha256"


@dataclass(frozen=True)
class Embedded:
    """A PDF with one signature more, and why its timestamp is missing if one was asked for."""

    pdf: bytes
    missing: str


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the metadata alone and takes nothing from the clock or from chance."""

    def _update_meta(self) -> None:
        """Leave title, dates and producer as they were printed: the update adds a seal, not a version."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first, second = prev.trailer["/ID"]
        changed = hashlib.sha256(second.original_bytes + prev.xrefs.total_revisions.to_bytes(4)).digest()
        return generic.ArrayObject([first, generic.ByteStringObject(changed[:16])])


def writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Open a PDF for an update at its end."""
    return _Update(io.BytesIO(pdf))


def write_unsigned(update: IncrementalPdfFileWriter) -> bytes:
    """Write the update as it is, under no signature."""
    out = io.BytesIO()
    update.write(out)
    return out.getvalue()


def free_fields(update: IncrementalPdfFileWriter) -> list[str]:
    """Name the signature fields that are still empty."""
    return [name for name, value, _ in enumerate_sig_fields(update.prev) if value is None]


def add_field(update: IncrementalPdfFileWriter, name: str) -> None:
    """Make an empty signature field that shows nothing and lies outside the page, as PDF/UA asks."""
    append_signature_field(update, _unseen(name))


def sign(
    update: IncrementalPdfFileWriter,
    field: str,
    key: SealingKey,
    at: dt.datetime,
    service: TimeStamper | None,
    *,
    certify: bool = False,
    reason: str = "",
) -> Embedded:
    """Write the update, signed (PAdES) into `field` with `at` as the time that the signer claims."""
    chain = sum(len(certificate.public_bytes(Encoding.DER)) for certificate in key.chain)
    room = OWN + chain + (timestamping.RESERVED if service else 0)
    slot = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, reason=reason or None, bytes_reserved=2 * room
    )
    missing: list[str] = []

    def container(digest: bytes) -> cms.ContentInfo:
        signed = awaited(_Signer(key).async_sign(digest, DIGEST, use_pades=True))
        if service:
            missing.append(_stamp(signed, service))
        return signed

    pdf = _embed(update, field, slot, container, certify=certify)
    return Embedded(pdf, "".join(missing))


def timestamp(update: IncrementalPdfFileWriter, field: str, service: TimeStamper) -> Embedded | Absent:
    """Write the update under a document timestamp (PAdES B-LTA), in a new field."""
    slot = DocumentTimestamp(bytes_reserved=2 * timestamping.RESERVED)

    def container(digest: bytes) -> cms.ContentInfo:
        token = timestamping.stamp(service, digest)
        if isinstance(token, Absent):
            raise _NoToken(token.why)
        return token

    try:
        return Embedded(_embed(update, field, slot, container), "")
    except _NoToken as none:
        return Absent(str(none))


class _NoToken(Exception):  # noqa: N818 - leaves the protocol below half-way, for `timestamp` alone
    """The service gave no token."""


class _Signer(Signer):
    """pyHanko's signer over a Charter key, whose secret is already loaded."""

    def __init__(self, key: SealingKey) -> None:
        chain = [as_asn1(certificate) for certificate in key.chain]
        super().__init__(
            signing_cert=as_asn1(key.certificate), cert_registry=SimpleCertificateStore.from_certs(chain)
        )
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - pyHanko's signature
        return low_s.lower(self._key.sign(data), self._key.certificate.public_key())


def as_asn1(certificate: object) -> x509.Certificate:
    """Turn a certificate of `cryptography` into one of `asn1crypto`, which pyHanko speaks."""
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]


def _unseen(name: str) -> SigFieldSpec:
    return SigFieldSpec(name, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))


def _stamp(signed: cms.ContentInfo, service: TimeStamper) -> str:
    info = signed["content"]["signer_infos"][0]
    token = timestamping.stamp(service, timestamping.sha256(info["signature"].native))
    if isinstance(token, Absent):
        return token.why
    info["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
    return ""


def _embed(
    update: IncrementalPdfFileWriter,
    field: str,
    slot: PdfSignedData,
    container: Callable[[bytes], cms.ContentInfo],
    *,
    certify: bool = False,
) -> bytes:
    protocol = PdfCMSEmbedder(new_field_spec=_unseen(field)).write_cms(field, update)
    next(protocol)
    permissions = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS) if certify else None
    low_s.mark(slot)
    protocol.send(SigObjSetup(slot, mdp_setup=permissions))
    prepared, output = protocol.send(SigIOSetup(DIGEST, output=io.BytesIO()))
    protocol.send(container(prepared.document_digest))
    sealed: bytes = output.getvalue()
    return sealed
