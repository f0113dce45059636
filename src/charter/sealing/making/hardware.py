"""Keys in hardware: a token signs (PKCS#11), and its secret never leaves it.

A smart card, a USB token or a network module is reached through the library that its maker ships.
The certificate is the one that stands beside the key on the token, or one given as a file. What the
token signs is checked against that certificate at once, because a token says nothing of which belongs
to which. A wrong PIN is tried once and never again by itself: a token locks after a few.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from asn1crypto import algos, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from charter.sealing.evidence.act import Act
from charter.sealing.making.keys import SealingKey, UnusableKey, above, refuse_weak_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pkcs11

_Result = TypeVar("_Result")
MISSING = "keys in hardware need python-pkcs11, which is not installed here: pip install 'charter[pkcs11]'"


@dataclass(frozen=True)
class KeyLocation:
    """Where a key in hardware is: the library of its maker, the label of the token, the label of the key.

    "" for a label: the only one that there is.
    """

    module: Path
    label: str = ""
    key: str = ""

    def __str__(self) -> str:
        """Name it as a person would look for it."""
        return f"{self.module}, token {self.label}" if self.label else str(self.module)


@contextmanager
def token_key(
    token: KeyLocation, pin: str, certificates: Sequence[x509.Certificate] = ()
) -> Iterator[SealingKey]:
    """Open a token, and give the key in it while it is open.

    `certificates` are that of the key and those above it, for a token that holds none. Raises UnusableKey,
    also out of the key's `sign`, naming the token and what would mend it.
    """
    if not token.module.is_file():
        raise UnusableKey(f"{token.module}: there is no such file; it is the library that the maker ships")
    with _told(token), _session(token, pin) as session:
        secret = _secret(session, token)
        resident = _resident(session)
        own = certificates[0] if certificates else _certificate(secret, resident, token)
        refuse_weak_key(own, str(token))
        others = [*certificates[1:], *(each for _, each in resident)]
        yield SealingKey(own, above(own, others), _signing(secret, own, pin, token))


def read_certificates(path: Path) -> tuple[x509.Certificate, ...]:
    """Read a file of certificates, the key's own first: PEM, or one in DER. Raises UnusableKey."""
    data = path.read_bytes()
    try:
        if b"-----BEGIN" in data:
            return tuple(x509.load_pem_x509_certificates(data))
        return (x509.load_der_x509_certificate(data),)
    except ValueError as error:
        raise UnusableKey(f"{path}: holds no certificate, in PEM or in DER") from error


# ── the token ──────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _told(token: KeyLocation) -> Iterator[None]:
    """Say in words what the token's library says in codes."""
    try:
        import pkcs11  # noqa: PLC0415 - an extra: only who has such a token needs it
    except ImportError as error:
        raise UnusableKey(MISSING) from error
    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
        raise UnusableKey(f"{token}: the PIN is wrong; a token locks after a few wrong ones") from error
    except pkcs11.PinLocked as error:
        raise UnusableKey(f"{token}: the PIN is locked; unlock it with the tool of its maker") from error
    except pkcs11.PKCS11Error as error:
        said = " ".join(filter(None, (type(error).__name__, str(error))))
        raise UnusableKey(f"{token}: the token refused: {said}") from error


@contextmanager
def _session(token: KeyLocation, pin: str) -> Iterator[pkcs11.Session]:
    found = _one(token, _tokens(token), f"token {token.label!r}" if token.label else "token", Act.NAME_TOKEN)
    session = found.open(user_pin=pin)
    try:
        yield session
    finally:
        session.close()


def _tokens(token: KeyLocation) -> list[pkcs11.Token]:
    import pkcs11  # noqa: PLC0415 - as in `_told`

    try:
        library = pkcs11.lib(str(token.module.resolve()))
    except pkcs11.PKCS11Error as error:
        raise UnusableKey(f"{token.module}: is no PKCS#11 library ({error})") from error
    ready = library.get_tokens(token_flags=pkcs11.TokenFlag.TOKEN_INITIALIZED)
    return [each for each in ready if token.label in {"", each.label}]


