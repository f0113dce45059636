"""Signing a document of an engagement, step by step: put forward, shown, agreed, signed or declined.

What a command does here and a page does elsewhere: each step is recorded in the chain of the
engagement, in an order in which a crash loses nothing that was given. The agreement is signed in
`signing/`, each amendment in a folder of its own below, as the whole text that it leads to.

>>> signing_folder(Path("harbourline")), signing_folder(Path("harbourline"), 2)
(PosixPath('harbourline/signing'), PosixPath('harbourline/signing/amendment-2'))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from charter.core.document.assembly import document, edition
from charter.core.engagement import Edition, Engagement
from charter.core.reading import write
from charter.core.timeline import timeline
from charter.core.vocabulary.dates import shown
from charter.sealing.evidence.append import FILE, ensure, owed
from charter.sealing.evidence.canonical import digest
from charter.sealing.evidence.link import Event
from charter.sealing.evidence.reconciliation import Books, offer_terms
from charter.sealing.evidence.record import once
from charter.sealing.signing import freeze
from charter.sealing.signing.sign import GIVEN, NotSigned, keep_decline, keep_signature, kept, signed, tidy

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.document import tree
    from charter.core.vocabulary.party import Person
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Decline, Signature, Signing

CONSENT = (
    "I have read this document, I agree to sign it electronically, "
    "and my name typed here binds me as my signature on paper would."
)
"""The words of consent that a signer is shown."""
AGAIN = "run `charter sign` again, without --as: it adds the link"


def signing_folder(folder: Path, amendment: int = 0) -> Path:
    """Where the agreement (0), or an amendment by its number, is signed."""
    signing = folder / freeze.FOLDER
    return signing / f"amendment-{amendment}" if amendment else signing


def agreed(engagement: Engagement, amendment: int = 0) -> Agreement:
    """Give the terms to be signed: as first agreed, or as amended up to and with an amendment.

    Raises NotSigned for an amendment that is not there.
    """
    return _edition(engagement, amendment).agreement


def signer(agreement: Agreement, key: str) -> Person:
    """Find a signatory by the key that the terms give them. Raises NotSigned, naming the keys."""
    parties = agreement.foundation.parties
    named = parties.client.signatories | parties.consultant.signatories
    if key not in named:
        raise NotSigned(f"no signatory {key!r}: the terms name {', '.join(named)}")
    return named[key]


def put_forward(engagement: Engagement, folder: Path, by: str, at: dt.datetime, amendment: int = 0) -> Frozen:
    """Freeze the document and record that it is offered; done before, read it back.

    Raises NotFrozen when the terms were changed since it was frozen, or a frozen file was; NotSigned
    for an amendment that is not there.
    """
    agreement = agreed(engagement, amendment)
    terms, signing, evidence = write(agreement), signing_folder(folder, amendment), folder / FILE
    if (signing / freeze.RECORD).exists():
        frozen = freeze.thaw(signing)
        if frozen.terms != terms:
            raise freeze.NotFrozen(
                f"the terms were changed after they were frozen in {signing}: put them back as they were, "
                "or move that folder away and let everybody sign anew"
            )
    else:
        frozen = freeze.freeze(_drawn(agreement, amendment), terms, edition())
        freeze.keep(frozen, signing)
    if not amendment:
        offer_terms(evidence, Books(engagement.name, terms, {}, ()), by, at)
    name = f"amendment {amendment}" if amendment else "agreement"
    once(evidence, Event("offered", by, at, {"digest": frozen.digest, "name": name}))
    _catch_up(frozen, signing, evidence)
    return frozen


def show(frozen: Frozen, email: str, at: dt.datetime, evidence: Path) -> None:
    """Record that a signer was shown the frozen document."""
    ensure(evidence, Event("seen", email.lower(), at, {"digest": frozen.digest}))


def give(frozen: Frozen, signature: Signature, signing: Path, evidence: Path) -> Signing:
    """Take a signature, keep it in the folder `signing`, and record the consent and the signature.

    Raises NotSigned as `sign.signed` does, with nothing recorded; Unrecorded when the signature is kept and the
    disk refuses its link.
    """
    signed(kept(frozen, signing), signature)
    email, seen = signature.email.lower(), {"digest": signature.digest}
    ensure(evidence, Event("agreed", email, signature.at, seen | {"consent": signature.consent}))
    after = keep_signature(frozen, signature, signing)
    with owed(f"the signature of {email} is given, and kept in {signing / GIVEN}", AGAIN):
        ensure(evidence, Event("signed", email, signature.at, seen))
    return after


def refuse(frozen: Frozen, decline: Decline, signing: Path, evidence: Path) -> Signing:
    """Take a signer's no, keep it, and record it with its reason.

    Raises NotSigned as `sign.declined` does; Unrecorded when the no is kept and the disk refuses its link.
    """
    after = keep_decline(frozen, decline, signing)
    with owed(f"the no of {decline.email.lower()} is kept in {signing / GIVEN}", AGAIN):
        _declined(frozen, decline, evidence)
    return after


def amended(engagement: Engagement, folder: Path, amendment: int) -> str:
    """Give the digest of the sealed file that an amendment amends; "" for the agreement, which amends none.

    It is that of the file as first sealed, so that timestamps added later leave it true. Raises
    NotSigned while there is no such file, or no such amendment; NotSealable and NotFrozen when what is
    there is not what was signed.
    """
    from charter.sealing.signing import seal_folder  # noqa: PLC0415 - pyHanko takes half a second

    if not amendment:
        return ""
    edition_before = engagement.editions[engagement.editions.index(_edition(engagement, amendment)) - 1]
    before = signing_folder(folder, _number(edition_before))
    if not (before / seal_folder.SEALED).exists():
        raise NotSigned(
            f"{before / seal_folder.SEALED}: not there; amendment {amendment} is sealed after what it amends"
        )
    return digest(seal_folder.sealed_here(before))


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _catch_up(frozen: Frozen, signing: Path, evidence: Path) -> None:
    """Complete what a killed process kept and did not come to record."""
    tidy(signing)
    given = kept(frozen, signing)
    for signature in given.signatures:
        ensure(evidence, Event("signed", signature.email, signature.at, {"digest": signature.digest}))
    for decline in given.declines:
        _declined(frozen, decline, evidence)


def _declined(frozen: Frozen, decline: Decline, evidence: Path) -> None:
    what = {"digest": frozen.digest, "reason": decline.reason}
    ensure(evidence, Event("declined", decline.email.lower(), decline.at, what))


def _edition(engagement: Engagement, amendment: int) -> Edition:
    for each in engagement.editions:
        if _number(each) == amendment:
            return each
    numbers = ", ".join(str(each.number) for each in engagement.amendments) or "none"
    raise NotSigned(f"there is no amendment {amendment}; in the folder amendments/ there are: {numbers}")


def _number(each: Edition) -> int:
    """The number of the amendment that an edition came by; 0 for the agreement."""
    return int(each.agreed.removeprefix("amendment ")) if each.agreed != "agreement" else 0


def _drawn(agreement: Agreement, amendment: int) -> tree.Document:
    dated = shown(agreement.dated)
    version = (
        f"Agreement of {dated}, as amended by amendment {amendment}" if amendment else f"Agreement of {dated}"
    )
    return document(agreement, timeline(Engagement(agreement)), version=version)
