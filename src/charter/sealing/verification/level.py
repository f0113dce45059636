"""The PAdES level that a file really has (ETSI EN 319 142-1), read from the file itself.

B-B is a signature; B-T adds a timestamp over it; B-LT what a reader will need to judge the
certificates in ten years; B-LTA a document timestamp over all that. A certificate that signs itself
needs no such material: nobody above it could revoke it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from charter.sealing.verification.pdf_file import PdfFile, PdfRefused, open_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyhanko.pdf_utils import generic
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

SealLevel = Literal["none", "B-B", "B-T", "B-LT", "B-LTA"]
DOCUMENT_TIMESTAMP = "/DocTimeStamp"


def level(pdf: bytes) -> SealLevel:
    """Read the level of the seal of a PDF; "none" for a file without a PAdES seal."""
    try:
        return level_of(open_pdf(pdf))
    except PdfRefused:
        return "none"


def level_of(file: PdfFile) -> SealLevel:
    """Read the level of the seal of an opened file."""
    if not file.signatures or file.signatures[0].sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
        return "none"
    stamps = [each.signed_revision for each in file.signatures if is_stamp(each)]
    if not stamps and not _tokens(file.signatures[0]):
        return "B-B"
    revision = _material_revision(file)
    if revision is None:
        return "B-T"
    return "B-LTA" if stamps and stamps[-1] >= revision else "B-LT"


def is_stamp(signature: EmbeddedPdfSignature) -> bool:
    """Tell a document timestamp from a signature."""
    return bool(signature.sig_object_type == DOCUMENT_TIMESTAMP)


def _tokens(signature: EmbeddedPdfSignature) -> list[cms.SignedData]:
    attributes = signature.signer_info["unsigned_attrs"] or ()
    found = [each for each in attributes if each["type"].native == "signature_time_stamp_token"]
    return [value["content"] for each in found for value in each["values"]]


def _material_revision(file: PdfFile) -> int | None:
    """Give the revision that brought the material (DSS), if it suffices for all that was there before."""
    try:
        store = DocumentSecurityStore.read_dss(file.reader)
    except Exception:  # noqa: BLE001 - whoever adds material that cannot be read adds none, and breaks nothing
        return None
    reference = file.reader.root.raw_get("/DSS")
    reference = getattr(reference, "reference", file.reader.root_ref)
    revision: int = file.reader.xrefs.get_last_change(reference)
    answered = _Answered(store)
    judged = _revocable(
        each for each in file.signatures if not is_stamp(each) or each.signed_revision < revision
    )
    return revision if all(answered.about(each) for each in judged) else None


def _revocable(signatures: Iterable[EmbeddedPdfSignature]) -> Iterator[x509.Certificate]:
    """Certificates that somebody above could revoke, of signers and timestamp services."""
    for signature in signatures:
        for data in (signature.signed_data, *_tokens(signature)):
            certificates = (each.chosen for each in data["certificates"])
            yield from (each for each in certificates if each.issuer != each.subject)


class _Answered:
    """Whom the material in the file speaks of: all of an issuer's (a list), or one (an answer)."""

    def __init__(self, store: DocumentSecurityStore) -> None:
        self.issuers = {issuer for each in store.crls for issuer in _issuers(each)}
        self.serials = {serial for each in store.ocsps for serial in _serials(each)}

    def about(self, certificate: x509.Certificate) -> bool:
        return certificate.issuer.hashable in self.issuers or certificate.serial_number in self.serials


def _issuers(listed: generic.IndirectObject) -> list[str]:
    """Whose list it is; nobody's for what cannot be read: whoever adds that adds nothing, and breaks nothing."""
    try:
        return [crl.CertificateList.load(listed.get_object().read_data(DecodePurpose.CRL)).issuer.hashable]
    except Exception:  # noqa: BLE001 - junk makes a parser fail in any way it can
        return []


def _serials(answer: generic.IndirectObject) -> list[int]:
    """Of whom an answer speaks; of nobody where it cannot be read, as above."""
    try:
        told = ocsp.OCSPResponse.load(
            answer.get_object().read_data(DecodePurpose.OCSP_RESPONSE)
        ).response_data
        return [single["cert_id"]["serial_number"].native for single in told["responses"]]
    except Exception:  # noqa: BLE001 - as above
        return []
