"""Keys in hardware, before a library that plays a token; `make proof` has a real one (SoftHSM)."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.x509.oid import NameOID
from pkcs11 import Attribute, Mechanism, ObjectClass

from charter.sealing.making.hardware import KeyLocation, read_certificates, token_key
from charter.sealing.making.keys import SealingKey, UnusableKey
from charter.sealing.making.seal import seal
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
MARA = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mara Lindqvist")])
PIN = "2741"


@dataclass
class Held(dict[Attribute, Any]):
    """An object in the token: what it says of itself, and its secret if it has one."""

    label: str = ""
    secret: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None
    each_time: bool = False
    pins: list[str | None] = field(default_factory=list)

    def sign(self, data: bytes, *, mechanism: Mechanism, pin: str | None = None) -> bytes:
        assert self.secret
        self.pins.append(pin)
        if isinstance(self.secret, rsa.RSAPrivateKey):
            assert mechanism == Mechanism.RSA_PKCS
            return _padded(self.secret, data)
        assert mechanism == Mechanism.ECDSA
        both = decode_dss_signature(self.secret.sign(data, ec.ECDSA(Prehashed(hashes.SHA256()))))
        return b"".join(number.to_bytes(32) for number in both)


def _padded(secret: rsa.RSAPrivateKey, data: bytes) -> bytes:
    """What RSA gives for data that already names its digest (RFC 8017, section 9.2)."""
    numbers, size = secret.private_numbers(), secret.key_size // 8
    block = b"\0\1" + b"\xff" * (size - len(data) - 3) + b"\0" + data
    return pow(int.from_bytes(block), numbers.d, numbers.public_numbers.n).to_bytes(size)


@dataclass
class Played:
    """A token, and its library: `refuses` is what it says to whoever opens it."""

    label: str = "northlight"
    held: list[Held] = field(default_factory=list)
    refuses: Exception | None = None
    open_now: bool = False

    def get_tokens(self, **_: object) -> Iterator[Played]:
        return iter([self])

    def open(self, *, user_pin: str) -> Played:
        if self.refuses:
            raise self.refuses
        assert user_pin == PIN
        self.open_now = True
        return self

    def get_objects(self, sought: dict[Attribute, Any]) -> Iterator[Held]:
        return (each for each in self.held if sought.items() <= each.items())

    def close(self) -> None:
        self.open_now = False


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "maker.so"
    path.touch()
    return path


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    token = Played()
    monkeypatch.setattr(pkcs11, "lib", lambda _: token)
    return token


def key(secret: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, label: str = "seal", **more: Any) -> Held:  # noqa: ANN401 - see Held
    held = Held(label, secret, **more)
    held |= {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True, Attribute.LABEL: label}
    held |= {Attribute.ID: b"", Attribute.ALWAYS_AUTHENTICATE: held.each_time}
    return held


def beside(value: bytes, label: str = "seal") -> Held:
    held = Held(label)
    held |= {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label, Attribute.ID: b""}
    held[Attribute.VALUE] = value
    return held


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def open_pdf(module: Path, **where: str) -> SealingKey:
    with token_key(KeyLocation(module, **where), PIN) as key:
        return key


def test_the_certificate_is_found_by_label_and_those_above_it_in_the_token(
    module: Path, played: Played, authority: Authority, frozen: Frozen
) -> None:
    secret, root = ec.generate_private_key(ec.SECP256R1()), authority.root
    own = authority.certify(MARA, secret.public_key())
    played.held = [beside(b"no certificate"), beside(der(root), "root"), beside(der(own)), key(secret)]
    with token_key(KeyLocation(module), PIN) as found:
        assert played.open_now
        assert (found.certificate, found.chain) == (own, (root,))
        verdict = verify(seal(frozen.pdf, found, SPRING).pdf, roots=[der(root)])
    assert verdict.findings == {}
    assert verdict.trusted.holds
    assert not played.open_now


def test_an_rsa_key_in_a_token_seals_too(
    module: Path, played: Played, authority: Authority, frozen: Frozen
) -> None:
    secret = rsa.generate_private_key(65537, 2048)
    played.held = [key(secret), beside(der(authority.certify(MARA, secret.public_key())))]
    played.held.append(beside(der(authority.root), "root"))
    assert verify(seal(frozen.pdf, open_pdf(module), SPRING).pdf).exit_code == 0
    played.held[0] = key(rsa.generate_private_key(65537, 2048))
    with pytest.raises(UnusableKey, match="belongs to another key"):
        open_pdf(module).sign(b"text")


@pytest.mark.parametrize("each_time", [True, False])
def test_a_card_that_asks_each_time_is_told_the_pin_each_time(
    module: Path, played: Played, authority: Authority, *, each_time: bool
) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    held = key(secret, each_time=each_time)
    played.held = [held, beside(der(authority.certify(MARA, secret.public_key())))]
    open_pdf(module).sign(b"text")
    assert held.pins == [PIN if each_time else None]


@pytest.mark.parametrize(
    ("refuses", "says"),
    [
        (pkcs11.PinIncorrect(), "the PIN is wrong"),
        (pkcs11.PinLenRange(), "the PIN is wrong"),
        (pkcs11.PinLocked(), "the PIN is locked; unlock it with the tool of its maker"),
        (pkcs11.DeviceRemoved(), r"the token refused: DeviceRemoved$"),
        (pkcs11.PKCS11Error("out of order"), r"the token refused: PKCS11Error out of order"),
    ],
)
def test_what_a_token_refuses_is_said_in_words(
    module: Path, played: Played, refuses: Exception, says: str
) -> None:
    played.refuses = refuses
    with pytest.raises(UnusableKey, match=rf"maker\.so, token northlight: {says}"):
        open_pdf(module, label="northlight")


def test_a_token_taken_out_while_it_signs_is_said(
    module: Path, played: Played, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    played.held = [key(secret), beside(der(authority.certify(MARA, secret.public_key())))]
    found = open_pdf(module)

    def gone(*_: object, **__: object) -> bytes:
        raise pkcs11.DeviceRemoved

    monkeypatch.setattr(Held, "sign", gone)
    with pytest.raises(UnusableKey, match="the token refused: DeviceRemoved"):
        found.sign(b"text")


def test_a_certificate_of_another_key_seals_nothing(
    module: Path, played: Played, authority: Authority
) -> None:
    secret, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    played.held = [key(secret), beside(der(authority.certify(MARA, other.public_key())))]
    with pytest.raises(UnusableKey, match="belongs to another key"):
        open_pdf(module).sign(b"text")


def test_a_short_key_is_refused(module: Path, played: Played) -> None:
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - what must be refused
    later = SPRING + dt.timedelta(days=9)
    own = x509.CertificateBuilder(MARA, MARA, short.public_key(), 7, SPRING, later)
    played.held = [
        key(ec.generate_private_key(ec.SECP256R1())),
        beside(der(own.sign(short, hashes.SHA256()))),
    ]
    with pytest.raises(UnusableKey, match="at least 2048 bits"):
        open_pdf(module)


@pytest.mark.parametrize(
    ("keys", "where", "says"),
    [
        ((), {"label": "elsewhere"}, "there is no token 'elsewhere'"),
        ((), {}, "there is no key that signs"),
        (("seal",), {"key": "other"}, "there is no key 'other' that signs"),
        (("one", "two"), {}, r"2 to choose from \(one, two\): name the key"),
        (("seal",), {}, "no certificate for the key 'seal': name the file of its certificate"),
    ],
)
def test_what_is_not_there_or_not_clear_is_said(
    module: Path, played: Played, keys: tuple[str, ...], where: dict[str, str], says: str
) -> None:
    played.held = [key(ec.generate_private_key(ec.SECP256R1()), name) for name in keys]
    with pytest.raises(UnusableKey, match=says):
        open_pdf(module, **where)


def test_a_file_that_is_no_library_and_one_that_is_not_there_are_named(module: Path) -> None:
    module.write_text("not a library")
    with pytest.raises(UnusableKey, match=r"maker\.so: is no PKCS#11 library"):
        open_pdf(module)
    with pytest.raises(UnusableKey, match=r"other\.so: there is no such file"):
        open_pdf(module.with_name("other.so"))


def test_without_the_extra_it_is_said_how_to_install_it(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(UnusableKey, match=r"pip install 'charter\[pkcs11\]'"):
        open_pdf(module)


def test_certificates_are_read_in_pem_and_der(authority: Authority, tmp_path: Path) -> None:
    path, root = tmp_path / "root.cer", authority.root
    path.write_bytes(der(root))
    assert read_certificates(path) == (root,)
    path.write_bytes(2 * root.public_bytes(serialization.Encoding.PEM))
    assert read_certificates(path) == (root, root)
    for broken in (b"", b"-----BEGIN CERTIFICATE-----"):
        path.write_bytes(broken)
        with pytest.raises(UnusableKey, match="holds no certificate"):
            read_certificates(path)
