"""Signing a document of an engagement, step by step: put forward, shown, agreed, signed or declined.

What a command does here and a page does elsewhere: each step is recorded in the chain of the
engagement, in an order in which a crash loses nothing that was given. An amendment is signed as a paper of
its own, which encloses the whole text that it leads to.

`prepare` prints the document, which takes a second and no lock; `conclude` puts it forward, which is
short, and refuses when another document was put forward meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.sealing.evidence.act import Act
from charter.sealing.evidence.append import ensure, once, owed
from charter.sealing.evidence.canonical import sha256_hex
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.evidence.reconciliation import Books, offer_terms, text_of
from charter.sealing.evidence.store import GIVEN, SEALED
from charter.sealing.signing import freeze
from charter.sealing.signing.papers import editions_to_sign, put_on_paper
from charter.sealing.signing.sign import (
    HandedOn,
    NotSigned,
    keep_decline,
    keep_handed_on,
    keep_signature,
    refuse_unfit_event,
    signed,
    signing_so_far,
)
from charter.sealing.signing.signed_documents import number
from charter.sealing.signing.signers import refuse_others_day
from charter.sealing.signing.soundness import DESPITE, errors_in, refuse_unsigned_master, remarks_on
from charter.sealing.signing.stand_ins import stand_in_by

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.sealing.evidence.store import DocumentStore, EvidenceStore
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Decline, Signature, Signing
    from charter.sealing.signing.stand_ins import StandIn

CONSENT = (
    "I have read this document, I agree to sign it electronically, "
    "and my name typed here binds me as my signature on paper would."
)
"""The words of consent that a signer is shown."""
DRAWN_CONSENT = CONSENT.replace("my name typed", "my name drawn")
"""The words for who draws the name."""


@dataclass(frozen=True)
class PreparedDocument:
    """A document ready to be put forward.

    `name` is that of the engagement, `amendment` the number (0: the agreement), and `found` whether it had been put
    forward before; else nothing of it is kept yet.
    """

    frozen: Frozen
    name: str
    amendment: int
    found: bool


def terms_to_sign(engagement: Engagement, amendment: int = 0) -> Agreement:
    """Give the terms to be signed: as first agreed, or as amended up to and with an amendment.

    Raises NotSigned for an amendment that is not there.
    """
    return editions_to_sign(engagement, amendment)[-1].agreement


def signing_terms(engagement: Engagement, frozen: Frozen, amendment: int = 0) -> Agreement:
    """Give the terms that say who signs: of the paper of an amendment, those before it.

    So nobody gives himself the right to sign. Documents of earlier releases, which were the whole text as amended,
    named the people of that.
    """
    editions = editions_to_sign(engagement, amendment)
    return editions[-2 if amendment and frozen.annex else -1].agreement


def prepare(
    engagement: Engagement,
    store: EvidenceStore,
    amendment: int = 0,
    *,
    on: dt.date | None = None,
    despite: str = "",
) -> PreparedDocument:
    """Freeze the document in memory, or read it back where it was put forward before. Keeps nothing.

    `on` is the day on which that is: a document says so where it counts from an earlier one. `despite` says why it is
    signed though the check finds errors in it; that is recorded and printed. An amendment leaves every
    word as signed that does not follow from what it changes. Raises NotFrozen when the terms were changed since it was
    frozen, or a frozen file was; NotSigned for an amendment that is not there, or whose signers may not sign on that
    day; MasterNotSigned for an order of an unsigned master; UnsoundTerms for errors without a word on why;
    WordsNotHere where the edition that worded what it amends is not here.
    """
    agreement, document = terms_to_sign(engagement, amendment), store.document(amendment)
    if document.read(freeze.RECORD) is None:
        if amendment and on:
            refuse_others_day(engagement, amendment, on)
        day, papers = on or agreement.dated, engagement.papers
        refuse_unsigned_master(papers, day)
        remarks = remarks_on(errors_in(agreement, day, papers=papers), despite, "signed")
        frozen = put_on_paper(engagement, store, amendment, on, remarks)
        return PreparedDocument(frozen, engagement.name, amendment, found=False)
    frozen = freeze.thaw(document)
    if frozen.terms != text_of(agreement, frozen.terms.encode()):
        raise freeze.NotFrozen(
            f"the terms were changed after they were frozen in {document.place}: put them back as they were, "
            "or move that away and let everybody sign anew"
        )
    return PreparedDocument(frozen, engagement.name, amendment, found=True)


def conclude(prepared: PreparedDocument, store: EvidenceStore, by: str, at: dt.datetime) -> Signing:
    """Put a prepared document forward and record that it is offered; done before, only what is missing is recorded.

    Gives who signed it so far. Raises NotFrozen when another document was put forward meanwhile, or the one
    that was found is gone.
    """
    frozen, document = prepared.frozen, store.document(prepared.amendment)
    with store.lock():
        if prepared.found and document.read(freeze.RECORD) is None:
            raise freeze.NotFrozen(
                f"{document.place}: what was put forward there is gone; put it back, or begin again"
            )
        freeze.keep(frozen, document)
        if not prepared.amendment:
            offer_terms(store, Books(prepared.name, frozen.terms, {}, ()), by, at)
        name = f"amendment {prepared.amendment}" if prepared.amendment else "agreement"
        despite = " ".join(remark for remark in frozen.document.remarks if remark.startswith(DESPITE))
        said = {"digest": frozen.digest, "name": name} | ({"despite": despite} if despite else {})
        once(store, RecordedEvent("offered", by, at, said))
        return _caught_up(frozen, store, document)


def show(frozen: Frozen, signer: str, at: dt.datetime, store: EvidenceStore) -> None:
    """Record that a signer was shown the frozen document."""
    ensure(store, RecordedEvent("seen", signer, at, {"digest": frozen.digest}))


def give(frozen: Frozen, signature: Signature, store: EvidenceStore, amendment: int = 0) -> Signing:
    """Take a signature, keep it with the document, and record the consent and the signature.

    Raises NotSigned as `sign.refuse_unfit_event` and `sign.signed` do, with nothing recorded; Unrecorded when the
    signature is kept and the store refuses its link.
    """
    signer, seen, document = signature.signer, {"digest": signature.digest}, store.document(amendment)
    with store.lock():
        so_far = signing_so_far(frozen, document)
        refuse_unfit_event(frozen, signature, so_far.handed)
        signed(so_far, signature)
        ensure(store, RecordedEvent("agreed", signer, signature.at, seen | {"consent": signature.consent}))
        after = keep_signature(frozen, signature, document)
        with owed(f"the signature of {signer} is given, and kept in {document.place}/{GIVEN}", Act.OFFER):
            ensure(store, RecordedEvent("signed", signer, signature.at, seen))
    return after


def decline_document(frozen: Frozen, decline: Decline, store: EvidenceStore, amendment: int = 0) -> Signing:
    """Take a signer's no, keep it, and record it with its reason.

    Raises NotSigned as `sign.refuse_unfit_event` and `sign.declined` do; Unrecorded when the no is kept and the store
    refuses its link.
    """
    refuse_unfit_event(frozen, decline)
    document = store.document(amendment)
    with store.lock():
        after = keep_decline(frozen, decline, document)
        with owed(f"the no of {decline.signer} is kept in {document.place}/{GIVEN}", Act.OFFER):
            _declined(frozen, decline, store)
    return after


def stand_in_for(engagement: Engagement, frozen: Frozen, signer: str, amendment: int = 0) -> StandIn | None:
    """Give to whom a signer may hand the signature on: who stands in by the terms that say who signs, and as frozen."""
    found = stand_in_by(frozen.terms, signer)
    people = signing_terms(engagement, frozen, amendment).sides.people
    return found if found and signer in people and people[signer].stand_in == found.key else None


def hand_on(
    engagement: Engagement,
    frozen: Frozen,
    store: EvidenceStore,
    *,
    signer: str,
    to: str,
    at: dt.datetime,
    amendment: int = 0,
) -> Signing:
    """Hand a signature on to who stands in for the signer, keep that, and record it.

    Raises NotSigned as `sign.handed_on` does, with nothing kept; Unrecorded when it is kept and the store refuses its
    link.
    """
    document, other = store.document(amendment), stand_in_for(engagement, frozen, signer, amendment)
    with store.lock():
        name, title = (other.name, other.title) if other and other.key == to else ("", "")
        event = HandedOn(signer, to, name, title, at)
        after = keep_handed_on(frozen, event, document)
        with owed(f"that {signer} hands it on is kept in {document.place}/{GIVEN}", Act.OFFER):
            _handed(frozen, event, store)
    return after


def amended_digest(engagement: Engagement, store: EvidenceStore, amendment: int) -> str:
    """Give the digest of the sealed file that an amendment amends; "" for the agreement, which amends none.

    It is that of the file as first sealed, so that timestamps added later leave it true. Raises
    NotSigned while there is no such file, or no such amendment; NotSealable and NotFrozen when what is
    there is not what was signed.
    """
    from charter.sealing.signing.seal_document import sealed_here  # noqa: PLC0415 - pyHanko takes half a second

    if not amendment:
        return ""
    before = store.document(number(editions_to_sign(engagement, amendment)[-2]))
    if before.read(SEALED) is None:
        raise NotSigned(
            f"{before.place}/{SEALED}: not there; amendment {amendment} is sealed after what it amends"
        )
    return sha256_hex(sealed_here(before))


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _caught_up(frozen: Frozen, store: EvidenceStore, document: DocumentStore) -> Signing:
    """Complete what a killed process kept and did not come to record."""
    store.tidy()
    given = signing_so_far(frozen, document)
    for event in given.handed:
        _handed(frozen, event, store)
    for signature in given.signatures:
        ensure(store, RecordedEvent("signed", signature.signer, signature.at, {"digest": signature.digest}))
    for decline in given.declines:
        _declined(frozen, decline, store)
    return given


def _declined(frozen: Frozen, decline: Decline, store: EvidenceStore) -> None:
    what = {"digest": frozen.digest, "reason": decline.reason}
    ensure(store, RecordedEvent("declined", decline.signer, decline.at, what))


def _handed(frozen: Frozen, event: HandedOn, store: EvidenceStore) -> None:
    ensure(store, RecordedEvent("handed", event.signer, event.at, {"digest": frozen.digest, "to": event.to}))
