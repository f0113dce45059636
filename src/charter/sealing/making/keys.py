"""Keys that seal: made at first use and kept safely, or one's own out of a PKCS#12 file.

A key is a certificate, the certificates above it, and a function that signs bytes; where the secret
lives (a file, or a token: hardware.py) is nobody else's business. Keys are EC P-256, or RSA of 2048
bits and more, which signs by PKCS#1 v1.5. The key that Charter makes is EC P-256
with a certificate signed by itself, good for twenty years: ten of use and the ten that a seal must
stay provable afterwards.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID, PublicKeyAlgorithmOID

from charter import atomic
from charter.sealing.evidence.act import Refusal

FILE = "seal.pem"  # the secret and its certificate in one file, so that no crash can part them
LIFE = dt.timedelta(days=20 * 365)
RSA_BITS = 2048  # below it, ETSI TS 119 312 lists no RSA key as fit for signatures
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class UnusableKey(Refusal):
    """A key that must not or cannot seal; the message says where it is and how to mend it."""


@dataclass(frozen=True)
class SealingKey:
    """What seals: `certificate`, `chain` (the certificates above it), and `sign`.

    `sign` takes the bytes to sign and gives the signature value over their SHA-256: ECDSA in DER for
    an EC key, PKCS#1 v1.5 for RSA.
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    sign: Callable[[bytes], bytes]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, in hex: the key's name in evidence and verdicts."""
        return fingerprint(self.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 of the certificate in DER, in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def own_key(folder: Path, name: str, now: dt.datetime) -> SealingKey:
    """Read the key kept in `folder`; at first use make one for `name`, valid from `now`.

    The folder is made with mode 0700 and the file with 0600; a folder that is there stays as it is. Two
    processes at once end up with the same key. Raises UnusableKey when others may read the file, or when
    it is not such a file.
    """
    path = folder / FILE
    atomic.sweep(path)
    if not path.exists():
        atomic.make_folder(folder, 0o700)
        with atomic.locked(path):
            if not path.exists():
                atomic.write_whole(path, _pem(*_made(name, now)), private=True)
    return read_key(path)


def read_key(path: Path) -> SealingKey:
    """Read a PEM file of a secret key and its certificates, its own first. Raises UnusableKey."""
    refuse_readable_by_others(path)
    data = path.read_bytes()
    try:
        secret = serialization.load_pem_private_key(data, password=None)
        certificate, *chain = x509.load_pem_x509_certificates(data)
    except (ValueError, TypeError) as error:
        raise UnusableKey(
            f"{path}: not a key file: it must hold a secret key in PEM without a passphrase, then its "
            "certificates. Move it away and a new key is made at the next seal."
        ) from error
    return _key(secret, certificate, chain, str(path))


def pkcs12_key(path: Path, passphrase: str) -> SealingKey:
    """Read one's own key out of a PKCS#12 file (.p12, .pfx). Raises UnusableKey."""
    refuse_readable_by_others(path)
    try:
        secret, certificate, chain = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode())
    except ValueError as error:
        raise UnusableKey(f"{path}: not a PKCS#12 file, or the passphrase is wrong: {error}") from error
    if secret is None:
        raise UnusableKey(f"{path}: holds no secret key; export the key together with its certificate.")
    if certificate is None:
        raise UnusableKey(
            f"{path}: holds no certificate that belongs to its key; export it together with it."
        )
    return _key(secret, certificate, chain, str(path))


def refuse_readable_by_others(path: Path) -> None:
    """Refuse a file with a secret that others may read. Raises UnusableKey."""
    if path.stat().st_mode & OTHERS:
        raise UnusableKey(f"{path}: others may read this file. Make it yours alone: chmod 600 {path}")


def refuse_weak_key(certificate: x509.Certificate, place: str) -> None:
    """Refuse a certificate whose key is none that seals take. Raises UnusableKey."""
    public = certificate.public_key()
    curve = isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)
    # A key that is for PSS alone (RSASSA-PSS) reads as RSA too, but must not sign by PKCS#1 v1.5.
    plain = certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSAES_PKCS1_v1_5
    if not curve and not (plain and isinstance(public, rsa.RSAPublicKey) and public.key_size >= RSA_BITS):
        raise UnusableKey(
            f"{place}: seals take an EC key on P-256 or an RSA key of at least {RSA_BITS} bits."
        )


def refuse_unfit_key(key: SealingKey, at: dt.datetime) -> None:
    """Refuse a key whose certificate is not good for a signature at this time. Raises UnusableKey."""
    certificate, name = key.certificate, key.certificate.subject.rfc4514_string()
    since, until = (
        each.astimezone(at.tzinfo)
        for each in (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
    )
    if not since <= at <= until:
        raise UnusableKey(
            f"the certificate of {name} is good from {since:%d %B %Y, %H:%M} to {until:%d %B %Y}, and "
            f"it is {at:%d %B %Y, %H:%M}: seal with one that is good now"
        )
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return  # RFC 5280, section 4.2.1.3: without it, any use is allowed
    if not usage.digital_signature and not usage.content_commitment:
        raise UnusableKey(f"the certificate of {name} is not for signatures: seal with one that is")


def above(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Those of `others` that stand above a certificate, in order; what else lay in the file has no place in a seal."""
    chain, left = [certificate], [each for each in others if each != certificate]
    while issuer := next((each for each in left if _issued(chain[-1], each)), None):
        left.remove(issuer)
        chain.append(issuer)
    return tuple(chain[1:])


def _issued(below: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _key(
    secret: object, certificate: x509.Certificate, others: Iterable[x509.Certificate], place: str
) -> SealingKey:
    refuse_weak_key(certificate, place)
    if isinstance(secret, ec.EllipticCurvePrivateKey):
        sign = _ecdsa(secret)
    elif isinstance(secret, rsa.RSAPrivateKey):
        sign = _rsa(secret)
    else:
        raise UnusableKey(f"{place}: its secret key is neither EC nor RSA.")
    if secret.public_key() != certificate.public_key():
        raise UnusableKey(f"{place}: the first certificate belongs to another key; put the key's own first.")
    return SealingKey(certificate, above(certificate, others), sign)


def _ecdsa(secret: ec.EllipticCurvePrivateKey) -> Callable[[bytes], bytes]:
    # RFC 6979: the same bytes give the same signature, and no weak random number can leak the key.
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    return lambda data: secret.sign(data, algorithm)


def _rsa(secret: rsa.RSAPrivateKey) -> Callable[[bytes], bytes]:
    return lambda data: secret.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _made(name: str, now: dt.datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    secret = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])  # X.520: ub-common-name
    public = secret.public_key()
    builder = (
        x509.CertificateBuilder(subject, subject, public, x509.random_serial_number(), now, now + LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    return secret, builder.sign(secret, hashes.SHA256())


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(secret: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    return secret.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
