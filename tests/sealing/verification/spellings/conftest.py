"""Signatures and timestamps that `openssl` made, and the sealed files that carry them."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject

from tests.sealing.conftest import SPRING, Authority
from tests.sealing.verification.spellings.writing import Secret, Value, value

EVER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""From here on certificates are good for a hundred years: `openssl` tells the time of the machine."""
SETTINGS = """
[tsa]
default_tsa = clock
[clock]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = {essence}
"""


@dataclass(frozen=True)
class OpenSsl:
    """The command, with a key of its own for signing and one for timestamps."""

    folder: Path
    secret: Secret
    authority: Authority

    def __post_init__(self) -> None:
        public, span = self.secret.public_key(), (EVER, 36_500)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        self._write(
            "signer.pem", self.authority.certificate("Jonas Weber", public, *span).public_bytes(Encoding.PEM)
        )
        self._write(
            "clock.pem", self.authority.appoint("Test Clock", public, usage, *span).public_bytes(Encoding.PEM)
        )
        self._write("root.pem", self.authority.root.public_bytes(Encoding.PEM))
        self._write("key.pem", self.secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._write("serial", b"01")

    def signature(self, covered: bytes, *more: str) -> Value:
        """A signature over bytes, as `openssl cms` makes it."""
        self._write("covered", covered)
        self._run(
            "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256", "-in", "covered",
            "-signer", "signer.pem", "-inkey", "key.pem", "-certfile", "root.pem",
            "-outform", "DER", "-out", "signed", *more,
        )  # fmt: skip
        return value((self.folder / "signed").read_bytes())

    def token(self, covered: bytes, essence: str = "sha256") -> Value:
        """A timestamp over bytes, as `openssl ts` makes it; `essence` digests the name of its certificate."""
        self._write("covered", covered)
        self._run("ts", "-query", "-data", "covered", "-sha256", "-cert", "-no_nonce", "-out", "asked")
        return self.answer((self.folder / "asked").read_bytes(), essence)

    def answer(self, request: bytes, essence: str = "sha256") -> Value:
        """The timestamp that is asked for, as `openssl ts` makes it."""
        self._write("asked", request)
        self._write("settings", SETTINGS.format(folder=self.folder, essence=essence).encode())
        self._run(
            "ts", "-reply", "-config", "settings", "-queryfile", "asked", "-inkey", "key.pem",
            "-signer", "clock.pem", "-chain", "root.pem", "-token_out", "-out", "token",
        )  # fmt: skip
        return value((self.folder / "token").read_bytes())

    def _write(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def _run(self, *words: str) -> None:
        subprocess.run([_command(), *words], cwd=self.folder, check=True, capture_output=True)  # noqa: S603 - words of this file


def _command() -> str:
    found = shutil.which("openssl")
    assert found, "these tests need the openssl command"
    return found


@pytest.fixture(scope="session", params=["ec", "rsa"])
def openssl(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, authority: Authority
) -> OpenSsl:
    secret = (
        ec.generate_private_key(ec.SECP256R1())
        if request.param == "ec"
        else rsa.generate_private_key(65537, 2048)
    )
    return OpenSsl(tmp_path_factory.mktemp("openssl"), secret, authority)


Make = Callable[[bytes], Value]


def _placed(file: bytes, field: str, slot: PdfSignedData, make: Make) -> bytes:
    """The file with a container of our choice in a signature field, as another program would put it there."""
    unseen = SigFieldSpec(field, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    protocol = PdfCMSEmbedder(new_field_spec=unseen).write_cms(
        field, IncrementalPdfFileWriter(io.BytesIO(file))
    )
    next(protocol)
    protocol.send(SigObjSetup(slot))
    prepared, output = protocol.send(SigIOSetup("sha256", output=io.BytesIO()))
    written: bytes = output.getvalue()
    covered = written[: prepared.reserved_region_start] + written[prepared.reserved_region_end :]
    protocol.send(make(covered).dump())
    done: bytes = output.getvalue()
    return done


@pytest.fixture(scope="session")
def signed(sealed: bytes) -> Callable[[Make], bytes]:
    """The sealed file with a further signature."""

    def placed(make: Make) -> bytes:
        slot = SignatureObject(timestamp=SPRING, subfilter=SigSeedSubFilter.PADES, bytes_reserved=16_384)
        return _placed(sealed, "Signature 1", slot, make)

    return placed


@pytest.fixture(scope="session")
def stamped(sealed: bytes) -> Callable[[Make], bytes]:
    """The sealed file with a timestamp over it."""

    def placed(make: Make) -> bytes:
        return _placed(sealed, "Timestamp 1", DocumentTimestamp(bytes_reserved=16_384), make)

    return placed
