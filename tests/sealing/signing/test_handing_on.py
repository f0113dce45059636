"""Handing a signature on: to who stands in by the terms, once, and to nobody else; who signs then stands on the paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.folder import load
from charter.sealing.evidence.canonical import canonical, sha256_hex
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.store import GIVEN, SEALED
from charter.sealing.signing import ceremony
from charter.sealing.signing.bring_in import bring_in
from charter.sealing.signing.ceremony import conclude, decline_document, give, hand_on, prepare, stand_in_for
from charter.sealing.signing.in_journal import unwritten_entries
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.signing.sign import (
    Decline,
    HandedOn,
    NotSigned,
    OtherName,
    Signature,
    handed_on,
    replayed,
    signed_document,
    signing_so_far,
)
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
JONAS, PRIYA, MARA, LENA = "jonas", "priya", "mara", "lena"


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return load(Path(__file__).parents[3] / "examples" / "northlight" / "harbourline")


@pytest.fixture
def frozen(engagement: Engagement, store: EvidenceStore) -> Frozen:
    prepared = prepare(engagement, store)
    conclude(prepared, store, MARA, AT)
    return prepared.frozen


def signature(key: str, name: str, frozen: Frozen) -> Signature:
    return Signature(key, "typed", name, AT, "passport seen", ceremony.CONSENT, frozen.digest)


def test_who_stands_in_signs_and_the_paper_says_in_whose_place(
    engagement: Engagement, frozen: Frozen, store: EvidenceStore, key: SealingKey
) -> None:
    assert stand_in_for(engagement, frozen, JONAS) == (PRIYA, "Priya Raman", "Head of Finance")
    assert not hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT).complete
    give(frozen, signature(PRIYA, "Priya Raman", frozen), store)
    assert give(frozen, signature(MARA, "Mara Lindqvist", frozen), store).complete
    conclude(prepare(engagement, store), store, MARA, AT)
    kinds = [link.kind for link in store.chain()]
    assert kinds == ["opened", "offered", "offered", "handed", "agreed", "signed", "agreed", "signed"]
    assert inspect_chain(store.chain()) == []
    entries = unwritten_entries(engagement, store)
    assert [(each.kind, each.by, str(each.side)) for each in entries if each.by != MARA] == [
        ("signed", PRIYA, "client")
    ]
    seal_document(store, key, AT, by=MARA)
    sealed = store.document().read(SEALED)
    assert sealed
    assert not verify(sealed, evidence=store.chain().stored, now=AT).findings


def test_the_signature_page_names_both(frozen: Frozen, engagement: Engagement, store: EvidenceStore) -> None:
    handed = hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT).handed
    page = signed_document(frozen, (signature(PRIYA, "Priya Raman", frozen),), handed)
    [line] = page.signatures[0].signatories
    assert line.name == "Jonas Petersen"
    assert line.signed
    assert line.signed.mark == "Priya Raman"
    assert line.signed.identified == (
        "Priya Raman, Head of Finance, to whom Jonas Petersen handed the signature on, 2026-03-04; passport seen"
    )


@pytest.mark.parametrize(
    ("signer", "to", "said"),
    [
        (JONAS, JONAS, "signs this document anyway"),
        (JONAS, MARA, "signs this document anyway"),
        (JONAS, LENA, "do not name lena to stand in"),
        (JONAS, "sven", "do not name sven to stand in"),
        (MARA, PRIYA, "do not name priya to stand in"),
        (PRIYA, JONAS, "is not named as a signer"),
        ("sven", PRIYA, "is not named as a signer"),
    ],
)
def test_to_nobody_else_and_by_nobody_else(  # noqa: PLR0917 - as many as it compares
    engagement: Engagement, frozen: Frozen, store: EvidenceStore, signer: str, to: str, said: str
) -> None:
    before = store.chain()
    with pytest.raises(NotSigned, match=said):
        hand_on(engagement, frozen, store, signer=signer, to=to, at=AT)
    assert (store.chain(), store.document().given()) == (before, [])


def test_neither_twice_nor_onwards_nor_back(
    engagement: Engagement, frozen: Frozen, store: EvidenceStore
) -> None:
    hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT)
    for signer, to, said in (
        (JONAS, PRIYA, "handed the signature on to priya"),
        (PRIYA, LENA, "handed on once"),
        (PRIYA, JONAS, "handed on once"),
    ):
        with pytest.raises(NotSigned, match=said):
            hand_on(engagement, frozen, store, signer=signer, to=to, at=AT)
    assert len(signing_so_far(frozen, store.document()).handed) == 1


def test_after_it_only_who_stands_in_signs_or_declines(
    engagement: Engagement, frozen: Frozen, store: EvidenceStore
) -> None:
    hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT)
    with pytest.raises(NotSigned, match="handed the signature on to priya"):
        give(frozen, signature(JONAS, "Jonas Petersen", frozen), store)
    with pytest.raises(NotSigned, match="handed the signature on to priya"):
        decline_document(frozen, Decline(JONAS, AT, "Not now."), store)
    with pytest.raises(OtherName):
        give(frozen, signature(PRIYA, "Jonas Petersen", frozen), store)
    drawn = replace(signature(PRIYA, "", frozen), how="drawn", mark=(((1, 1), (2, 2)),))
    with pytest.raises(NotSigned, match="types the name"):
        give(frozen, drawn, store)
    assert decline_document(frozen, Decline(PRIYA, AT, "Too dear."), store).declines


def test_before_it_who_stands_in_signs_nothing(frozen: Frozen, store: EvidenceStore) -> None:
    with pytest.raises(NotSigned, match="is not named as a signer"):
        give(frozen, signature(PRIYA, "Priya Raman", frozen), store)


def test_nothing_is_handed_on_after_a_signature_or_a_no(
    engagement: Engagement, frozen: Frozen, store: EvidenceStore
) -> None:
    give(frozen, signature(JONAS, "Jonas Petersen", frozen), store)
    with pytest.raises(NotSigned, match="has signed already"):
        hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT)
    decline_document(frozen, Decline(MARA, AT, "No."), store)
    so_far = replace(signing_so_far(frozen, store.document()), signatures=())
    with pytest.raises(NotSigned, match="nobody signs it any more"):
        handed_on(frozen, so_far, HandedOn(JONAS, PRIYA, "Priya Raman", "Head of Finance", AT))


def test_what_is_kept_in_another_s_name_is_not_read(frozen: Frozen, store: EvidenceStore) -> None:
    """Who writes a file of their own cannot make somebody else a signer: the frozen terms say who stands in."""
    document = store.document()
    for to, name, title in (("lena", "Lena Vogt", "CTO"), (PRIYA, "Sven Stranger", "Head of Finance")):
        held = {
            "signer": JONAS,
            "to": to,
            "name": name,
            "title": title,
            "at": AT.isoformat(),
            "is": "HandedOn",
        }
        content = canonical(held | {"format": 1})
        given = {f"{GIVEN}/001-{sha256_hex(content)}.json": content}
        with pytest.raises(NotSigned, match="do not name"):
            replayed(frozen, document.place, given)


def test_it_comes_from_another_machine_with_its_link(
    engagement: Engagement, store: EvidenceStore, other: EvidenceStore
) -> None:
    prepared = prepare(engagement, other)
    conclude(prepared, other, MARA, AT)
    hand_on(engagement, prepared.frozen, other, signer=JONAS, to=PRIYA, at=AT)
    give(prepared.frozen, signature(PRIYA, "Priya Raman", prepared.frozen), other)
    assert bring_in(store, other).given == 2
    assert signing_so_far(prepared.frozen, store.document()).acting(JONAS) == PRIYA


def test_what_was_kept_and_has_no_link_gets_one(
    engagement: Engagement, frozen: Frozen, store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ceremony, "owed", killed)
        with pytest.raises(KeyboardInterrupt):
            hand_on(engagement, frozen, store, signer=JONAS, to=PRIYA, at=AT)
    conclude(prepare(engagement, store), store, MARA, AT)
    assert [link.kind for link in store.chain()].count("handed") == 1
