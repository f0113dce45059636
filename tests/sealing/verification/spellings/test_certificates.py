"""A certificate says twice how it was signed, within what is signed and beside it (RFC 5280, section 4.1.1.2).

Both must be the same, and either spelling of RSA is (RFC 5754, section 3.2). The one beside is covered by nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from charter.sealing.making.keys import SealingKey
from charter.sealing.making.seal import countersign
from charter.sealing.verification.verify import verify
from tests.sealing.conftest import SPRING
from tests.sealing.verification.spellings import writing as der
from tests.sealing.verification.spellings.test_charters_own import edited
from tests.sealing.verification.spellings.test_spellings import BOTH, THIRD
from tests.sealing.verification.spellings.writing import NULL, Value, value

if TYPE_CHECKING:
    pass

WITHIN, BESIDE, ISSUER, OWNER = (0, 2), (1,), (0, 3), (0, 5)


@pytest.fixture(scope="module")
def secret() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def certificate(
    name: str, public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey, above: rsa.RSAPrivateKey, spelling: bytes
) -> x509.Certificate:
    """A certificate by an authority with an RSA key, spelled as we like."""
    named, issuer = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, "Old Authority")
    )
    start = SPRING - dt.timedelta(days=30)
    built = x509.CertificateBuilder(issuer, named, public, len(name), start, start + dt.timedelta(days=900))
    root = name == "Old Authority"
    issuing = x509.BasicConstraints(ca=root, path_length=None)
    usage = x509.KeyUsage(not root, not root, False, False, False, root, root, False, False)  # noqa: FBT003 - RFC 5280's order
    built = built.add_extension(issuing, critical=True).add_extension(usage, critical=True)
    found = value(built.sign(above, hashes.SHA256()).public_bytes(Encoding.DER))
    der.spell(found.at(*WITHIN), spelling)
    der.spell(found.at(*BESIDE), spelling)
    signature = above.sign(found.at(0).dump(), padding.PKCS1v15(), hashes.SHA256())
    found.at(2).content = b"\0" + signature
    return x509.load_der_x509_certificate(found.dump())


def signed(sealed: bytes, secret: rsa.RSAPrivateKey, spelling: bytes) -> bytes:
    own = ec.generate_private_key(ec.SECP256R1())
    root = certificate("Old Authority", secret.public_key(), secret, spelling)
    key = SealingKey(
        certificate("Jonas Weber", own.public_key(), secret, spelling),
        (root,),
        lambda data: own.sign(data, ec.ECDSA(hashes.SHA256())),
    )
    return countersign(sealed, 1, key, SPRING).pdf


@pytest.mark.parametrize("spelling", BOTH)
def test_either_spelling(sealed: bytes, secret: rsa.RSAPrivateKey, spelling: bytes) -> None:
    root = certificate("Old Authority", secret.public_key(), secret, spelling).public_bytes(Encoding.DER)
    verdict = verify(signed(sealed, secret, spelling), roots=[root])
    assert verdict.further[0].intact.holds
    assert verdict.further[0].trusted.holds, verdict.further[0].trusted


@pytest.mark.parametrize("spelling", [b"", *THIRD.values()])
def test_another_spelling_beside_than_within(
    sealed: bytes, secret: rsa.RSAPrivateKey, spelling: bytes
) -> None:
    def beside(container: Value) -> None:
        (root,) = (
            each for each in container.at(*der.CERTIFICATES).parts if each.at(*ISSUER) == each.at(*OWNER)
        )
        der.spell(root.at(*BESIDE), spelling)

    answer = verify(edited(signed(sealed, secret, NULL), beside)).further[0].intact
    assert answer.reason == ("certificate-unreadable" if spelling else "certificate-unproven")
    assert "Old Authority" in answer.says