def _secret(session: pkcs11.Session, token: KeyLocation) -> Any:  # noqa: ANN401 - the library types no attributes
    import pkcs11  # noqa: PLC0415 - as in `_told`

    sought: dict[pkcs11.Attribute, Any] = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
        pkcs11.Attribute.SIGN: True,
    }
    if token.key:
        sought[pkcs11.Attribute.LABEL] = token.key
    named = f"key {token.key!r} that signs" if token.key else "key that signs"
    return _one(token, list(session.get_objects(sought)), named, Act.NAME_KEY)


def _resident(session: pkcs11.Session) -> list[tuple[Any, x509.Certificate]]:
    """The certificates on the token, each with the object that holds it; what is none is passed over."""
    import pkcs11  # noqa: PLC0415 - as in `_told`

    found = []
    for held in list(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})):
        with suppress(ValueError):
            found.append((held, x509.load_der_x509_certificate(held[pkcs11.Attribute.VALUE])))
    return found


def _certificate(
    secret: Any,  # noqa: ANN401 - as in `_secret`
    resident: Sequence[tuple[Any, x509.Certificate]],
    token: KeyLocation,
) -> x509.Certificate:
    """Give the certificate beside a key: known by the id that both bear, or else by the label."""
    import pkcs11  # noqa: PLC0415 - as in `_told`

    for attribute in (pkcs11.Attribute.ID, pkcs11.Attribute.LABEL):
        for held, certificate in resident:
            if secret[attribute] and held[attribute] == secret[attribute]:
                return certificate
    raise UnusableKey(f"{token}: there is no certificate for the key {secret.label!r}", Act.NAME_CERTIFICATE)


def _one(token: KeyLocation, found: Sequence[_Result], named: str, act: Act) -> _Result:
    if not found:
        raise UnusableKey(f"{token}: there is no {named}")
    if len(found) > 1:
        labels = ", ".join(sorted({getattr(each, "label", "") or "(no label)" for each in found}))
        raise UnusableKey(f"{token}: there are {len(found)} to choose from ({labels})", act)
    return found[0]


# ── what it signs ──────────────────────────────────────────────────────────────────────────────


def _signing(
    secret: Any,  # noqa: ANN401 - as in `_secret`
    certificate: x509.Certificate,
    pin: str,
    token: KeyLocation,
) -> Callable[[bytes], bytes]:
    import pkcs11  # noqa: PLC0415 - as in `_told`
    from pkcs11.util.ec import encode_ecdsa_signature  # noqa: PLC0415 - as above

    curve = isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    mechanism = pkcs11.Mechanism.ECDSA if curve else pkcs11.Mechanism.RSA_PKCS
    # Cards for qualified signatures ask for the PIN anew at each use.
    each_time = {"pin": pin} if secret[pkcs11.Attribute.ALWAYS_AUTHENTICATE] else {}

    def sign(data: bytes) -> bytes:
        # The digest is made here: every token signs one, by no means every token makes one.
        digest = _sha256(data)
        with _told(token):
            given = secret.sign(digest if curve else _wrapped(digest), mechanism=mechanism, **each_time)
        signature = encode_ecdsa_signature(given) if curve else given
        _refuse_stranger(certificate, signature, data, token)
        return bytes(signature)

    return sign


def _refuse_stranger(
    certificate: x509.Certificate, signature: bytes, data: bytes, token: KeyLocation
) -> None:
    public = certificate.public_key()
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise UnusableKey(f"{token}: the certificate belongs to another key", Act.NAME_CERTIFICATE) from error


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def _wrapped(digest: bytes) -> bytes:
    """The digest with its algorithm's name, as PKCS#1 v1.5 signs it (RFC 8017, section 9.2)."""
    algorithm = {"algorithm": "sha256", "parameters": core.Null()}
    wrapped: bytes = algos.DigestInfo({"digest_algorithm": algorithm, "digest": digest}).dump()
    return wrapped
