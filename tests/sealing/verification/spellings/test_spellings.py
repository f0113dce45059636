"""An algorithm's parameters may be absent or NULL: both are honest, a third spelling is not.

RFC 5754, section 2: implementations must take SHA-2 with either. RFC 4055, section 2.1, says the same of digests
within RSASSA-PSS, and RFC 5754, section 3.2, of RSA; ECDSA has no parameters (section 3.3). RFC 3370, 5652, 8933
and 3161 leave it so in each place where an algorithm stands. What `openssl` signs is bare, what it stamps is not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from charter.sealing.verification.verify import verify
from tests.sealing.verification.spellings import writing as der
from tests.sealing.verification.spellings.writing import ABSENT, NULL, Value, value

if TYPE_CHECKING:
    from charter.sealing.verification.verdict import VerdictAnswer
    from tests.sealing.verification.spellings.conftest import Make, OpenSsl

    Carry = Callable[[Make], bytes]

BOTH = (ABSENT, NULL)
THIRD = {
    "empty sequence": b"\x30\x00",
    "empty text": b"\x04\x00",
    "a remark": b"\x04\x08a remark",
    "twice NULL": NULL + NULL,
    "a number": b"\x02\x01\x00",
}
UNSIGNED = {"listed": der.LISTED, "digest": der.DIGEST, "signature": der.SIGNATURE_ALGORITHM}
"""Where algorithms stand that no signature covers."""


def spelled(container: Value, places: dict[str, bytes]) -> Value:
    """The container with the algorithms at some places spelled otherwise."""
    for name, parameters in places.items():
        der.spell(container.at(*UNSIGNED[name]), parameters)
    return container


def signature(openssl: OpenSsl, mix: dict[str, bytes]) -> Make:
    """Make a signature that is spelled so."""
    return lambda covered: spelled(openssl.signature(covered), mix)


def token(openssl: OpenSsl, mix: dict[str, bytes]) -> Make:
    """Make a timestamp that is spelled so."""
    return lambda covered: spelled(openssl.token(covered), mix)


def rsa_signs(openssl: OpenSsl) -> bool:
    return isinstance(openssl.secret, rsa.RSAPrivateKey)


def mixes(openssl: OpenSsl) -> list[dict[str, bytes]]:
    """Every way in which the places may be spelled."""
    signature = BOTH if rsa_signs(openssl) else (ABSENT,)
    return [dict(zip(UNSIGNED, each, strict=True)) for each in product(BOTH, BOTH, signature)]


# ── what openssl writes, and every mix of it ───────────────────────────────────────────────────


def test_what_openssl_signs_is_bare_and_what_it_stamps_is_not(openssl: OpenSsl) -> None:
    """Otherwise these tests would show less than they say."""
    made = openssl.signature(b"terms"), openssl.token(b"terms")
    assert [each.at(*der.DIGEST).dump()[-2:] == NULL for each in made] == [False, True]


def test_further_signatures(openssl: OpenSsl, signed: Carry) -> None:
    for mix in [{}, *mixes(openssl)]:
        file = signed(signature(openssl, mix))
        assert verify(file).findings == {}, mix


def test_document_timestamps(openssl: OpenSsl, stamped: Carry) -> None:
    for mix in [{}, *mixes(openssl)]:
        verdict = verify(stamped(token(openssl, mix)))
        assert (verdict.findings, verdict.level) == ({}, "B-T"), mix


def test_timestamps_of_further_signatures(openssl: OpenSsl, signed: Carry) -> None:
    for mix in [{}, *mixes(openssl)]:
        file = signed(with_stamp(openssl, mix))
        assert verify(file).findings == {}, mix
        assert verify(file).further[0].stamp


def with_stamp(openssl: OpenSsl, mix: dict[str, bytes]) -> Make:
    """Make a signature with a timestamp over it, which was changed."""

    def made(covered: bytes) -> Value:
        container = openssl.signature(covered)
        der.stamp(container, token(openssl, mix)(container.at(*der.SIGNATURE).content))
        return container

    return made


# ── a third spelling ───────────────────────────────────────────────────────────────────────────


def answer(file: bytes, name: str) -> VerdictAnswer:
    return verify(file).answers()[name]


def odd(file: bytes, name: str) -> bool:
    """Whether the one answer is no for the way in which something is spelled, and the seal holds none the less."""
    verdict = verify(file)
    found = verdict.answers()[name]
    return bool(verdict.intact.holds) and (found.holds, found.reason) == (False, "algorithm-odd")


@pytest.mark.parametrize("third", THIRD)
@pytest.mark.parametrize("place", UNSIGNED)
def test_a_third_spelling(openssl: OpenSsl, signed: Carry, stamped: Carry, place: str, third: str) -> None:
    other = {place: THIRD[third]}
    assert odd(signed(signature(openssl, other)), "Signature 1 intact")
    assert odd(stamped(token(openssl, other)), "timestamp 1 sound")
    file = signed(with_stamp(openssl, other))
    assert odd(file, "Signature 1 timestamp sound")


def test_ecdsa_has_no_parameters(openssl: OpenSsl, signed: Carry) -> None:
    file = signed(signature(openssl, {"signature": NULL}))
    assert odd(file, "Signature 1 intact") is not rsa_signs(openssl)


@pytest.mark.parametrize("place", UNSIGNED)
def test_a_null_with_something_in_it(openssl: OpenSsl, signed: Carry, place: str) -> None:
    """DER has no such thing, so the container as a whole is none."""
    file = signed(signature(openssl, {place: b"\x05\x01\x00"}))
    assert answer(file, "Signature 1 intact").reason == "contents-not-canonical"


def test_another_digest_listed_than_used(openssl: OpenSsl, signed: Carry) -> None:
    def other(covered: bytes) -> Value:
        container = openssl.signature(covered)
        container.at(*der.LISTED, 0).content = bytes.fromhex("608648016503040203")  # SHA-512
        return container

    assert answer(signed(other), "Signature 1 intact").reason == "container-odd"


# ── what the signature covers ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("parameters", [*BOTH, *THIRD.values()])
def test_the_digest_of_the_certificate_that_a_signature_names(
    openssl: OpenSsl, signed: Carry, parameters: bytes
) -> None:
    """SHA-256 may stand there, though it need not (RFC 5035, section 4)."""

    def named(covered: bytes) -> Value:
        container = openssl.signature(covered)
        essence = der.attribute(container, der.SIGNING_CERTIFICATE_V2).at(0, 0)
        essence.parts.insert(0, value(bytes.fromhex("300b0609608648016503040201")))
        der.spell(essence.at(0), parameters)
        der.sign(container, openssl.secret)
        return container

    file = signed(named)
    assert (verify(file).findings == {}) is (parameters in BOTH)
    assert odd(file, "Signature 1 intact") is (parameters not in BOTH)


@pytest.mark.parametrize("parameters", [*BOTH, *THIRD.values()])
def test_the_digest_that_a_timestamp_is_over(openssl: OpenSsl, stamped: Carry, parameters: bytes) -> None:
    def told(covered: bytes) -> Value:
        container = openssl.token(covered)
        said = value(container.at(*der.ENCAPSULATED, 1, 0).content)
        der.spell(said.at(2, 0), parameters)
        container.at(*der.ENCAPSULATED, 1, 0).content = said.dump()
        der.attribute(container, der.MESSAGE_DIGEST).content = digest_of(said.dump())
        der.sign(container, openssl.secret)
        return container

    file = stamped(told)
    assert (verify(file).findings == {}) is (parameters in BOTH)
    assert odd(file, "timestamp 1 sound") is (parameters not in BOTH)


def digest_of(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def test_a_certificate_named_by_a_longer_digest(openssl: OpenSsl, stamped: Carry) -> None:
    assert verify(stamped(lambda covered: openssl.token(covered, "sha512"))).findings == {}


@pytest.mark.parametrize("inside", BOTH)
def test_algorithms_that_the_signature_protects(openssl: OpenSsl, signed: Carry, inside: bytes) -> None:
    """What RFC 6211 has signed and what stands outside may be spelled differently, and still be the same."""

    def protected(outside: bytes, covered: bytes) -> Value:
        container = spelled(openssl.signature(covered), {"listed": outside, "digest": outside})
        digest = value(container.at(*der.DIGEST).dump())
        der.spell(digest, inside)
        mechanism = Value(0xA1, value(container.at(*der.SIGNATURE_ALGORITHM).dump()).parts)
        der.add_attribute(container, der.ALGORITHM_PROTECTION, Value(0x30, [digest, mechanism]))
        der.sign(container, openssl.secret)
        return container

    for outside in BOTH:
        assert verify(signed(partial(protected, outside))).findings == {}


# ── RSASSA-PSS, whose parameters hold digests of their own (RFC 4055, section 2.1) ─────────────

PSS = ("-keyopt", "rsa_padding_mode:pss")
HASH, MASK = (1, 0, 0), (1, 1, 0, 1)


def test_digests_within_rsassa_pss(openssl: OpenSsl, signed: Carry) -> None:
    if not rsa_signs(openssl):
        return

    def within(hashed: bytes, mask: bytes, covered: bytes) -> Value:
        container = openssl.signature(covered, *PSS)
        mechanism = container.at(*der.SIGNATURE_ALGORITHM)
        der.spell(mechanism.at(*HASH), hashed)
        der.spell(mechanism.at(*MASK), mask)
        return container

    assert verify(signed(lambda covered: openssl.signature(covered, *PSS))).findings == {}
    for hashed, mask in product((*BOTH, *THIRD.values()), repeat=2):
        file = signed(partial(within, hashed, mask))
        assert (verify(file).findings == {}) is (hashed in BOTH and mask in BOTH), (hashed, mask)
