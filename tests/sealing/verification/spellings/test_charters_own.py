"""In what Charter wrote itself there is one spelling: any other would be a second file with the same proof."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.timestamps import TimeStamper

from charter.sealing.making.keys import SealingKey
from charter.sealing.making.seal import countersign, seal
from charter.sealing.making.upgrade import upgrade
from charter.sealing.verification.verify import verify
from tests.sealing.conftest import SPRING
from tests.sealing.making.timestamps.conftest import granted
from tests.sealing.verification.spellings import writing as der
from tests.sealing.verification.spellings.test_spellings import UNSIGNED, answer, mixes, rsa_signs, spelled
from tests.sealing.verification.spellings.writing import ABSENT, NULL, Value, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from asn1crypto import tsp

    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.spellings.conftest import OpenSsl

RSA_ALONE = bytes.fromhex("2a864886f70d010101")


def edited(file: bytes, change: Callable[[Value], object], place: int = -1) -> bytes:
    """The file with the container at a place changed where nothing covers it."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", file)[place]
    start, end = (int(bound) for bound in found)
    content = bytes.fromhex(file[start + 1 : end - 1].decode())
    container = value(content)
    change(container)
    spare = container.dump().ljust(len(content), b"\0")
    return file[: start + 1] + spare.hex().encode() + file[end - 1 :]


class Clock(TimeStamper):
    """A timestamp service that answers with what `openssl` stamps, changed as we like."""

    def __init__(self, openssl: OpenSsl, change: Callable[[Value], Value]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.openssl, self.change = openssl, change

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Answer a request, with its nonce."""
        token = self.change(self.openssl.answer(req.dump()))
        return granted(cms.ContentInfo.load(token.dump()))


def spelling(openssl: OpenSsl, mix: dict[str, bytes]) -> Clock:
    """A service that spells its algorithms in one of the ways that there are."""
    return Clock(openssl, lambda token: spelled(token, mix))


def in_token(change: Callable[[Value], object]) -> Callable[[Value], object]:
    """Change the timestamp that stands beside a signature."""
    return lambda container: change(container.at(*der.SIGNER, 6, 0, 1, 0))


@pytest.fixture(scope="session")
def own_key(openssl: OpenSsl, authority: Authority) -> SealingKey:
    secret = openssl.secret

    def signed(data: bytes) -> bytes:
        if isinstance(secret, rsa.RSAPrivateKey):
            return secret.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return secret.sign(data, ec.ECDSA(hashes.SHA256()))

    certificate = authority.certificate("Northlight CTO", secret.public_key(), SPRING)
    return SealingKey(certificate, (authority.root,), signed)


@pytest.mark.parametrize("place", UNSIGNED)
def test_a_seal(frozen: Frozen, own_key: SealingKey, openssl: OpenSsl, place: str) -> None:
    file = seal(frozen.pdf, own_key, SPRING, signatories=1).pdf
    assert verify(file).intact.holds
    if place != "signature" or rsa_signs(openssl):
        assert (
            answer(edited(file, lambda it: spelled(it, {place: ABSENT})), "intact").reason
            == "signature-not-canonical"
        )


def test_another_name_for_rsa(frozen: Frozen, own_key: SealingKey, openssl: OpenSsl) -> None:
    """An RSA signature may name its digest or leave it to the container (RFC 3370, section 3.2)."""
    if not rsa_signs(openssl):
        return

    def renamed(container: Value) -> None:
        container.at(*der.SIGNATURE_ALGORITHM, 0).content = RSA_ALONE

    file = seal(frozen.pdf, own_key, SPRING, signatories=1).pdf
    assert answer(edited(file, renamed), "intact").reason == "signature-not-canonical"


def test_a_further_signature(sealed: bytes, own_key: SealingKey) -> None:
    file = countersign(sealed, 1, own_key, SPRING).pdf
    assert verify(file).findings == {}
    other = edited(file, lambda it: spelled(it, {"listed": ABSENT, "digest": ABSENT}))
    assert answer(other, "Signature 1 intact").reason == "signature-not-canonical"


def test_timestamps_of_any_service_are_written_in_one_spelling(
    frozen: Frozen, own_key: SealingKey, openssl: OpenSsl
) -> None:
    for mix in mixes(openssl):
        done = seal(frozen.pdf, own_key, SPRING, service=spelling(openssl, mix), signatories=1)
        assert (done.missing, done.level) == ("", "B-T"), mix
        assert verify(done.pdf).findings == {}
        for place in ("listed", "digest"):
            other = edited(done.pdf, in_token(partial(spelled, places={place: ABSENT})))
            assert answer(other, "timestamped").reason == "signature-not-canonical"


def test_document_timestamps_of_any_service(sealed: bytes, openssl: OpenSsl) -> None:
    for mix in mixes(openssl):
        done = upgrade(sealed, spelling(openssl, mix))
        assert (done.missing, verify(done.pdf).findings) == ("", {}), mix
        other = edited(done.pdf, lambda it: spelled(it, {"digest": ABSENT}))
        assert answer(other, "timestamped").reason == "signature-not-canonical"


def test_a_service_that_protects_its_spelling(sealed: bytes, openssl: OpenSsl) -> None:
    """What a token's signature says of its algorithms stands outside as well: other readers compare the two."""

    def protected(token: Value) -> Value:
        inside = value(token.at(*der.DIGEST).dump())
        der.spell(inside, ABSENT)
        mechanism = Value(0xA1, value(token.at(*der.SIGNATURE_ALGORITHM).dump()).parts)
        der.add_attribute(token, der.ALGORITHM_PROTECTION, Value(0x30, [inside, mechanism]))
        der.sign(token, openssl.secret)
        return token

    done = upgrade(sealed, Clock(openssl, protected))
    assert (done.missing, verify(done.pdf).findings) == ("", {})
    other = edited(done.pdf, lambda it: spelled(it, {"digest": NULL}))
    assert answer(other, "timestamped").reason == "signature-not-canonical"


def test_a_service_with_a_third_spelling_is_not_believed(sealed: bytes, openssl: OpenSsl) -> None:
    done = upgrade(sealed, spelling(openssl, {"digest": b"\x30\x00"}))
    assert done.pdf == sealed
    assert "not spelled in a way that a standard has" in done.missing
