"""From the last signature to the sealed file: repeatable, and never half done.

`prepare` makes the seal: it prints, signs and asks a timestamp service, which takes seconds and no lock. `conclude`
keeps it, under the lock, and refuses when what it was made of has changed meanwhile. Whatever happened before, both
end with one sealed file and its one link in the evidence: first the file is kept as a whole, then the link is
ensured; who finds the file there only ensures the link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.formats import pdf
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.append import ensure, once, owed
from charter.sealing.evidence.canonical import sha256_hex
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.evidence.store import SEALED
from charter.sealing.making.keys import UnusableKey, refuse_unfit_key
from charter.sealing.making.seal import NotSealable, Sealed, seal
from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.signing.freeze import Frozen, thaw
from charter.sealing.signing.sign import Signing, signed_document, signing_so_far
from charter.sealing.signing.soundness import errors_in_text, remarks_on
from charter.sealing.verification.chain_answer import sealed_part
from charter.sealing.verification.countersignatures import container_of
from charter.sealing.verification.enclosure import Enclosed, SealStatement
from charter.sealing.verification.level import is_stamp, level
from charter.sealing.verification.pdf_file import NotPdf, PdfRefused, open_pdf
from charter.sealing.verification.reproduce import enclosed
from charter.sealing.verification.revisions import material_only

if TYPE_CHECKING:
    import datetime as dt

    from pyhanko.sign.timestamps import TimeStamper

    from charter.core.document import tree
    from charter.sealing.evidence.link import Head
    from charter.sealing.evidence.store import DocumentStore, EvidenceStore
    from charter.sealing.making.keys import SealingKey

_NOTHING = Material()


class Overtaken(NotSealable):
    """What was prepared against something that has changed since; the message says what."""


@dataclass(frozen=True)
class PreparedSeal:
    """A seal that was made and is not kept yet, and what it was made of.

    `frozen` is the digest of the frozen document, `signing` what its signers gave, `head` how far the chain reached.
    `pdf` is None where the document had been sealed before, and `missing` why no timestamp was got ("" if none is).
    `despite` is what was said of errors that the check finds.
    """

    amendment: int
    frozen: str
    signing: Signing
    head: Head | None
    pdf: bytes | None
    missing: str = ""
    despite: str = ""


def seal_document(
    store: EvidenceStore,
    key: SealingKey,
    at: dt.datetime,
    amendment: int = 0,
    *,
    by: str,
    service: TimeStamper | None = None,
    amends: str = "",
    further: int = 0,
    despite: str = "",
) -> Sealed:
    """Prepare and conclude at once. Raises as both do."""
    prepared = prepare_seal(
        store, key, at, amendment=amendment, service=service, amends=amends, further=further, despite=despite
    )
    return conclude_seal(prepared, store, at, by=by, stamped=service is not None)


def prepare_seal(
    store: EvidenceStore,
    key: SealingKey,
    at: dt.datetime,
    amendment: int = 0,
    *,
    service: TimeStamper | None = None,
    amends: str = "",
    further: int = 0,
    despite: str = "",
) -> PreparedSeal:
    """Seal the signed agreement (0), or an amendment by its number, at the time `at`; nothing is kept yet.

    `amends` is the SHA-256 of the sealed PDF that this one amends, and `further` how many signatures by certificates
    of the signers' own it makes room for: an empty field looks as if somebody had yet to sign, so there is none that
    nobody asked for. The seal names the head of the chain, so signatures that have no link yet get one first. `despite`
    says why it is sealed though the check finds errors that were not told above the signatures; that is recorded and
    printed. Raises UnsoundTerms for such errors without a word, NotSealable while a signature is missing, NotFrozen or
    NotSigned where something kept was changed, and UnusableKey for a key that is not good at that time or whose seal
    would not verify.
    """
    document = store.document(amendment)
    frozen = thaw(document)
    signing = _complete(frozen, document)
    if document.read(SEALED) is not None:
        return PreparedSeal(amendment, frozen.digest, signing, store.head(), None)
    refuse_unfit_key(key, at)  # before anything is recorded
    errors = errors_in_text(frozen.terms, at.date(), frozen.document.remarks)
    remarks = remarks_on(errors, despite, "sealed")
    with store.lock():
        for signature in signing.signatures:
            ensure(
                store, RecordedEvent("signed", signature.signer, signature.at, {"digest": signature.digest})
            )
        head = store.head()
    signed = replace(signed_document(frozen, signing.signatures, signing.handed), seal_remarks=remarks)
    printed = _printed(signed, frozen, key, head, amends)
    done = seal(printed, key, at, service=service, signatories=further)
    _refuse_unsound(done.pdf)
    return PreparedSeal(amendment, frozen.digest, signing, head, done.pdf, done.missing, "".join(remarks))


def conclude_seal(
    prepared: PreparedSeal, store: EvidenceStore, at: dt.datetime, *, by: str, stamped: bool = False
) -> Sealed:
    """Keep a prepared seal, and record it as done `by`. Doing it again, or when somebody was first, keeps the first.

    `stamped` is whether a timestamp was asked for. Raises Overtaken when the frozen document, its signatures or the
    chain are no longer those that the seal was made of, and Unrecorded when the file is kept and the store refuses
    its link; NotSealable for a sealed file that is not of this document.
    """
    document = store.document(prepared.amendment)
    with store.lock():
        frozen = thaw(document)
        first = document.read(SEALED) is None
        if first:
            document.write(SEALED, _unchanged(prepared, store, frozen, document))
        whole = document.read(SEALED) or b""
        sealed = _own(whole, frozen)
        with owed(f"{document.place}/{SEALED} is sealed", Act.REPEAT):
            _record(sealed, by, at, store, prepared.despite if first else "")
            _caught_up(whole, by, at, store)
    reached, missing = level(whole), prepared.missing if first else ""
    if stamped and reached == "B-B" and not missing:
        missing = "it was sealed without a timestamp, and a seal is made once"
    return Sealed(whole, reached, missing)


def upgrade_document(
    store: EvidenceStore,
    at: dt.datetime,
    service: TimeStamper | None,
    *,
    by: str,
    amendment: int = 0,
    found: Material = _NOTHING,
) -> Sealed:
    """Upgrade a sealed file, and record the new one. The service is asked outside the lock.

    A timestamp, or material alone, that a killed run added and did not come to record is recorded, and no
    further one added.
    Raises NotSealable when there is no sealed file of the document frozen here, Overtaken when it was changed
    meanwhile.
    """
    document = store.document(amendment)
    whole = document.read(SEALED)
    if whole is None:
        raise NotSealable(f"{document.place}/{SEALED}: not there; seal the document first")
    with store.lock():
        _record(_own(whole, thaw(document)), by, at, store)
        if _caught_up(whole, by, at, store):
            return Sealed(whole, level(whole))
    done = upgrade(whole, service, found)
    with store.lock():
        if document.read(SEALED) != whole:
            raise Overtaken(f"{document.place}/{SEALED} was changed meanwhile; upgrade it again")
        if done.pdf != whole:
            document.write(SEALED, done.pdf)
            with owed(f"{document.place}/{SEALED} is upgraded to {done.level}", Act.REPEAT):
                _caught_up(done.pdf, by, at, store)
    return done


def sealed_here(document: DocumentStore) -> bytes:
    """Give the file that was sealed, as it was then. Raises NotSealable, NotFrozen, OSError."""
    return _own(document.read(SEALED) or b"", thaw(document))


def _complete(frozen: Frozen, document: DocumentStore) -> Signing:
    signing = signing_so_far(frozen, document)
    if not signing.complete:
        given = {each.signer for each in signing.signatures}
        absent = ", ".join(each for each in map(signing.acting, signing.named) if each not in given)
        raise NotSealable(
            f"{document.place}: not signed yet by {absent}; a document is sealed when all have signed"
        )
    return signing


def _printed(
    document: tree.Document, frozen: Frozen, key: SealingKey, head: Head | None, amends: str
) -> bytes:
    statement = SealStatement(
        frozen.edition, frozen.press, frozen.digest, str(head or ""), key.fingerprint, amends, frozen.words
    )
    return pdf.render(document, Enclosed(frozen.terms, document, statement, frozen.annex).files())


def _unchanged(
    prepared: PreparedSeal, store: EvidenceStore, frozen: Frozen, document: DocumentStore
) -> bytes:
    """Give the seal, where all that it was made of stands as it did; the chain may have grown. Raises Overtaken."""
    if prepared.pdf is None:
        raise Overtaken(f"{document.place}/{SEALED} is gone; put it back, or seal again")
    if (frozen.digest, signing_so_far(frozen, document)) != (prepared.frozen, prepared.signing):
        raise Overtaken(
            f"{document.place}: the document or its signatures were changed meanwhile; seal again"
        )
    if prepared.head and not store.chain().holds(prepared.head):
        raise Overtaken(f"{store.place}: the chain was replaced meanwhile; seal again")
    return prepared.pdf


def _refuse_unsound(sealed: bytes) -> None:
    """Refuse to keep a seal that verification would refuse: of all that can be wrong, certificates are left."""
    file = open_pdf(sealed)
    try:
        container_of(file, file.signatures[0])
    except PdfRefused as refused:
        raise UnusableKey(
            f"a seal by this key would not verify: {refused} Put the certificates above its own beside it, "
            "up to the root (in its PKCS#12 file, or as files of their own), and seal again"
        ) from refused


def _own(whole: bytes, frozen: Frozen) -> bytes:
    """Give the sealed part of the file in the folder. Raises NotSealable when it is another document's."""
    try:
        file = open_pdf(whole)
        found = enclosed(file)
        if isinstance(found, Enclosed) and found.statement.frozen == frozen.digest:
            return sealed_part(file)
    except (PdfRefused, NotPdf, IndexError):
        pass
    raise NotSealable(
        f"{SEALED} is not the sealed form of the document frozen here; move it away and seal again"
    )


def _record(sealed: bytes, by: str, at: dt.datetime, store: EvidenceStore, despite: str = "") -> None:
    certificate = open_pdf(sealed).signatures[0].signer_cert.sha256.hex()
    what = {"digest": sha256_hex(sealed), "level": level(sealed), "certificate": certificate}
    once(store, RecordedEvent("sealed", by, at, what | ({"despite": despite} if despite else {})))


def _caught_up(whole: bytes, by: str, at: dt.datetime, store: EvidenceStore) -> bool:
    """Record what ends the file, a timestamp or material, and the chain does not know; whether there was any."""
    file, found = open_pdf(whole), {"digest": sha256_hex(whole), "level": level(whole)}
    if material_only(file):
        kind = "supplied"
    elif is_stamp(file.signatures[-1]):
        kind = "timestamped"
    else:
        return False
    if any(store.chain().find(kind, digest=found["digest"])):
        return False
    once(store, RecordedEvent(kind, by, at, found))
    return True
