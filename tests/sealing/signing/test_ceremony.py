"""Signing step by step, over every store: prepared without a trace, concluded once, refused where it was overtaken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.folder import load
from charter.sealing.signing import ceremony, freeze
from charter.sealing.signing.ceremony import conclude, decline_document, give, prepare, show
from charter.sealing.signing.freeze import NotFrozen
from charter.sealing.signing.sign import Decline, NotSigned, Signature, signing_so_far

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.signing.freeze import Frozen

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
MARA, JONAS = "mara", "jonas"


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return load(Path(__file__).parents[3] / "examples" / "northlight" / "harbourline")


def signature(email: str, name: str, frozen: Frozen) -> Signature:
    return Signature(email, "typed", name, AT, "passport seen", ceremony.CONSENT, frozen.digest)


def kinds(store: EvidenceStore) -> list[str]:
    return [link.kind for link in store.chain()]


def test_preparing_leaves_no_trace(engagement: Engagement, store: EvidenceStore) -> None:
    prepared = prepare(engagement, store)
    assert (prepared.found, store.head(), store.document().read(freeze.RECORD)) == (False, None, None)


def test_from_the_offer_to_the_last_signature(engagement: Engagement, store: EvidenceStore) -> None:
    prepared = prepare(engagement, store)
    frozen = prepared.frozen
    assert conclude(prepared, store, "Mara Lindqvist", AT).signatures == ()
    show(frozen, JONAS, AT, store)
    give(frozen, signature(JONAS, "Jonas Petersen", frozen), store)
    assert give(frozen, signature(MARA, "Mara Lindqvist", frozen), store).complete
    offered, each = ["opened", "offered", "offered"], ["agreed", "signed"]
    assert kinds(store) == [*offered, "seen", *each, *each]
    again = prepare(engagement, store)
    assert (again.found, again.frozen) == (True, frozen)
    before = store.chain()
    assert conclude(again, store, "Priya Raman", AT).complete
    assert store.chain() == before


def test_a_no_is_recorded_with_its_reason(engagement: Engagement, store: EvidenceStore) -> None:
    prepared = prepare(engagement, store, 1)
    conclude(prepared, store, "Mara Lindqvist", AT)
    assert decline_document(prepared.frozen, Decline(JONAS, AT, "Too many hours."), store, 1).declines
    assert store.chain()[len(store.chain())].what["reason"] == "Too many hours."
    with pytest.raises(NotSigned, match="declined this document"):
        give(prepared.frozen, signature(MARA, "Mara Lindqvist", prepared.frozen), store, 1)
    assert kinds(store) == ["offered", "declined"]


def test_two_who_prepare_the_same_put_one_document_forward(
    engagement: Engagement, store: EvidenceStore
) -> None:
    first, second = prepare(engagement, store), prepare(engagement, store)
    conclude(first, store, "Mara Lindqvist", AT)
    before = store.chain()
    conclude(second, store, "Priya Raman", AT)
    assert store.chain() == before


def test_another_document_put_forward_meanwhile_is_not_overwritten(
    engagement: Engagement, store: EvidenceStore
) -> None:
    prepared = prepare(engagement, store)
    other = replace(prepared.frozen, pdf=b"%PDF-other", digest="ab" * 32)
    conclude(replace(prepared, frozen=other), store, "Mara Lindqvist", AT)
    before = store.chain()
    with pytest.raises(NotFrozen, match="another document is frozen here"):
        conclude(prepared, store, "Mara Lindqvist", AT)
    assert store.chain() == before


def test_what_was_put_forward_and_is_gone_is_not_made_up(
    engagement: Engagement, store: EvidenceStore, other: EvidenceStore
) -> None:
    conclude(prepare(engagement, store), store, "Mara Lindqvist", AT)
    with pytest.raises(NotFrozen, match="is gone; put it back, or begin again"):
        conclude(prepare(engagement, store), other, "Mara Lindqvist", AT)
    assert other.head() is None


def test_a_signature_that_is_kept_and_has_no_link_gets_one(
    engagement: Engagement, store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepare(engagement, store)
    frozen = prepared.frozen
    conclude(prepared, store, "Mara Lindqvist", AT)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ceremony, "owed", killed)
        with pytest.raises(KeyboardInterrupt):
            give(frozen, signature(JONAS, "Jonas Petersen", frozen), store)
    assert "signed" not in kinds(store)
    assert len(signing_so_far(frozen, store.document()).signatures) == 1
    conclude(prepare(engagement, store), store, "Mara Lindqvist", AT)
    assert kinds(store).count("signed") == 1


def test_what_a_signer_may_not_give_leaves_no_trace(engagement: Engagement, store: EvidenceStore) -> None:
    prepared = prepare(engagement, store)
    conclude(prepared, store, "Mara Lindqvist", AT)
    before = store.chain()
    with pytest.raises(NotSigned, match="is not the name of who signs"):
        give(prepared.frozen, signature(JONAS, "Mickey Mouse", prepared.frozen), store)
    with pytest.raises(NotSigned, match="may have 4000"):
        decline_document(prepared.frozen, Decline(JONAS, AT, "n" * 5000), store)
    assert (store.chain(), store.document().given()) == (before, [])
