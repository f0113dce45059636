"""From the last signature to the sealed file: repeatable, and never half done.

`seal_folder` is what a command, a retry and a crash's clean-up all call. Whatever happened before,
it ends with one sealed file and its one link in the evidence: first the file is written as a whole,
then the link is ensured; who finds the file there only ensures the link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter import atomic
from charter.formats import pdf
from charter.sealing.evidence.append import ensure, head_of, owed
from charter.sealing.evidence.canonical import digest
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.link import Event
from charter.sealing.evidence.record import once
from charter.sealing.making.keys import UnusableKey, refuse_unfit
from charter.sealing.making.seal import NotSealable, Sealed, seal
from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.signing.freeze import Frozen, thaw
from charter.sealing.signing.sign import Signing, kept, signed_document
from charter.sealing.verification.chain_answer import sealed_part
from charter.sealing.verification.countersignatures import container_of
from charter.sealing.verification.enclosure import Enclosed, Statement
from charter.sealing.verification.level import is_stamp, level
from charter.sealing.verification.pdf_file import NotPdf, Refused, open_pdf
from charter.sealing.verification.reproduce import enclosed
from charter.sealing.verification.revisions import material_only

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pyhanko.sign.timestamps import TimeStamper

    from charter.sealing.making.keys import Key

SEALED = "sealed.pdf"
AGAIN = "run the same command again: it adds the link"
_NOTHING = Material()


def seal_folder(
    folder: Path,
    key: Key,
    at: dt.datetime,
    *,
    by: str,
    evidence: Path,
    service: TimeStamper | None = None,
    amends: str = "",
) -> Sealed:
    """Seal the signed document in `folder` at the time `at`, and record it in the `evidence` file as done `by`.

    Doing it again gives the same file. `amends` is the SHA-256 of the sealed PDF that this one amends.
    Raises NotSealable while a signature is missing, NotFrozen or NotSigned for a changed folder,
    UnusableKey for a key that is not good at that time or whose seal would not verify, and Unrecorded
    when the file is sealed and the disk refuses its link.
    """
    thaw(folder)  # a folder that is not there cannot be locked, and says less well what is amiss
    with atomic.locked(folder / SEALED):
        frozen = thaw(folder)
        signing = _complete(frozen, folder)
        path = folder / SEALED
        missing = ""
        if not path.exists():
            refuse_unfit(key, at)  # before anything is recorded
            done = seal(
                _printed(frozen, signing, key, evidence, amends),
                key,
                at,
                service=service,
                signatories=len(signing.named),
            )
            _refuse_unsound(done.pdf)
            atomic.write(path, done.pdf)
            missing = done.missing
        whole = path.read_bytes()
        sealed = _own(whole, frozen)
        with owed(f"{path} is sealed", AGAIN):
            _record(sealed, by, at, evidence)
            _caught_up(whole, by, at, evidence)
    reached = level(whole)
    if service and reached == "B-B" and not missing:
        missing = "it was sealed without a timestamp, and a seal is made once"
    return Sealed(whole, reached, missing)


def upgrade_folder(
    folder: Path,
    at: dt.datetime,
    service: TimeStamper | None,
    *,
    by: str,
    evidence: Path,
    found: Material = _NOTHING,
) -> Sealed:
    """Upgrade the sealed file in `folder`, and record the new one.

    A timestamp, or material alone, that a killed run added and did not come to record is recorded, and no
    further one added.
    Raises NotSealable when there is no sealed file of the document frozen here.
    """
    if not (folder / SEALED).exists():
        raise NotSealable(f"{folder / SEALED}: not there; seal the document first")
    with atomic.locked(folder / SEALED):
        whole = (folder / SEALED).read_bytes()
        _record(_own(whole, thaw(folder)), by, at, evidence)
        if _caught_up(whole, by, at, evidence):
            return Sealed(whole, level(whole))
        done = upgrade(whole, service, found)
        if done.pdf != whole:
            atomic.write(folder / SEALED, done.pdf)
            with owed(f"{folder / SEALED} is upgraded to {done.level}", AGAIN):
                _caught_up(done.pdf, by, at, evidence)
    return done


def sealed_here(folder: Path) -> bytes:
    """Give the file that was sealed in `folder`, as it was then. Raises NotSealable, NotFrozen, OSError."""
    return _own((folder / SEALED).read_bytes(), thaw(folder))


def _complete(frozen: Frozen, folder: Path) -> Signing:
    signing = kept(frozen, folder)
    if not signing.complete:
        given = {each.email for each in signing.signatures}
        absent = ", ".join(each for each in signing.named if each not in given)
        raise NotSealable(f"{folder}: not signed yet by {absent}; a document is sealed when all have signed")
    return signing


def _printed(frozen: Frozen, signing: Signing, key: Key, evidence: Path, amends: str) -> bytes:
    for signature in signing.signatures:
        ensure(evidence, Event("signed", signature.email, signature.at, {"digest": signature.digest}))
    document = signed_document(frozen, signing.signatures)
    statement = Statement(
        frozen.edition, frozen.press, frozen.digest, str(head_of(evidence) or ""), key.fingerprint, amends
    )
    return pdf.render(document, Enclosed(frozen.terms, document, statement).files())


def _refuse_unsound(sealed: bytes) -> None:
    """Refuse to keep a seal that verification would refuse: of all that can be wrong, certificates are left."""
    file = open_pdf(sealed)
    try:
        container_of(file, file.signatures[0])
    except Refused as refused:
        raise UnusableKey(
            f"a seal by this key would not verify: {refused} Put the certificates above its own beside it, "
            "up to the root (in the PKCS#12 file, or with --cert), and seal again"
        ) from refused


def _own(whole: bytes, frozen: Frozen) -> bytes:
    """Give the sealed part of the file in the folder. Raises NotSealable when it is another document's."""
    try:
        file = open_pdf(whole)
        found = enclosed(file)
        if isinstance(found, Enclosed) and found.statement.frozen == frozen.digest:
            return sealed_part(file)
    except (Refused, NotPdf, IndexError):
        pass
    raise NotSealable(
        f"{SEALED} is not the sealed form of the document frozen here; move it away and seal again"
    )


def _record(sealed: bytes, by: str, at: dt.datetime, evidence: Path) -> None:
    certificate = open_pdf(sealed).signatures[0].signer_cert.sha256.hex()
    what = {"digest": digest(sealed), "level": level(sealed), "certificate": certificate}
    once(evidence, Event("sealed", by, at, what))


def _caught_up(whole: bytes, by: str, at: dt.datetime, evidence: Path) -> bool:
    """Record what ends the file, a timestamp or material, and the chain does not know; whether there was any."""
    file, found = open_pdf(whole), {"digest": digest(whole), "level": level(whole)}
    if material_only(file):
        kind = "supplied"
    elif is_stamp(file.signatures[-1]):
        kind = "timestamped"
    else:
        return False
    if any(Chain.read(evidence).find(kind, digest=found["digest"])):
        return False
    once(evidence, Event(kind, by, at, found))
    return True
