"""Certificates beside a seal: a leaf that comes alone, and those above it that nothing in the file vouches for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from charter.sealing.evidence.store import SEALED
from charter.sealing.making.keys import UnusableKey
from charter.sealing.making.seal import Sealed, seal
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.verification.verify import verify
from tests.sealing.conftest import SPRING, Authority

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Engagement

    Seal = Callable[[SealingKey], Sealed]


@pytest.fixture
def place(tmp_path: Path, sign_all: Callable[[Path], Engagement]) -> Engagement:
    return sign_all(tmp_path / "engagement")


@pytest.fixture
def sealing(place: Engagement) -> Seal:
    def sealed(key: SealingKey) -> Sealed:
        return seal_document(place.store, key, SPRING, by="Mara Lindqvist")

    return sealed


@pytest.fixture
def alone(authority: Authority) -> SealingKey:
    """The key of an authority whose certificate names no issuer's key, delivered without those above it."""
    key = replace(authority.key("Northlight"), chain=())
    with pytest.raises(x509.ExtensionNotFound):
        key.certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)
    return key


@pytest.fixture
def middle(authority: Authority) -> SealingKey:
    """A key two steps below the root, with the certificate between them, which names no issuer's key either."""
    between = Authority(name=x509.Name.from_rfc4514_string("CN=Test Middle"))
    public = between.secret.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    constraints = x509.BasicConstraints(ca=True, path_length=None)
    return replace(between.key("Northlight"), chain=(authority.appoint("Test Middle", public, constraints),))


def test_a_leaf_that_comes_alone_seals_a_file_that_verifies(
    place: Engagement, sealing: Seal, alone: SealingKey, authority: Authority
) -> None:
    file = sealing(alone).pdf
    verdict = verify(
        file, evidence=place.chain.read_bytes(), roots=[authority.root.public_bytes(Encoding.DER)]
    )
    assert (verdict.findings, verdict.intact.holds, verdict.trusted.holds) == ({}, True, True)


def test_no_byte_of_a_leaf_that_comes_alone_can_be_changed(frozen: Frozen, alone: SealingKey) -> None:
    """Nobody in the file vouches for it; the signature holds its digest."""
    file = seal(frozen.pdf, alone, SPRING).pdf
    der = alone.certificate.public_bytes(Encoding.DER).hex().encode()
    start = file.lower().index(der)
    for place in range(start, start + len(der), 41):
        digit = b"1" if file[place : place + 1] == b"0" else b"0"
        assert not verify(file[:place] + digit + file[place + 1 :]).intact.holds, place


def test_a_certificate_between_that_nobody_vouches_for_is_refused_before_sealing(
    place: Engagement, sealing: Seal, middle: SealingKey
) -> None:
    with pytest.raises(
        UnusableKey, match=r"would not verify: The certificate of .* Put the certificates above its own"
    ):
        sealing(middle)
    assert not (place.signing / SEALED).exists()
    assert not list(place.store.chain().find("sealed"))


def test_with_the_root_beside_it_the_same_key_seals(
    sealing: Seal, middle: SealingKey, authority: Authority
) -> None:
    file = sealing(replace(middle, chain=(*middle.chain, authority.root))).pdf
    assert verify(file, roots=[authority.root.public_bytes(Encoding.DER)]).intact.holds
