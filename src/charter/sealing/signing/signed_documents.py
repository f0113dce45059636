"""The documents of an engagement that were put forward for signing: what later ones of it must not re-word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.document.amended import Signed
from charter.core.document.editions import NotKept
from charter.core.drawing import drawn, drawn_as_amended
from charter.core.reading import read_agreement
from charter.sealing.evidence.act import Refusal
from charter.sealing.signing.freeze import RECORD, thaw

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from charter.core.document.tree import Document
    from charter.core.engagement import Edition, Engagement
    from charter.sealing.evidence.store import EvidenceStore


class WordsNotHere(Refusal):
    """What would change words that were signed, of which this release has no edition; the message names it."""

    def __init__(self, place: str, absent: NotKept) -> None:
        super().__init__(
            f"{place}: it was signed in other words than this release has ({absent}); use a release that has them"
        )


def as_signed(
    engagement: Engagement,
    store: EvidenceStore,
    until: dt.date,
    day: dt.date | None = None,
    shown: Engagement | None = None,
) -> Document:
    """Draw an engagement as `drawn` does, going on from what was put forward of all that counts until a day.

    `shown` is what is drawn, where it is not the engagement itself.
    Raises WordsNotHere, and NotFrozen as `signed_documents` does.
    """
    signed = signed_documents([each for each in engagement.editions if each.since <= until], store)
    try:
        return drawn(shown or engagement, day, signed)
    except NotKept as absent:
        raise WordsNotHere(store.place, absent) from absent


def whole_as_amended(engagement: Engagement, store: EvidenceStore) -> Document:
    """Draw the text with all amendments that both sides signed, going on from what was put forward of these.

    Raises as `as_signed` does.
    """
    signed = signed_documents(engagement.as_signed().editions, store)
    try:
        return drawn_as_amended(engagement, signed)
    except NotKept as absent:
        raise WordsNotHere(store.place, absent) from absent


def signed_documents(editions: Sequence[Edition], store: EvidenceStore) -> tuple[Signed, ...]:
    """Give the documents of states of an agreement that were put forward, in the order of these.

    Raises NotFrozen where one was changed since.
    """
    kept = (store.document(number(each)) for each in editions)
    frozen = [thaw(document) for document in kept if document.read(RECORD) is not None]
    return tuple(Signed(each.whole, read_agreement(each.terms.encode()), each.edition) for each in frozen)


def number(each: Edition) -> int:
    """Give the number of the amendment that a state of the agreement came by; 0 for the agreement."""
    return int(each.agreed.removeprefix("amendment ")) if each.agreed != "agreement" else 0
