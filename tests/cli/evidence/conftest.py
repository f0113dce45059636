"""Harbourline's folder, and a person who types commands in it at a time that the test sets."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from charter.cli import clock
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.link import Link
from tests.cli.conftest import Answer
from tests.cli.conftest import typed as typed_as_it_is

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
JOURNAL = """
[[entry]]
kind = "hours"
on = 2023-08-01
by = "mara"
hours = "6 hours"
work = "Interviews with the engineers"

[[entry]]
kind = "met"
on = 2023-08-01
by = "jonas"
meeting = "weekly"

[[entry]]
kind = "hours"
on = 2023-08-03
by = "mara"
hours = "4 hours"
work = "Reading the payment service"
id = "reading"
"""
SIGN = {
    "jonas": ("--typed", "Jonas Petersen", "--identified", "passport seen", "--consent"),
    "mara": ("--typed", "Mara Lindqvist", "--identified", "own machine", "--consent"),
}


@dataclass(frozen=True)
class Desk:
    """An engagement's folder, with commands typed in it."""

    folder: Path

    def run(self, command: str, *words: str) -> Answer:
        """Run a command on the folder."""
        return typed(command, str(self.folder), *words)

    def sign(self, key: str, *words: str) -> Answer:
        """Have a signatory sign."""
        return self.run("sign", "--as", key, *SIGN[key], *words)

    @property
    def evidence(self) -> Path:
        return self.folder / "evidence.jsonl"

    @property
    def sealed(self) -> Path:
        return self.folder / "signing" / "sealed.pdf"

    @property
    def links(self) -> list[Link]:
        return list(FolderStore(self.folder).chain())

    @property
    def kinds(self) -> list[str]:
        return [link.kind for link in self.links]

    def change(self, name: str, old: str, new: str) -> None:
        """Edit a file of the folder by hand."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


def typed(*words: str) -> Answer:
    """Type `charter` and words after it; give what it wrote for people in one line."""
    answer = typed_as_it_is(*words)
    said = answer.out if answer.out.startswith("{") else " ".join(answer.out.split())
    return Answer(answer.code, said, " ".join(answer.err.split()))


@pytest.fixture(name="typed")
def typed_at_a_prompt() -> Callable[..., Answer]:
    """Give the prompt: words in, outcome out."""
    return typed


@pytest.fixture(scope="session", autouse=True)
def settled() -> Iterator[None]:
    """Stop the clock, and let no variable of the machine reach the commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: AT)
        for name in ("CHARTER_KEYS", "CHARTER_TSA", "CHARTER_P12_PASSPHRASE", "CHARTER_PIN"):
            patch.delenv(name, raising=False)
        yield


def _laid_out(harbourline: Path, folder: Path) -> Desk:
    shutil.copytree(harbourline, folder)
    (folder / "journal.toml").write_text(JOURNAL, "utf-8")
    return Desk(folder)


@pytest.fixture
def desk(harbourline: Path, tmp_path: Path) -> Desk:
    """Harbourline with a short journal, and nothing recorded."""
    return _laid_out(harbourline, tmp_path / "harbourline")


@pytest.fixture
def late() -> Callable[[], dt.datetime]:
    """Give a moment at which it is tomorrow already where the agreement is at home."""
    return lambda: AT.replace(hour=23, minute=30)


@pytest.fixture
def at() -> Callable[[Path], Desk]:
    """Sit down at a folder."""
    return Desk


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "charter"


@pytest.fixture(scope="session")
def _recorded_once(harbourline: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = _laid_out(harbourline, tmp_path_factory.mktemp("recorded") / "harbourline")
    assert desk.run("record").code == 0
    return desk.folder


@pytest.fixture
def recorded(_recorded_once: Path, tmp_path: Path) -> Desk:
    """Harbourline with its journal recorded."""
    return Desk(Path(shutil.copytree(_recorded_once, tmp_path / "harbourline")))


@pytest.fixture(scope="session")
def _signed_by_one(_recorded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(_recorded_once, tmp_path_factory.mktemp("one") / "harbourline")
    assert Desk(folder).sign("jonas").code == 0
    return folder


@pytest.fixture
def one(_signed_by_one: Path, tmp_path: Path) -> Desk:
    """Harbourline, recorded, and signed by Jonas alone."""
    return Desk(Path(shutil.copytree(_signed_by_one, tmp_path / "one")))


@pytest.fixture(scope="session")
def _signed_once(_signed_by_one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(_signed_by_one, tmp_path_factory.mktemp("signed") / "harbourline")
    assert Desk(folder).sign("mara").code == 0
    return folder


@pytest.fixture
def signed(_signed_once: Path, tmp_path: Path) -> Desk:
    """Harbourline, recorded, and signed by Jonas and Mara."""
    return Desk(Path(shutil.copytree(_signed_once, tmp_path / "harbourline")))


@pytest.fixture(scope="session")
def _sealed_once(_signed_once: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(_signed_once, tmp_path_factory.mktemp("sealed") / "harbourline")
    assert Desk(folder).run("seal", "--keys", str(keys)).code == 0
    return folder


@pytest.fixture
def sealed(_sealed_once: Path, tmp_path: Path) -> Desk:
    """Harbourline, signed and sealed."""
    return Desk(Path(shutil.copytree(_sealed_once, tmp_path / "harbourline")))


# ── a timestamp service ────────────────────────────────────────────────────────────────────────


def certificate(
    name: str, secret: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, *, clock: bool
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    days = dt.timedelta(days=3650)
    builder = x509.CertificateBuilder(subject, subject, secret.public_key(), 7, AT - days, AT + days)
    if clock:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(secret, hashes.SHA256())


@pytest.fixture(scope="session")
def certified() -> Callable[..., x509.Certificate]:
    """Certify a name's key by itself."""
    return certificate


@pytest.fixture(scope="session")
def clock_service() -> DummyTimeStamper:
    """A timestamp service that runs in the test."""
    secret = rsa.generate_private_key(65537, 2048)
    own = asn1_x509.Certificate.load(
        certificate("Test Clock", secret, clock=True).public_bytes(serialization.Encoding.DER)
    )
    der = secret.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore.from_certs([own])
    return DummyTimeStamper(own, asn1_keys.PrivateKeyInfo.load(der), store, fixed_dt=AT)
