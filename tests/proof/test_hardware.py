"""A key in a token (SoftHSM) seals by command, verifies here and by poppler, and never leaves the token."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[..., str]
    Secret = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

PIN = "2741"
ASKING = Path(__file__).with_name("put_certificates.py")
DER = serialization.Encoding.DER
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251 - the command's own clock is what it is


@dataclass(frozen=True)
class Desk:
    """A signed engagement's folder, with a token of which the machine knows the library."""

    folder: Path
    module: Path
    settings: Path

    def seal(self, *words: str | Path, pin: str | None = PIN) -> subprocess.CompletedProcess[str]:
        """Seal by the command, in a process of its own; the PIN is in its environment."""
        environment = os.environ | {"SOFTHSM2_CONF": str(self.settings)}
        environment |= {"CHARTER_PIN": pin} if pin else {}
        return _charter("seal", self.folder, *words, environment=environment)

    @property
    def sealed(self) -> Path:
        return self.folder / "signing" / "sealed.pdf"

    def state(self) -> dict[str, bytes]:
        """Every file of the folder, by name."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}


def _charter(
    *words: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "charter", *map(str, words)]
    told = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    told.stdout, told.stderr = " ".join(told.stdout.split()), " ".join(told.stderr.split())
    return told


def certificate(secret: Secret, name: str) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    days = dt.timedelta(days=365)
    return x509.CertificateBuilder(subject, subject, secret.public_key(), 7, NOW - days, NOW + days).sign(
        secret, hashes.SHA256()
    )


# ── a token with keys in it ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def module() -> Path:
    found = [path for path in Path("/usr/lib").rglob("libsofthsm2.so") if path.is_file()]
    if not found:
        pytest.fail("SoftHSM is missing here: `make proof` brings it.")
    return found[0]


@pytest.fixture(scope="session")
def token(module: Path, judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of a token "northlight": an EC key, an RSA key, and a key without a certificate."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "store").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'store'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(settings))
        judge(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "northlight",
            "--pin",
            PIN,
            "--so-pin",
            "91827",
        )
        judge(
            "softhsm2-util", "--init-token", "--free", "--label", "spare", "--pin", PIN, "--so-pin", "91827"
        )
        made: dict[str, Secret] = {
            "curve": ec.generate_private_key(ec.SECP256R1()),
            "rsa": rsa.generate_private_key(65537, 2048),
            "bare": ec.generate_private_key(ec.SECP256R1()),
            "mixed": ec.generate_private_key(ec.SECP256R1()),
        }
        for number, (label, secret) in enumerate(made.items(), 1):
            _bring_in(judge, folder, label, secret, number)
        owners = {"curve": "curve", "rsa": "rsa", "mixed": "curve"}
        certificates = {
            label: certificate(made[owner], f"Mara by {label}") for label, owner in owners.items()
        }
        _put_certificates(module, settings, list(made), certificates)
    (folder / "bare.pem").write_bytes(
        certificate(made["bare"], "Mara by file").public_bytes(serialization.Encoding.PEM)
    )
    return settings


def _bring_in(judge: Judge, folder: Path, label: str, secret: Secret, number: int) -> None:
    path = folder / f"{label}.key"
    path.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    given = ["--token", "northlight", "--pin", PIN, "--label", label, "--id", f"0{number}", "--import", path]
    judge("softhsm2-util", *given)
    path.unlink()


def _put_certificates(
    module: Path, settings: Path, labels: list[str], found: dict[str, x509.Certificate]
) -> None:
    """Put certificates beside the keys, in a process that then lets go of the token."""
    lines = [
        f"{label} {labels.index(label) + 1} {each.public_bytes(DER).hex()}" for label, each in found.items()
    ]
    run: list[str | Path] = [sys.executable, ASKING, module, "northlight", PIN]
    subprocess.run(
        run, input="\n".join(lines), text=True, check=True, env=os.environ | {"SOFTHSM2_CONF": str(settings)}
    )


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, harbourline: Path) -> Path:
    folder = tmp_path_factory.mktemp("signed") / "harbourline"
    shutil.copytree(harbourline, folder)
    for key, name in (("jonas", "Jonas Petersen"), ("mara", "Mara Lindqvist")):
        told = _charter(
            "sign", folder, "--as", key, "--typed", name, "--identified", "in person", "--consent"
        )
        assert told.returncode == 0, told.stderr
    return folder


@pytest.fixture
def desk(signed: Path, module: Path, token: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(signed, tmp_path / "harbourline")), module, token)


# ── it seals ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("label", ["curve", "rsa"])
def test_a_key_in_a_token_seals_and_others_find_it_valid(desk: Desk, judge: Judge, label: str) -> None:
    told = desk.seal("--pkcs11", desk.module, "--token", "northlight", "--key", label)
    assert told.returncode == 0, told.stderr
    verdict = verify(desk.sealed.read_bytes(), evidence=(desk.folder / "evidence.jsonl").read_bytes())
    assert verdict.findings == {}
    assert verdict.signer
    assert verdict.signer.name == f"Mara by {label}"
    assert "Signature is Valid." in judge("pdfsig", desk.sealed, verdict=False)
    sealing = next(FolderStore(desk.folder).chain().find("sealed"))
    assert sealing.what["certificate"] == verdict.signer.fingerprint
    before = desk.state()
    assert desk.seal("--pkcs11", desk.module, "--token", "northlight", "--key", label).returncode == 0
    assert desk.state() == before


def test_a_certificate_may_come_from_a_file_and_the_pin_too(desk: Desk, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text(f"{PIN}\n")
    pin.chmod(0o600)
    words: list[str | Path] = [
        "--pkcs11",
        desk.module,
        "--token",
        "northlight",
        "--key",
        "bare",
        "--pin-file",
        pin,
    ]
    told = desk.seal(*words, "--cert", desk.settings.with_name("bare.pem"), pin=None)
    assert told.returncode == 0, told.stderr
    signer = verify(desk.sealed.read_bytes()).signer
    assert signer
    assert signer.name == "Mara by file"


def test_the_secret_stays_in_the_token(desk: Desk) -> None:
    """The key is one that the token gives to nobody, and no file of the folder holds any secret."""
    assert desk.seal("--pkcs11", desk.module, "--token", "northlight", "--key", "curve").returncode == 0
    run: list[str | Path] = [sys.executable, ASKING, desk.module, "northlight", PIN, "curve"]
    environment = os.environ | {"SOFTHSM2_CONF": str(desk.settings)}
    asked = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "sensitive, not extractable"
    assert not any(
        b"PRIVATE KEY" in content or PIN.encode() + b"\n" in content for content in desk.state().values()
    )


# ── it says what is wrong, and writes nothing ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "pin", "says"),
    [
        (("--token", "northlight", "--key", "curve"), "0000", "the PIN is wrong; a token locks after a few"),
        (
            ("--token", "northlight", "--key", "curve"),
            None,
            "its PIN is needed: run this in a terminal, or set",
        ),
        (("--token", "southlight", "--key", "curve"), PIN, "there is no token 'southlight'"),
        (("--key", "curve"), PIN, "there are 2 to choose from (northlight, spare): name one, --token LABEL"),
        (("--token", "northlight", "--key", "plain"), PIN, "there is no key 'plain' that signs"),
        (("--token", "spare"), PIN, "there is no key that signs"),
        (("--token", "northlight"), PIN, "4 to choose from (bare, curve, mixed, rsa): name one, --key LABEL"),
        (
            ("--token", "northlight", "--key", "bare"),
            PIN,
            "no certificate for the key 'bare': name a file, --cert",
        ),
        (("--token", "northlight", "--key", "mixed"), PIN, "the certificate belongs to another key"),
    ],
)
def test_each_mistake_has_its_words(desk: Desk, words: tuple[str, ...], pin: str | None, says: str) -> None:
    before = desk.state()
    told = desk.seal("--pkcs11", desk.module, *words, pin=pin)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(f"error: {desk.module}")
    assert says in told.stderr
    assert desk.state() == before


@pytest.mark.parametrize(
    ("library", "says"), [("libm.so.6", "is no PKCS#11 library"), ("nowhere.so", "there is no such file")]
)
def test_what_is_no_library_of_a_token_is_named(desk: Desk, library: str, says: str) -> None:
    before = desk.state()
    path = next(iter(Path("/usr/lib").rglob(library)), Path("/usr/lib") / library)
    told = desk.seal("--pkcs11", path)
    assert told.returncode == 2
    assert f"error: {path}: {says}" in told.stderr
    assert desk.state() == before
