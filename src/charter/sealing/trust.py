"""Whether a certificate leads to one of the roots that the reader trusts, at a given time. Offline.

Without roots nothing is judged but the certificate's own span of validity. Revocation is judged by
what the file itself carries (its DSS); what it does not carry is not fetched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asn1crypto import x509
from cryptography.x509 import CertificateRevocationList, load_der_x509_certificate, load_der_x509_crl
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, RevokedError, ValidationError

from charter.sealing.verdict import Answer, Signer, no, open_question, yes

if TYPE_CHECKING:
    import datetime as dt

    from pyhanko.pdf_utils.reader import PdfFileReader

STAMPING = "time_stamping"


@dataclass(frozen=True)
class Roots:
    """What the reader trusts (None: nothing was named), and the validation material in the file."""

    anchors: tuple[x509.Certificate, ...] | None
    store: DocumentSecurityStore | None


def roots(anchors: Sequence[bytes] | None, reader: PdfFileReader) -> Roots:
    """Take the reader's roots (DER) and the material that the file carries."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except ValidationInfoReadingError:
        store = None
    return Roots(None if anchors is None else tuple(x509.Certificate.load(each) for each in anchors), store)


def named(certificate: x509.Certificate) -> Signer:
    """Name the owner of a certificate."""
    return Signer(
        name=certificate.subject.native.get("common_name") or certificate.subject.human_friendly,
        issuer=certificate.issuer.native.get("common_name") or certificate.issuer.human_friendly,
        fingerprint=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
    )


def trusted(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: dt.datetime | None,
    known: Roots,
    *,
    stamping: bool = False,
) -> Answer:
    """Judge a certificate at the time `at`; `stamping` for that of a timestamp service."""
    judged = _out_of_time(certificate, at)
    if judged:
        return judged
    if known.anchors is None or at is None:
        return open_question(
            "no-roots", "No roots of trust were named, so whether to trust the signer is yours."
        )
    if _taken_back(certificate, at, known):
        return no("certificate-revoked", "The certificate had been revoked when it was used.")
    return _led(certificate, others, at, known, stamping=stamping)


def _led(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: dt.datetime,
    known: Roots,
    *,
    stamping: bool,
) -> Answer:
    try:
        root = asyncio.run(_path(certificate, others, at, known, stamping=stamping))
    except RevokedError as error:
        return no("certificate-revoked", f"The certificate was revoked: {error}")
    except PathBuildingError:
        return no("unknown-signer", "The certificate leads to none of the roots that were named.")
    except (PathValidationError, ValidationError, ValueError) as error:
        return no("certificate-unfit", f"The certificate is not fit for this: {error}")
    return yes("root", f"The certificate leads to {root}.")


def _out_of_time(certificate: x509.Certificate, at: dt.datetime | None) -> Answer | None:
    if at is None:
        return no("no-time", "The signature claims no time, so its certificate cannot be judged.")
    if at < certificate.not_valid_before:
        return no(
            "certificate-not-yet-valid",
            f"The certificate is valid from {certificate.not_valid_before:%d %B %Y}, after the signature.",
        )
    if at > certificate.not_valid_after:
        return no(
            "certificate-expired",
            f"The certificate ended on {certificate.not_valid_after:%d %B %Y}, before the signature.",
        )
    return None


def _taken_back(certificate: x509.Certificate, at: dt.datetime, known: Roots) -> bool:
    """Whether a revocation list in the file, signed by the certificate's issuer, names it by then.

    pyHanko looks at such lists only where the certificate says where to fetch them.
    """
    if known.store is None:
        return False
    issuers = [
        each
        for each in (*(known.anchors or ()), *known.store.load_certs())
        if each.subject == certificate.issuer
    ]
    lists = (each.get_object().read_data(DecodePurpose.CRL) for each in known.store.crls)
    return any(_names(load_der_x509_crl(each), certificate.serial_number, at, issuers) for each in lists)


def _names(
    listed: CertificateRevocationList, serial: int, at: dt.datetime, issuers: Sequence[x509.Certificate]
) -> bool:
    entry = listed.get_revoked_certificate_by_serial_number(serial)
    if entry is None or entry.revocation_date_utc > at:
        return False
    publics = (load_der_x509_certificate(each.dump()).public_key() for each in issuers)
    return any(listed.is_signature_valid(public) for public in publics)  # type: ignore[arg-type]


async def _path(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: dt.datetime,
    known: Roots,
    *,
    stamping: bool,
) -> str:
    settings: dict[str, Any] = {
        "trust_roots": list(known.anchors or ()),
        "allow_fetching": False,
        "moment": at,
        "best_signature_time": at,
        "revocation_mode": "soft-fail",
    }
    context = known.store.as_validation_context(settings) if known.store else ValidationContext(**settings)
    validator = CertificateValidator(certificate, list(others), validation_context=context)
    usage = (set(), {STAMPING}) if stamping else ({"digital_signature"}, set())
    pinned = certificate.sha256 in {anchor.sha256 for anchor in known.anchors or ()}
    path = await validator.async_validate_usage(set() if pinned else usage[0], usage[1])
    anchor = path.trust_anchor.authority.name
    name: str = anchor.native.get("common_name") or anchor.human_friendly
    return name
