"""Raising a seal's level later: a timestamp that was missing, or what a reader will need in ten years.

Nothing sealed is touched: a document timestamp and validation material are appended, so the file as
it was stands at the beginning of the new one. Material without a timestamp over it makes B-T B-LT.
Before a timestamp's own certificate ends, another over it keeps the proof alive: upgrading again and
again makes a chain (B-LTA).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore

from charter.sealing.making import embedding
from charter.sealing.making.seal import NotSealable, Sealed
from charter.sealing.making.timestamping import Absent
from charter.sealing.verification.level import SealLevel, level

if TYPE_CHECKING:
    from pathlib import Path

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.timestamps import TimeStamper


@dataclass(frozen=True)
class Material:
    """What a reader needs to judge certificates later, each in DER: certificates, revocation lists, answers."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.certificates or self.lists or self.answers)


def material(folder: Path) -> Material:
    """Read the material in a folder: `*.cer` certificates, `*.crl` lists, `*.ocsp` answers, all in DER.

    Raises NotSealable naming the file that is not what its ending says.
    """
    read = {
        ending: tuple(_checked(path, kind) for path in sorted(folder.glob(f"*.{ending}")))
        for ending, kind in (
            ("cer", x509.Certificate),
            ("crl", crl.CertificateList),
            ("ocsp", ocsp.OCSPResponse),
        )
    }
    return Material(read["cer"], read["crl"], read["ocsp"])


def upgrade(pdf: bytes, service: TimeStamper | None, found: Material = Material()) -> Sealed:
    """Append the material, if any, and a document timestamp to a sealed PDF.

    When the service gives no timestamp, or there is none, the material alone is appended where that makes B-T
    B-LT; else the file comes back as it was. Either says what is missing. Raises NotSealable for a file that
    carries no seal.
    """
    before = level(pdf)
    if before == "none":
        raise NotSealable("this file carries no seal that could be upgraded; seal it first")
    why = ""
    if service:
        update = _with(pdf, found)
        done = embedding.timestamp(update, _next_field(update), service)
        if not isinstance(done, Absent):
            return Sealed(done.pdf, level(done.pdf))
        why = done.why
    supplied = embedding.write_unsigned(_with(pdf, found)) if found and before == "B-T" else pdf
    if level(supplied) == "B-LT":
        return Sealed(supplied, "B-LT", why)
    return Sealed(pdf, before, why or _lacking(before))


def _lacking(before: SealLevel) -> str:
    """Why material alone raised no level."""
    if before == "B-B":
        return "a timestamp, without which material raises no level"
    if before == "B-T":
        return (
            "material on every certificate that somebody could revoke, in a list or an answer of its issuer"
        )
    return f"a timestamp, without which more material adds nothing to {before}"


def _with(pdf: bytes, found: Material) -> IncrementalPdfFileWriter:
    update = embedding.writer(pdf)
    if found:
        _append(update, found)
    return update


def _checked(path: Path, kind: type[x509.Certificate | crl.CertificateList | ocsp.OCSPResponse]) -> bytes:
    data = path.read_bytes()
    try:
        kind.load(data, strict=True).native  # noqa: B018 - reading it whole is the check
    except (ValueError, TypeError) as error:
        raise NotSealable(f"{path}: not what its ending says, in DER: {error}") from error
    return data


def _append(update: IncrementalPdfFileWriter, found: Material) -> None:
    DocumentSecurityStore.supply_dss_in_writer(
        update,
        None,
        certs=[x509.Certificate.load(each) for each in found.certificates],
        crls=[crl.CertificateList.load(each) for each in found.lists],
        ocsps=[ocsp.OCSPResponse.load(each) for each in found.answers],
    )


def _next_field(update: IncrementalPdfFileWriter) -> str:
    taken = {name for name, _, _ in enumerate_sig_fields(update.prev)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"Timestamp {number}") not in taken)
