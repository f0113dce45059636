"""Who may sign, what a signature must say, and that nobody can undo another's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from charter.core.document import tree
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.canonical import sha256_hex
from charter.sealing.signing import freeze, sign
from charter.sealing.signing.sign import Decline, NotSigned, OtherName, Signature

if TYPE_CHECKING:
    from charter.sealing.evidence.store import DocumentStore
    from charter.sealing.signing.freeze import Frozen

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
Pair = tuple[Signature, Signature]


def test_signatures_stand_on_the_signature_page(frozen: Frozen, signatures: Pair) -> None:
    document = sign.signed_document(frozen, signatures)
    jonas = document.signatures[0].signatories[0].signed
    mara = document.signatures[1].signatories[0].signed
    assert jonas == tree.Signed(
        "typed",
        "Jonas Weber",
        "2026-03-02T09:00:00+00:00",
        "code by email",
        signatures[0].consent,
        frozen.digest,
    )
    assert mara
    assert mara.mark == signatures[1].mark
    assert replace(document, signatures=frozen.document.signatures) == frozen.document


def test_one_signature_leaves_the_other_line_blank(frozen: Frozen, signatures: Pair) -> None:
    document = sign.signed_document(frozen, signatures[:1])
    assert document.signatures[1].signatories[0].signed is None
    assert not sign.signed(sign.begun(frozen), signatures[0]).complete


def test_two_people_with_one_address_are_told_apart_by_their_keys(frozen: Frozen, signatures: Pair) -> None:
    blocks = tuple(
        replace(
            block,
            signatories=tuple(replace(line, email="office@client.example") for line in block.signatories),
        )
        for block in frozen.document.signatures
    )
    shared = replace(frozen, document=replace(frozen.document, signatures=blocks))
    drawn = sign.signed_document(shared, signatures[1:]).signatures
    assert [block.signatories[0].signed is None for block in drawn] == [True, False]


def test_in_a_document_without_keys_the_address_tells_signers_apart(frozen: Frozen, signatures: Pair) -> None:
    """Schema 1 gave no keys; its signatures name the address."""
    blocks = tuple(
        replace(block, signatories=tuple(replace(line, key="") for line in block.signatories))
        for block in frozen.document.signatures
    )
    old = replace(frozen, document=replace(frozen.document, signatures=blocks))
    assert sign.begun(old).named == ("jonas@client.example", "mara@cto.example")
    given = replace(signatures[0], signer="jonas@client.example")
    assert sign.signed_document(old, (given,)).signatures[0].signatories[0].signed


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"signer": "sven"}, "not named as a signer"),
        ({"digest": "0" * 64}, "saw another document"),
        ({"mark": "   "}, "a typed signature is a name"),
        ({"mark": "Jonas\u0000"}, "a typed signature is a name"),
        ({"mark": (((1, 2), (3, 4)),)}, "a typed signature is a name"),
        ({"how": "drawn"}, "a drawn one is strokes"),
        ({"how": "drawn", "mark": ()}, "a drawn one is strokes"),
        ({"how": "drawn", "mark": (((1, 2), (1001, 4)),)}, "a drawn one is strokes"),
        ({"how": "drawn", "mark": (((1, 2), (3, -4)),)}, "a drawn one is strokes"),
        ({"consent": ""}, "the consent in the words shown"),
        ({"identified": " "}, "how its signer was identified"),
        ({"at": dt.datetime(2026, 3, 2, 9)}, "has no zone"),  # noqa: DTZ001 - what must be refused
    ],
)
def test_an_unfit_signature_is_refused(
    frozen: Frozen, signatures: Pair, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotSigned, match=says):
        sign.signed_document(frozen, (replace(signatures[0], **change),))


def test_nobody_signs_twice(frozen: Frozen, signatures: Pair) -> None:
    with pytest.raises(NotSigned, match="has signed already"):
        sign.signed_document(frozen, (signatures[0], signatures[0]))


def test_a_decline_ends_the_matter_and_destroys_no_signature(frozen: Frozen, signatures: Pair) -> None:
    begun = sign.signed(sign.begun(frozen), signatures[0])
    ended = sign.declined(begun, Decline("mara", SPRING, "The fee is wrong."))
    assert ended.signatures == begun.signatures
    with pytest.raises(NotSigned, match="declined this document"):
        sign.signed(ended, signatures[1])


@pytest.mark.parametrize(
    ("signer", "reason", "says"),
    [
        ("jonas", "I thought again.", "has signed"),
        ("sven", "No.", "not named"),
        ("mara", " ", "needs its reason"),
    ],
)
def test_an_unfit_decline_is_refused(
    frozen: Frozen, signatures: Pair, signer: str, reason: str, says: str
) -> None:
    begun = sign.signed(sign.begun(frozen), signatures[0])
    with pytest.raises(NotSigned, match=says):
        sign.declined(begun, Decline(signer, SPRING, reason))


def test_nobody_declines_twice(frozen: Frozen) -> None:
    no = Decline("mara", SPRING, "The fee is wrong.")
    with pytest.raises(NotSigned, match="declined already"):
        sign.declined(sign.declined(sign.begun(frozen), no), no)


def test_a_document_without_signers_or_with_one_twice_cannot_be_signed(
    frozen: Frozen, agreement: tree.Document
) -> None:
    twice = replace(agreement, signatures=(agreement.signatures[0], agreement.signatures[0]))
    for document in (replace(agreement, signatures=()), twice):
        with pytest.raises(NotSigned, match="a key of their own"):
            sign.begun(replace(frozen, document=document))


def test_what_was_given_is_kept_and_read_back_in_order(
    frozen: Frozen, signatures: Pair, document: DocumentStore
) -> None:
    freeze.keep(frozen, document)
    assert sign.signing_so_far(frozen, document) == sign.begun(frozen)
    sign.keep_signature(frozen, signatures[1], document)
    no = Decline("jonas", SPRING, "The fee is wrong.")
    signing = sign.keep_decline(frozen, no, document)
    assert sign.signing_so_far(frozen, document) == signing
    assert (signing.signatures, signing.declines) == ((signatures[1],), (no,))


def test_a_refused_signature_is_not_kept(frozen: Frozen, signatures: Pair, document: DocumentStore) -> None:
    freeze.keep(frozen, document)
    with pytest.raises(NotSigned):
        sign.keep_signature(frozen, replace(signatures[0], digest="0" * 64), document)
    assert sign.signing_so_far(frozen, document).signatures == ()


def test_a_kept_signature_that_was_edited_is_named(
    frozen: Frozen, signatures: Pair, document: DocumentStore
) -> None:
    freeze.keep(frozen, document)
    sign.keep_signature(frozen, signatures[0], document)
    (name,) = document.given()
    edited = (document.read(name) or b"").replace(b"Jonas Weber", b"Sven Strange")
    document.write(name, edited)
    with pytest.raises(NotSigned, match=rf"{name}: was changed"):
        sign.signing_so_far(frozen, document)


def test_what_was_given_in_another_format_is_named_as_such(
    frozen: Frozen, signatures: Pair, document: DocumentStore
) -> None:
    freeze.keep(frozen, document)
    sign.keep_signature(frozen, signatures[0], document)
    (name,) = document.given()
    later = (document.read(name) or b"").replace(b'"format":1', b'"format":2')
    with pytest.raises(NotSigned, match=r"cannot be read: it is of format 2, and this release reads 1"):
        sign.replayed(frozen, "here", {f"given/001-{sha256_hex(later)}.json": later})


# ── what may be given ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["jonas weber", " JONAS  WEBER", "Jónas Wéber"])
def test_a_name_is_the_same_without_capitals_blanks_and_marks(
    frozen: Frozen, signatures: Pair, typed: str
) -> None:
    sign.refuse_unfit_event(frozen, replace(signatures[0], mark=typed))


def test_a_drawn_signature_needs_no_name(frozen: Frozen, signatures: Pair) -> None:
    sign.refuse_unfit_event(frozen, signatures[1])


@pytest.mark.parametrize("typed", ["Mara Lindqvist", "Jonas", "", "  "])
def test_another_name_is_refused_with_the_one_that_was_due(
    frozen: Frozen, signatures: Pair, typed: str
) -> None:
    with pytest.raises(OtherName) as refused:
        sign.refuse_unfit_event(frozen, replace(signatures[0], mark=typed))
    assert (refused.value.typed, refused.value.name) == (typed, "Jonas Weber")
    assert refused.value.act is Act.TYPE_NAME


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"identified": " "}, "say how you know who signs"),
        ({"identified": "x" * 501}, "has 501 characters, and may have 500"),
        ({"mark": "Jonas Weber" + " " * 200}, "the name has 211 characters, and may have 200"),
    ],
)
def test_words_that_are_missing_or_have_no_end_are_refused(
    frozen: Frozen, signatures: Pair, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotSigned, match=says):
        sign.refuse_unfit_event(frozen, replace(signatures[0], **change))


def test_a_reason_without_end_is_refused(frozen: Frozen) -> None:
    with pytest.raises(NotSigned, match="the reason has 4001 characters, and may have 4000"):
        sign.refuse_unfit_event(frozen, Decline("jonas@client.example", SPRING, "n" * 4001))
