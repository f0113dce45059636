"""The documents of an engagement that were put forward for signing: what later ones of it must not re-word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.document.amended import Signed
from charter.core.reading import read_agreement
from charter.sealing.signing.freeze import RECORD, thaw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.core.engagement import Edition
    from charter.sealing.evidence.store import EvidenceStore


def signed_documents(editions: Sequence[Edition], store: EvidenceStore) -> tuple[Signed, ...]:
    """Give the documents of states of an agreement that were put forward, in the order of these.

    Raises NotFrozen where one was changed since.
    """
    kept = (store.document(number(each)) for each in editions)
    frozen = [thaw(document) for document in kept if document.read(RECORD) is not None]
    return tuple(Signed(each.document, read_agreement(each.terms.encode()), each.edition) for each in frozen)


def number(each: Edition) -> int:
    """Give the number of the amendment that a state of the agreement came by; 0 for the agreement."""
    return int(each.agreed.removeprefix("amendment ")) if each.agreed != "agreement" else 0
