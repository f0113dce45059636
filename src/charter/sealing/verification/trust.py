"""Whether a certificate leads to one of the roots that the reader trusts, at a given time. Offline.

Without roots nothing is judged but the certificate's own span of validity. Revocation is judged by
what the file itself carries (its DSS); what it does not carry is not fetched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate, load_der_x509_crl
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError

from charter.sealing.evidence.journal_record import spoken_in
from charter.sealing.verification.awaited import awaited
from charter.sealing.verification.verdict import Signer, VerdictAnswer, no, open_question, printable, yes

if TYPE_CHECKING:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader

STAMPING = "time_stamping"
_CLOCKS_DIFFER = dt.timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """When something was signed: as its signer claims, as an outside service saw, and what day it is now."""

    claimed: dt.datetime | None
    proven: dt.datetime | None
    now: dt.datetime | None


@dataclass(frozen=True)
class Roots:
    """What the reader trusts (None: nothing was named), the material in the file, and the zone of its days."""

    anchors: tuple[x509.Certificate, ...] | None
    store: DocumentSecurityStore | None
    zone: str = "UTC"


def roots(anchors: Sequence[bytes] | None, reader: PdfFileReader, zone: str = "UTC") -> Roots:
    """Take the reader's roots (DER), the material that the file carries, and the zone of its days."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        for each in store.load_certs():
            each.native  # noqa: B018 - read as a whole here, so that junk is met here
    except Exception:  # noqa: BLE001 - material that cannot be read is none; revisions.py says so
        store = None
    return Roots(
        None if anchors is None else tuple(x509.Certificate.load(each) for each in anchors), store, zone
    )


def owner_name(certificate: x509.Certificate) -> Signer:
    """Name the owner of a certificate."""
    return Signer(
        name=_common_name(certificate.subject),
        issuer=_common_name(certificate.issuer),
        fingerprint=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
    )


def _common_name(name: x509.Name) -> str:
    """The one name that it goes by, or all that it says, so that a second common name hides nothing."""
    common = name.native.get("common_name")
    return printable(common if isinstance(common, str) and common.strip() else name.human_friendly)


def in_time(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], moment: Moment, known: Roots
) -> VerdictAnswer:
    """Judge a certificate at the time of its signature; without a timestamp that time is only a claim.

    Whoever finds a key that has ended, or was taken back, may claim any time before.
    """
    answer = trusted(certificate, others, moment.proven or moment.claimed, known)
    if answer.holds is False or moment.proven or moment.now is None or moment.claimed is None:
        return answer
    return _since(certificate, moment.claimed, moment.now, known) or answer


def _since(
    certificate: x509.Certificate, claimed: dt.datetime, now: dt.datetime, known: Roots
) -> VerdictAnswer | None:
    if claimed > now + _CLOCKS_DIFFER:
        return no(
            "time-to-come",
            f"The signature claims to be of {spoken_in(known.zone, claimed)}, which is still to come.",
        )
    if now > certificate.not_valid_after:
        return no(
            "certificate-expired-since",
            "The certificate has ended since, and no timestamp shows that the signature is older than that.",
        )
    if known.anchors is not None and _taken_back(certificate, now, known):
        return no(
            "certificate-revoked-since",
            "The certificate was revoked since, and no timestamp shows that the signature is older than that.",
        )
    return None


def trusted(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: dt.datetime | None,
    known: Roots,
    *,
    stamping: bool = False,
) -> VerdictAnswer:
    """Judge a certificate at the time `at`; `stamping` for that of a timestamp service."""
    judged = _out_of_time(certificate, at, known.zone)
    if judged:
        return judged
    if known.anchors is None or at is None:
        return open_question(
            "no-roots", "No roots of trust were named, so whether to trust the signer is yours."
        )
    if _taken_back(certificate, at, known):
        return no(
            "certificate-revoked",
            f"The certificate was revoked; nothing shows the signature before {spoken_in(known.zone, at)}.",
        )
    return _led(certificate, others, at, known, stamping=stamping)


def _led(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: dt.datetime,
    known: Roots,
    *,
    stamping: bool,
) -> VerdictAnswer:
    try:
        root = awaited(_path(certificate, others, at, known, stamping=stamping))
    except RevokedError as error:
        return no("certificate-revoked", f"The certificate was revoked: {error}")
    except PathBuildingError:
        return no("unknown-signer", "The certificate leads to none of the roots that were named.")
    except Exception as error:  # noqa: BLE001 - a hostile certificate breaks the judging in any way it can
        return no("certificate-unfit", f"The certificate is not fit for this: {error}")
    return yes("root", f"The certificate leads to {root}.")


def _out_of_time(certificate: x509.Certificate, at: dt.datetime | None, zone: str) -> VerdictAnswer | None:
    if at is None:
        return no("no-time", "The signature claims no time, so its certificate cannot be judged.")
    if at < certificate.not_valid_before:
        return no(
            "certificate-not-yet-valid",
            f"The certificate is valid from {spoken_in(zone, certificate.not_valid_before)}, "
            f"the signature of {spoken_in(zone, at)}.",
        )
    if at > certificate.not_valid_after:
        return no(
            "certificate-expired",
            f"The certificate ended on {spoken_in(zone, certificate.not_valid_after)}; "
            f"nothing shows that the signature was there before {spoken_in(zone, at)}.",
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
    return any(_named_on(each, certificate.serial_number, at, issuers) for each in known.store.crls)


def _named_on(
    reference: generic.IndirectObject, serial: int, at: dt.datetime, issuers: Sequence[x509.Certificate]
) -> bool:
    try:
        listed = load_der_x509_crl(reference.get_object().read_data(DecodePurpose.CRL))
    except Exception:  # noqa: BLE001 - whoever adds a list that cannot be read might as well add none
        return False
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
