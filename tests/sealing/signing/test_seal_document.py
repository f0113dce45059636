"""Sealing what all have signed: whatever happened before, one sealed file and one link remain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.append import append
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.evidence.store import SEALED
from charter.sealing.making import embedding
from charter.sealing.making.keys import UnusableKey
from charter.sealing.making.seal import NotSealable, countersign, field_of, seal
from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.signing import freeze, sign
from charter.sealing.signing import seal_document as sealing
from charter.sealing.signing.seal_document import (
    Overtaken,
    conclude_seal,
    prepare_seal,
    seal_document,
    upgrade_document,
)
from charter.sealing.signing.sign import Decline
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from asn1crypto import cms

    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Signature
    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LATER = SPRING + dt.timedelta(hours=3)


def sealings(store: EvidenceStore) -> int:
    return sum(link.kind == "sealed" for link in store.chain())


def test_a_signed_document_is_sealed_and_its_chain_says_so(key: SealingKey, signed: EvidenceStore) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    assert signed.document().read(SEALED) == done.pdf
    assert [link.kind for link in signed.chain()] == ["signed", "signed", "sealed"]
    verdict = verify(done.pdf, evidence=signed.chain().stored, signer=key.fingerprint)
    assert verdict.findings == {}
    assert (verdict.terms_match.reason, verdict.chain.reason) == ("terms-not-compared", "recorded")


@pytest.mark.parametrize("further", [0, 2])
def test_a_seal_makes_room_for_as_many_further_signatures_as_were_asked_for_and_no_more(
    key: SealingKey, signed: EvidenceStore, further: int
) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist", further=further)
    free = embedding.free_fields(embedding.writer(done.pdf))
    assert sorted(free) == [field_of(number) for number in range(1, further + 1)]
    with pytest.raises(NotSealable, match=f"no empty field for signatory {further + 1}"):
        countersign(done.pdf, further + 1, key, LATER)


def test_sealing_again_changes_nothing(key: SealingKey, signed: EvidenceStore) -> None:
    first = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    chain = signed.chain().stored
    again = seal_document(signed, key, LATER, by="Mara Lindqvist")
    assert (again, signed.chain().stored) == (first, chain)


@pytest.mark.parametrize("killed_before", ["write", "ensure"])
def test_a_seal_killed_between_its_steps_is_completed_by_the_next(
    key: SealingKey, signed: EvidenceStore, monkeypatch: pytest.MonkeyPatch, killed_before: str
) -> None:

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if killed_before == "write":
            patch.setattr(type(signed.document()), "write", killed)
        else:
            patch.setattr(sealing, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            seal_document(signed, key, SPRING, by="Mara Lindqvist")
    assert (signed.document().read(SEALED) is not None) == (killed_before == "ensure")
    done = seal_document(signed, key, LATER, by="Mara Lindqvist")
    assert sealings(signed) == 1
    assert verify(done.pdf, evidence=signed.chain().stored).findings == {}


def test_a_document_is_not_sealed_before_all_have_signed(
    frozen: Frozen, signatures: tuple[Signature, Signature], key: SealingKey, store: EvidenceStore
) -> None:
    document = store.document()
    freeze.keep(frozen, document)
    sign.keep_signature(frozen, signatures[0], document)
    with pytest.raises(NotSealable, match=r"not signed yet by mara;"):
        seal_document(store, key, SPRING, by="Mara Lindqvist")
    assert document.read(SEALED) is None


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b""])
def test_a_sealed_file_of_another_origin_is_named_and_kept(
    key: SealingKey, signed: EvidenceStore, content: bytes
) -> None:
    signed.document().write(SEALED, content)
    with pytest.raises(NotSealable, match="move it away"):
        seal_document(signed, key, SPRING, by="Mara Lindqvist")
    assert signed.document().read(SEALED) == content
    assert sealings(signed) == 0


def test_an_amendments_seal_refers_to_what_it_amends(
    sealed: bytes, key: SealingKey, signed: EvidenceStore
) -> None:
    original = verify(sealed).digest
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist", amends=original)
    assert verify(done.pdf).amends == original
    assert verify(sealed).amends == ""


def test_an_upgrade_is_recorded_and_the_seal_stays_in_the_chain(
    key: SealingKey, signed: EvidenceStore, authority: Authority
) -> None:
    seal_document(signed, key, SPRING, by="Mara Lindqvist")
    done = upgrade_document(signed, LATER, authority.clock(LATER), by="Mara Lindqvist")
    assert done.level == "B-T"
    assert [link.kind for link in signed.chain()][-1] == "timestamped"
    verdict = verify(done.pdf, evidence=signed.chain().stored)
    assert (verdict.findings, verdict.chain.reason) == ({}, "recorded")
    again = seal_document(signed, key, LATER, by="Mara Lindqvist")
    assert (again.pdf, sealings(signed)) == (done.pdf, 1)


def test_nothing_sealed_is_nothing_to_upgrade(signed: EvidenceStore, authority: Authority) -> None:
    with pytest.raises(NotSealable, match="seal the document first"):
        upgrade_document(signed, LATER, authority.clock(LATER), by="Mara Lindqvist")


def test_who_seals_again_is_not_who_sealed(key: SealingKey, signed: EvidenceStore) -> None:
    for by in ("Mara Lindqvist", "Priya Raman"):
        seal_document(signed, key, SPRING, by=by)
    assert [link.by for link in signed.chain().find("sealed")] == ["Mara Lindqvist"]


def test_an_upgrade_that_was_killed_before_its_link_is_completed_not_repeated(
    key: SealingKey, signed: EvidenceStore, authority: Authority
) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    stamped = upgrade(done.pdf, authority.clock(LATER)).pdf
    signed.document().write(SEALED, stamped)
    again = upgrade_document(signed, LATER, authority.clock(LATER), by="Mara Lindqvist")
    assert (again.pdf, again.level) == (stamped, "B-T")
    assert [link.kind for link in signed.chain()][-2:] == ["sealed", "timestamped"]
    more = upgrade_document(signed, LATER, authority.clock(LATER), by="Mara Lindqvist")
    assert more.pdf.startswith(stamped)
    assert len(verify(more.pdf).stamps) == 2


def test_sealing_again_completes_the_link_of_a_timestamp_and_asks_for_none(
    key: SealingKey, signed: EvidenceStore, authority: Authority
) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    again = seal_document(signed, key, LATER, by="Mara Lindqvist", service=authority.clock(LATER))
    assert (again.level, "without a timestamp" in again.missing) == ("B-B", True)
    signed.document().write(SEALED, upgrade(done.pdf, authority.clock(LATER)).pdf)
    seal_document(signed, key, LATER, by="Mara Lindqvist")
    assert [link.kind for link in signed.chain()][-1] == "timestamped"


def test_material_alone_is_recorded_once_also_after_a_kill(
    signed: EvidenceStore, authority: Authority
) -> None:
    key = authority.key("Northlight CTO")
    clock, found = authority.clock(SPRING), Material(lists=(authority.revocations(),))
    by = "Mara Lindqvist"
    done = seal_document(signed, key, SPRING, by=by, service=clock)
    signed.document().write(SEALED, upgrade(done.pdf, None, found).pdf)  # killed before its link
    again = upgrade_document(signed, LATER, None, by=by, found=found)
    assert again.level == "B-LT"
    assert [link.kind for link in signed.chain()][-2:] == ["sealed", "supplied"]
    last = upgrade_document(signed, LATER, clock, by=by)
    assert [link.kind for link in signed.chain()][-2:] == ["supplied", "timestamped"]
    verdict = verify(last.pdf, evidence=signed.chain().stored)
    assert (verdict.level, verdict.findings) == ("B-LTA", {})


def test_a_file_of_another_document_is_not_upgraded(
    key: SealingKey, signed: EvidenceStore, authority: Authority, frozen: Frozen
) -> None:
    signed.document().write(SEALED, seal(frozen.pdf, key, SPRING).pdf)
    with pytest.raises(NotSealable, match="is not the sealed form of the document frozen here"):
        upgrade_document(signed, LATER, authority.clock(LATER), by="Mara Lindqvist")
    assert signed.chain() == Chain()


def test_a_chain_with_a_torn_end_still_proves_the_seal(key: SealingKey, signed: EvidenceStore) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    torn = signed.chain().stored + b'{"at":"2026-03'
    assert verify(done.pdf, evidence=torn).chain.reason == "recorded"
    assert verify(done.pdf, evidence=b'{"at":"2026-03').chain.reason == "chain-broken"


def test_a_key_out_of_its_time_seals_nothing_and_nothing_is_recorded(
    signed: EvidenceStore, authority: Authority
) -> None:
    late = authority.key("Northlight CTO", days=10)
    with pytest.raises(UnusableKey, match="seal with one that is good now"):
        seal_document(signed, late, SPRING, by="Mara Lindqvist")
    assert signed.document().read(SEALED) is None
    assert signed.chain() == Chain()


# ── prepared first, concluded later ────────────────────────────────────────────────────────────


def test_what_is_prepared_is_not_kept_until_it_is_concluded(key: SealingKey, signed: EvidenceStore) -> None:
    prepared = prepare_seal(signed, key, SPRING)
    assert (signed.document().read(SEALED), sealings(signed)) == (None, 0)
    done = conclude_seal(prepared, signed, SPRING, by="Mara Lindqvist")
    assert signed.document().read(SEALED) == done.pdf == prepared.pdf


def test_a_chain_that_has_grown_meanwhile_is_no_hindrance(key: SealingKey, signed: EvidenceStore) -> None:
    prepared = prepare_seal(signed, key, SPRING)
    append(signed, RecordedEvent("exported", "Priya Raman", SPRING))
    done = conclude_seal(prepared, signed, SPRING, by="Mara Lindqvist")
    assert [link.kind for link in signed.chain()] == ["signed", "signed", "exported", "sealed"]
    assert verify(done.pdf, evidence=signed.chain().stored).findings == {}


def test_who_concludes_second_keeps_the_first_seal(key: SealingKey, signed: EvidenceStore) -> None:
    first, second = prepare_seal(signed, key, SPRING), prepare_seal(signed, key, LATER)
    done = [conclude_seal(each, signed, SPRING, by="Mara Lindqvist") for each in (first, second)]
    assert done[0].pdf == done[1].pdf == first.pdf
    assert sealings(signed) == 1


def test_a_seal_over_signatures_that_were_changed_meanwhile_is_refused(
    key: SealingKey,
    signed: EvidenceStore,
    other: EvidenceStore,
    frozen: Frozen,
    signatures: tuple[Signature, Signature],
) -> None:
    prepared, document = prepare_seal(signed, key, SPRING), other.document()
    freeze.keep(frozen, document)
    sign.keep_signature(frozen, signatures[0], document)
    sign.keep_decline(frozen, Decline("mara", SPRING, "The fee is wrong."), document)
    with pytest.raises(Overtaken, match="its signatures were changed meanwhile; seal again"):
        conclude_seal(prepared, other, SPRING, by="Mara Lindqvist")
    assert (document.read(SEALED), sealings(other)) == (None, 0)


def test_a_seal_that_was_there_and_is_gone_is_not_made_up(
    key: SealingKey, signed: EvidenceStore, other: EvidenceStore, sign_in: Callable[[EvidenceStore], None]
) -> None:
    seal_document(signed, key, SPRING, by="Mara Lindqvist")
    sign_in(other)
    with pytest.raises(Overtaken, match="is gone; put it back, or seal again"):
        conclude_seal(prepare_seal(signed, key, LATER), other, LATER, by="Mara Lindqvist")


def test_a_seal_that_names_a_chain_replaced_meanwhile_is_refused(
    key: SealingKey, signed: EvidenceStore
) -> None:
    prepared = prepare_seal(signed, key, SPRING)
    signed.replace(Chain())
    with pytest.raises(Overtaken, match="the chain was replaced meanwhile"):
        conclude_seal(prepared, signed, SPRING, by="Mara Lindqvist")
    assert (signed.document().read(SEALED), len(signed.chain())) == (None, 0)


def test_a_file_that_was_upgraded_while_the_service_was_asked_is_not_overwritten(
    key: SealingKey, signed: EvidenceStore, authority: Authority
) -> None:
    done = seal_document(signed, key, SPRING, by="Mara Lindqvist")
    clock = authority.clock(LATER)
    first = upgrade(done.pdf, clock).pdf
    asked = clock.async_timestamp

    async def slow(digest: bytes, algorithm: str) -> cms.ContentInfo:
        with signed.lock():  # nobody holds it while the service is asked
            signed.document().write(SEALED, first)
        return await asked(digest, algorithm)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "async_timestamp", slow)
        with pytest.raises(Overtaken, match="was changed meanwhile; upgrade it again"):
            upgrade_document(signed, LATER, clock, by="Mara Lindqvist")
    assert signed.document().read(SEALED) == first
