"""ECDSA is malleable: whoever has the signature (r, s) makes (r, n - s), which verifies as well.

So anybody could turn one sealed file into two, with different digests and the same proof. Charter signs with the
lower of the two, says in the signature's dictionary that it did, and refuses the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms, parser, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509 import ExtendedKeyUsage
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from charter.sealing.making.embedding import as_asn1
from charter.sealing.making.seal import countersign, seal
from charter.sealing.making.upgrade import upgrade
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.verify import verify
from tests.sealing.verification.attacks.test_forged_signatures import SPRING, signed_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Refuse

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-4, D.1.2.3)


def other(signature: bytes) -> bytes:
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, ORDER - s)


def is_high(signature: bytes) -> bool:
    return decode_dss_signature(signature)[1] > ORDER // 2


def signatures(file: bytes) -> list[bytes]:
    return [each.signer_info["signature"].native for each in open_pdf(file).signatures]


def twin(file: bytes, place: int = -1, *, token: bool = False) -> bytes:
    """The file with the other signature in the container at `place`; with `token` in that container's timestamp."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", file)[place]
    start, end = (int(bound) for bound in found)
    content: bytes = bytes.fromhex(file[start + 1 : end - 1].decode())
    container = cms.ContentInfo.load(content[: parser.peek(content)])
    info = container["content"]["signer_infos"][0]
    inner = info["unsigned_attrs"][0]["values"][0]["content"]["signer_infos"][0] if token else info
    inner["signature"] = other(inner["signature"].native)
    changed: bytes = container.dump(force=True).ljust(len(content), b"\0")
    assert len(changed) == len(content)
    return file[: start + 1] + changed.hex().encode() + file[end - 1 :]


@pytest.fixture
def contrary() -> Callable[[SealingKey], SealingKey]:
    """Has a key sign as some tokens do: with the higher of the two signatures, always."""

    def signing(key: SealingKey) -> SealingKey:
        def high(data: bytes) -> bytes:
            signature = key.sign(data)
            return signature if is_high(signature) else other(signature)

        return replace(key, sign=high)

    return signing


class CurveClock(DummyTimeStamper):
    """A timestamp service with an EC key, as some have, which gives the higher of the two signatures."""

    def __init__(self, authority: Authority) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        usage = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        own = as_asn1(authority.appoint("Curve Clock", self.secret.public_key(), usage))
        above = SimpleCertificateStore.from_certs([as_asn1(authority.root)])
        super().__init__(own, authority.clock(SPRING).tsa_key, above, fixed_dt=SPRING)

    def request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        answer = super().request_tsa_response(req)
        info = answer["time_stamp_token"]["content"]["signer_infos"][0]
        attributes = info["signed_attrs"].untag().dump(force=True)
        signature = self.secret.sign(attributes, ec.ECDSA(hashes.SHA256()))
        info["signature_algorithm"] = {"algorithm": "sha256_ecdsa"}
        info["signature"] = signature if is_high(signature) else other(signature)
        return answer


def test_twin_of_a_seal(sealed: bytes, refuse: Refuse) -> None:
    refuse(twin(sealed), "intact", "signature-not-canonical")


def test_a_seal_is_the_lower_whatever_the_token_gives(
    frozen: Frozen, authority: Authority, contrary: Callable[[SealingKey], SealingKey], refuse: Refuse
) -> None:
    file = seal(frozen.pdf, contrary(authority.key("Northlight")), SPRING, signatories=1).pdf
    assert not is_high(*signatures(file))
    assert verify(file).intact.holds
    refuse(twin(file), "intact", "signature-not-canonical")


def test_twin_of_a_further_signature_by_charter(
    sealed: bytes, authority: Authority, contrary: Callable[[SealingKey], SealingKey], refuse: Refuse
) -> None:
    file = countersign(sealed, 1, contrary(authority.key("Jonas Weber")), SPRING).pdf
    assert not any(map(is_high, signatures(file)))
    assert verify(file).findings == {}
    refuse(twin(file), "Signature 1 intact", "signature-not-canonical")


def test_twin_of_a_seal_under_a_further_signature(
    sealed: bytes, authority: Authority, refuse: Refuse
) -> None:
    """The later signature covers the seal, so it tells as well."""
    file = countersign(sealed, 1, authority.key("Jonas Weber"), SPRING).pdf
    refuse(twin(file, 0), "intact", "signature-not-canonical")


def test_twin_of_a_timestamp_in_the_seal(frozen: Frozen, authority: Authority, refuse: Refuse) -> None:
    key = authority.key("Northlight")
    done = seal(frozen.pdf, key, SPRING, service=CurveClock(authority), signatories=1)
    assert (done.missing, done.level) == ("", "B-T")
    refuse(twin(done.pdf, token=True), "timestamped", "signature-not-canonical")


def test_twin_of_a_document_timestamp(sealed: bytes, authority: Authority, refuse: Refuse) -> None:
    done = upgrade(sealed, CurveClock(authority))
    assert (done.missing, verify(done.pdf).findings) == ("", {})
    refuse(twin(done.pdf), "timestamped", "signature-not-canonical")


def test_a_further_signature_of_another_program_may_be_the_higher(
    sealed: bytes, authority: Authority, contrary: Callable[[SealingKey], SealingKey]
) -> None:
    file = signed_elsewhere(sealed, contrary(authority.key("Jonas Weber")), "Signature 1")
    assert is_high(signatures(file)[1])
    assert verify(file).findings == {}


def test_a_seal_by_another_program_may_be_the_higher(
    frozen: Frozen, authority: Authority, contrary: Callable[[SealingKey], SealingKey]
) -> None:
    file = signed_elsewhere(frozen.pdf, contrary(authority.key("Sven")), "Seal", certify=MDPPerm.FILL_FORMS)
    assert is_high(*signatures(file))
    assert verify(file).intact.holds


@pytest.mark.parametrize("name", [b"/Bharter", b"/charter"])
def test_the_mark_is_covered_by_the_signature(sealed: bytes, refuse: Refuse, name: bytes) -> None:
    """Whoever takes it off, to pass the twin as another program's, changes what was signed."""
    assert sealed.count(b"/Charter") == 1
    refuse(twin(sealed).replace(b"/Charter", name), "intact", "changed")
