"""What the other side signed on its own machine comes with its chain, over every store; nothing else does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.append import append
from charter.sealing.evidence.link import EvidenceError, RecordedEvent
from charter.sealing.signing import freeze
from charter.sealing.signing.bring_in import Brought, bring_in
from charter.sealing.signing.ceremony import PreparedDocument, conclude, decline_document, give
from charter.sealing.signing.freeze import NotFrozen
from charter.sealing.signing.sign import Decline, NotSigned, signing_so_far

if TYPE_CHECKING:
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Signature

    Pair = tuple[Signature, Signature]

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)


@pytest.fixture
def here(store: EvidenceStore, frozen: Frozen) -> EvidenceStore:
    """Mara's store: the agreement is put forward, and nobody has signed."""
    conclude(PreparedDocument(frozen, "Audit", 0, found=False), store, "Mara Lindqvist", AT)
    return store


@pytest.fixture
def there(here: EvidenceStore, other: EvidenceStore, frozen: Frozen) -> EvidenceStore:
    """Jonas's store, which began as a copy of Mara's."""
    other.replace(here.chain())
    freeze.keep(frozen, other.document())
    return other


def test_a_signature_comes_with_its_chain_and_once(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    give(frozen, signatures[0], there)
    assert bring_in(here, there) == Brought(links=2, given=1)
    assert signing_so_far(frozen, here.document()).signatures == (signatures[0],)
    assert here.chain() == there.chain()
    assert bring_in(here, there) == Brought(0, 0)
    assert give(frozen, signatures[1], here).complete


def test_a_no_comes_with_its_chain(here: EvidenceStore, there: EvidenceStore, frozen: Frozen) -> None:
    decline_document(frozen, Decline("jonas", AT, "Too dear."), there)
    assert bring_in(here, there) == Brought(links=1, given=1)
    assert signing_so_far(frozen, here.document()).declines


def test_an_import_that_was_killed_after_the_chain_is_completed(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    give(frozen, signatures[0], there)
    here.replace(there.chain())
    assert bring_in(here, there) == Brought(links=0, given=1)


def test_what_was_put_forward_only_there_comes_whole(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    conclude(PreparedDocument(frozen, "Audit", 3, found=False), there, "Jonas Weber", AT)
    give(frozen, signatures[0], there, 3)
    append(
        there, RecordedEvent("offered", "Jonas Weber", AT, {"digest": frozen.digest, "name": "amendment 3"})
    )
    assert bring_in(here, there).given == 1
    assert freeze.thaw(here.document(3)) == frozen
    assert signing_so_far(frozen, here.document(3)).signatures == (signatures[0],)


def test_signatures_of_another_document_are_refused(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    other = freeze.freeze(replace(frozen.document, title="Another agreement"), frozen.terms, frozen.edition)
    for name, content in freeze.files(other).items():
        there.document().write(name, content)
    give(other, replace(signatures[0], digest=other.digest), there)
    before = here.chain()
    with pytest.raises(NotFrozen, match="another document was signed there"):
        bring_in(here, there)
    assert (here.chain(), here.document().given()) == (before, [])


def test_a_signature_of_which_the_chain_does_not_speak_is_refused(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    give(frozen, signatures[0], there)
    there.replace(here.chain())
    with pytest.raises(NotSigned, match=r"the chain does not say that jonas signed"):
        bring_in(here, there)
    assert here.document().given() == []


def test_a_signature_edited_on_its_way_is_refused(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    give(frozen, signatures[0], there)
    (name,) = there.document().given()
    there.document().write(name, (there.document().read(name) or b"").replace(b"Jonas", b"Sven"))
    with pytest.raises(NotSigned, match="was changed since it was given"):
        bring_in(here, there)


def test_histories_that_parted_are_not_merged_and_no_signature_comes(
    here: EvidenceStore, there: EvidenceStore, frozen: Frozen, signatures: Pair
) -> None:
    give(frozen, signatures[0], there)
    append(here, RecordedEvent("exported", "Mara Lindqvist", AT))
    with pytest.raises(EvidenceError, match="separate ways"):
        bring_in(here, there)
    assert here.document().given() == []
