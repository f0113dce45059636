"""A key is made once, kept for its owner alone, and refused when it is unfit."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from charter.sealing.making import keys
from charter.sealing.making.seal import seal
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Northlight CTO")])
Secret = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def certificate_for(secret: Secret) -> x509.Certificate:
    later = SPRING + dt.timedelta(days=365)
    return x509.CertificateBuilder(NAME, NAME, secret.public_key(), 7, SPRING, later).sign(
        secret, hashes.SHA256()
    )


def pem(secret: Secret, certificate: x509.Certificate) -> bytes:
    return secret.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def test_first_use_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    key = keys.own_key(folder, "Northlight CTO", SPRING)
    assert key.certificate.subject == NAME
    assert key.certificate.not_valid_before_utc == SPRING
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert oct((folder / keys.FILE).stat().st_mode & 0o777) == "0o600"
    assert [file.name for file in folder.iterdir()] == [keys.FILE]


def test_later_uses_read_the_same_key(tmp_path: Path) -> None:
    first = keys.own_key(tmp_path / "keys", "Northlight CTO", SPRING)
    later = keys.own_key(tmp_path / "keys", "Another name", SPRING + dt.timedelta(days=9))
    assert later.fingerprint == first.fingerprint == keys.fingerprint(first.certificate)


def test_the_key_signs_alike_each_time_and_its_certificate_agrees(tmp_path: Path) -> None:
    key = keys.own_key(tmp_path, "Northlight CTO", SPRING)
    signature = key.sign(b"text")
    assert signature == key.sign(b"text")
    public = key.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signature, b"text", ec.ECDSA(hashes.SHA256()))


def test_of_many_first_uses_at_once_one_key_remains(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: keys.own_key(folder, f"Northlight {n}", SPRING), range(8)))
    assert len({key.fingerprint for key in made}) == 1
    assert [file.name for file in folder.iterdir()] == [keys.FILE]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    keys.own_key(tmp_path, "Northlight CTO", SPRING)
    assert oct(tmp_path.stat().st_mode & 0o777) == "0o755"


def test_what_a_killed_first_use_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".seal.pem.new").write_text("half a secret")
    (tmp_path / ".seal.pem.lock").touch()
    keys.own_key(tmp_path, "Northlight CTO", SPRING)
    assert [file.name for file in tmp_path.iterdir()] == [keys.FILE]


def test_a_key_that_others_may_read_is_refused_with_the_way_to_mend_it(tmp_path: Path) -> None:
    keys.own_key(tmp_path, "Northlight CTO", SPRING)
    (tmp_path / keys.FILE).chmod(0o640)
    with pytest.raises(keys.UnusableKey, match=r"others may read this file.*chmod 600"):
        keys.own_key(tmp_path, "Northlight CTO", SPRING)


def test_broken_key_files_are_refused_by_name(tmp_path: Path) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    alone = pem(secret, certificate_for(secret)).split(b"-----BEGIN CERTIFICATE")[0]
    for data in (b"", b"not a key", alone):
        with pytest.raises(keys.UnusableKey, match=r"seal\.pem: not a key file"):
            keys.read_key(kept(tmp_path / keys.FILE, data))


def test_a_certificate_of_another_key_is_refused(tmp_path: Path) -> None:
    secret, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(keys.UnusableKey, match="belongs to another key"):
        keys.read_key(kept(tmp_path / keys.FILE, pem(secret, certificate_for(other))))


def test_a_secret_of_another_kind_than_its_certificate_is_refused(tmp_path: Path) -> None:
    certificate = certificate_for(ec.generate_private_key(ec.SECP256R1()))
    other = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    data = other + certificate.public_bytes(serialization.Encoding.PEM)
    with pytest.raises(keys.UnusableKey, match="neither EC nor RSA"):
        keys.read_key(kept(tmp_path / keys.FILE, data))


def test_other_curves_and_short_rsa_are_refused(tmp_path: Path) -> None:
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - what must be refused
    for secret in (ec.generate_private_key(ec.SECP384R1()), short):
        with pytest.raises(keys.UnusableKey, match="P-256"):
            keys.read_key(kept(tmp_path / keys.FILE, pem(secret, certificate_for(secret))))


def bundle(secret: Secret | None, certificate: x509.Certificate | None, passphrase: bytes) -> bytes:
    other = certificate_for(ec.generate_private_key(ec.SECP256R1()))
    how = serialization.BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(b"own", secret, certificate, [other], how)


def test_an_own_pkcs12_key_seals(tmp_path: Path) -> None:
    secret = rsa.generate_private_key(65537, 2048)
    path = kept(tmp_path / "own.p12", bundle(secret, certificate_for(secret), b"salt and pepper"))
    key = keys.pkcs12_key(path, "salt and pepper")
    assert key.chain == (), "the other certificate in the file stands above nobody"
    secret.public_key().verify(key.sign(b"text"), b"text", padding.PKCS1v15(), hashes.SHA256())


def test_a_pkcs12_file_with_strange_certificates_gives_a_seal_that_verifies(
    frozen: Frozen, authority: Authority, tmp_path: Path
) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    issued, root = authority.certify(NAME, secret.public_key()), authority.root
    stranger = certificate_for(ec.generate_private_key(ec.SECP256R1()))
    how = serialization.BestAvailableEncryption(b"right")
    data = pkcs12.serialize_key_and_certificates(b"own", secret, issued, [stranger, root], how)
    key = keys.pkcs12_key(kept(tmp_path / "own.p12", data), "right")
    assert key.chain == (root,)
    assert verify(seal(frozen.pdf, key, SPRING).pdf).exit_code == 0


def test_an_rsa_key_seals_too(frozen: Frozen, tmp_path: Path) -> None:
    secret = rsa.generate_private_key(65537, 3072)
    key = keys.read_key(kept(tmp_path / keys.FILE, pem(secret, certificate_for(secret))))
    assert verify(seal(frozen.pdf, key, SPRING).pdf).exit_code == 0


def test_a_pkcs12_file_without_a_key_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path / "own.p12", bundle(None, None, b"right"))
    with pytest.raises(keys.UnusableKey, match="holds no secret key"):
        keys.pkcs12_key(path, "right")


def test_a_pkcs12_file_with_the_wrong_passphrase_or_no_certificate_is_refused(tmp_path: Path) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    path = kept(tmp_path / "own.p12", bundle(secret, certificate_for(secret), b"right"))
    with pytest.raises(keys.UnusableKey, match="passphrase"):
        keys.pkcs12_key(path, "wrong")
    with pytest.raises(keys.UnusableKey, match="no certificate"):
        keys.pkcs12_key(kept(tmp_path / "bare.p12", bundle(secret, None, b"right")), "right")


# ── certificates that must not seal ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("days", [-1, 366])
def test_outside_the_time_of_its_certificate_a_key_is_refused(days: int) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    key = keys.SealingKey(certificate_for(secret), (), lambda data: data)
    with pytest.raises(
        keys.UnusableKey, match=r"CN=Northlight CTO is good from 01 March 2026, 09:00 to 01 March 2027"
    ):
        keys.refuse_unfit_key(key, SPRING + dt.timedelta(days=days))


def test_a_certificate_that_is_not_for_signatures_is_refused(authority: Authority) -> None:
    key = keys.SealingKey(authority.root, (), authority.sign)
    with pytest.raises(keys.UnusableKey, match="is not for signatures"):
        keys.refuse_unfit_key(key, SPRING)


def test_an_rsa_key_for_pss_alone_is_refused() -> None:
    """It reads as RSA, but a seal by PKCS#1 v1.5 would not verify under such a certificate."""
    secret = rsa.generate_private_key(65537, 2048)
    plain = secret.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    own = asn1_x509.Certificate.load(certificate_for(secret).public_bytes(serialization.Encoding.DER))
    own["tbs_certificate"]["subject_public_key_info"] = asn1_keys.PublicKeyInfo(
        {
            "algorithm": {"algorithm": "rsassa_pss"},
            "public_key": asn1_keys.PublicKeyInfo.load(plain)["public_key"].parsed,
        }
    )
    with pytest.raises(keys.UnusableKey, match="P-256 or an RSA key"):
        keys.refuse_weak_key(x509.load_der_x509_certificate(own.dump(force=True)), "own.p12")
