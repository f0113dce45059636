"""A small agreement, signed and sealed; keys, an authority above them, and a clock service of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
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

from charter.core.document import tree
from charter.sealing.evidence.folder_store import FolderStore, signing_folder
from charter.sealing.evidence.names import FILE
from charter.sealing.evidence.store import SEALED, DocumentStore, EvidenceStore
from charter.sealing.making import keys
from charter.sealing.making.keys import SealingKey
from charter.sealing.signing import freeze, sign
from charter.sealing.signing.freeze import Frozen
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.signing.sign import Signature
from tests.sealing.memory_store import MemoryStore

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
CONSENT = "I sign this agreement electronically."
PUBLIC = serialization.Encoding.DER


def _agreement() -> tree.Document:
    law = tree.Section(
        "general.law",
        "1.1",
        "Law",
        (tree.Text("German law applies."),),
        (
            tree.Paragraph(
                "1.1.1", (tree.Text("The law is that of "), tree.Value("general.law.law", "Germany"))
            ),
        ),
    )
    return tree.Document(
        title="Engagement agreement",
        subtitle="Harbourline and Northlight",
        version="Version 3",
        dated=dt.date(2026, 3, 1),
        language="en",
        paper="a4",
        cover=(),
        timeline=None,
        articles=(tree.Article("general", "1", "General", (law,)),),
        glossary=(),
        schedules=(),
        closing=(tree.Text("Signed by both sides."),),
        signatures=(
            tree.SignatureBlock(
                "client",
                "Harbourline",
                (tree.Signatory("Jonas Weber", "CEO", "jonas@client.example", key="jonas"),),
            ),
            tree.SignatureBlock(
                "consultant",
                "Northlight",
                (tree.Signatory("Mara Lindqvist", "CTO", "mara@cto.example", key="mara"),),
            ),
        ),
    )


@pytest.fixture(scope="session")
def agreement() -> tree.Document:
    return _agreement()


@pytest.fixture(scope="session")
def frozen(agreement: tree.Document) -> Frozen:
    return freeze.freeze(agreement, '[general.law]\nlaw = "DE"\n', "2026.1")


@pytest.fixture(scope="session")
def signatures(frozen: Frozen) -> tuple[Signature, Signature]:
    strokes = (((100, 200), (300, 20), (500, 250)), ((600, 40), (640, 60)))
    return (
        Signature("jonas", "typed", "Jonas Weber", SPRING, "code by email", CONSENT, frozen.digest),
        Signature("mara", "drawn", strokes, SPRING, "passkey", CONSENT, frozen.digest),
    )


# ── keys and the authority above them ──────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Authority:
    """A certificate authority of the tests: it issues keys, and says which it took back."""

    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: x509.Name = field(default_factory=lambda: _named("Test Authority"))

    @property
    def root(self) -> x509.Certificate:
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        return self._build(
            self.name,
            self.secret.public_key(),
            1,
            start=SPRING - dt.timedelta(days=900),
            days=9000,
            extra=constraints,
        )

    def key(
        self, name: str, start: dt.datetime = SPRING - dt.timedelta(days=30), days: int = 3650
    ) -> SealingKey:
        """A key for a person, good for `days` from `start`."""
        secret = ec.generate_private_key(ec.SECP256R1())
        certificate = self.certificate(name, secret.public_key(), start, days)
        return SealingKey(
            certificate, (self.root,), lambda data: secret.sign(data, ec.ECDSA(hashes.SHA256()))
        )

    def certify(
        self, name: x509.Name, public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey
    ) -> x509.Certificate:
        """A certificate for somebody's own key."""
        start = SPRING - dt.timedelta(days=30)
        return self._build(name, public, x509.random_serial_number(), start=start, days=3650)

    def appoint(
        self,
        name: str,
        public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        usage: x509.ExtensionType,
        start: dt.datetime = SPRING - dt.timedelta(days=30),
        days: int = 3650,
    ) -> x509.Certificate:
        """A certificate for a service, for one usage."""
        return self._build(_named(name), public, 99, start=start, days=days, extra=usage)

    def certificate(
        self,
        name: str,
        public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        start: dt.datetime,
        days: int = 3650,
    ) -> x509.Certificate:
        """A certificate for a key, good for `days` from `start`; whoever brings one is not asked for the secret."""
        return self._build(_named(name), public, x509.random_serial_number(), start=start, days=days)

    def sign(self, data: bytes) -> bytes:
        """A signature by the authority's own key."""
        return self.secret.sign(data, ec.ECDSA(hashes.SHA256()))

    def clock(self, at: dt.datetime, name: str = "Test Clock") -> DummyTimeStamper:
        """A timestamp service that always says `at`."""
        secret = _clock_secret()
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        start = SPRING - dt.timedelta(days=30)
        certificate = self._build(_named(name), secret.public_key(), 99, start=start, days=3650, extra=usage)
        der = secret.private_bytes(PUBLIC, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return DummyTimeStamper(
            asn1_x509.Certificate.load(certificate.public_bytes(PUBLIC)),
            asn1_keys.PrivateKeyInfo.load(der),
            SimpleCertificateStore.from_certs([asn1_x509.Certificate.load(self.root.public_bytes(PUBLIC))]),
            fixed_dt=at,
        )

    def revocations(self, *serials: int) -> bytes:
        """The authority's list of certificates that it took back, in DER."""
        builder = x509.CertificateRevocationListBuilder(self.name, SPRING, SPRING + dt.timedelta(days=3650))
        for serial in serials:
            entry = x509.RevokedCertificateBuilder(serial, SPRING - dt.timedelta(days=1)).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.secret, hashes.SHA256()).public_bytes(PUBLIC)

    def _build(
        self,
        name: x509.Name,
        public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        serial: int,
        *,
        start: dt.datetime,
        days: int,
        extra: x509.ExtensionType = x509.BasicConstraints(ca=False, path_length=None),  # noqa: B008 - frozen
    ) -> x509.Certificate:
        issuing = name == self.name
        usage = x509.KeyUsage(not issuing, not issuing, False, False, False, issuing, issuing, False, False)  # noqa: FBT003 - RFC 5280's order
        builder = x509.CertificateBuilder(
            self.name, name, public, serial, start, start + dt.timedelta(days=days)
        )
        return (
            builder.add_extension(extra, critical=True)
            .add_extension(usage, critical=True)
            .sign(self.secret, hashes.SHA256())
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


_SECRETS: list[rsa.RSAPrivateKey] = []


def _clock_secret() -> rsa.RSAPrivateKey:
    if not _SECRETS:  # pyHanko's clock service signs with RSA only, and such a key takes long to make
        _SECRETS.append(rsa.generate_private_key(65537, 2048))
    return _SECRETS[0]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> SealingKey:
    return keys.own_key(tmp_path_factory.mktemp("keys"), "Northlight CTO", SPRING - dt.timedelta(days=1))


@pytest.fixture(scope="session")
def root(key: SealingKey) -> bytes:
    return key.certificate.public_bytes(PUBLIC)


# ── stores ─────────────────────────────────────────────────────────────────────────────────────

STORES: dict[str, Callable[[Path], EvidenceStore]] = {
    "folder": FolderStore,
    "memory": lambda _: MemoryStore(),
}


@pytest.fixture(params=STORES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], EvidenceStore]:
    """Make a store of a kind by its name; every rule is tried over each kind."""

    def made(name: str) -> EvidenceStore:
        (tmp_path / name).mkdir()
        return STORES[request.param](tmp_path / name)

    return made


@pytest.fixture
def store(stores: Callable[[str], EvidenceStore]) -> EvidenceStore:
    return stores("here")


@pytest.fixture
def document(store: EvidenceStore) -> DocumentStore:
    return store.document()


@pytest.fixture
def other(stores: Callable[[str], EvidenceStore]) -> EvidenceStore:
    """A second store, on another machine."""
    return stores("elsewhere")


# ── a folder, signed and sealed ────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Engagement:
    """An engagement's folder as far as sealing goes."""

    folder: Path

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.folder)

    @property
    def signing(self) -> Path:
        return signing_folder(self.folder)

    @property
    def chain(self) -> Path:
        return self.folder / FILE


@pytest.fixture(scope="session")
def sign_in(frozen: Frozen, signatures: tuple[Signature, Signature]) -> Callable[[EvidenceStore], None]:
    """Have all sign the agreement in a store."""

    def done(store: EvidenceStore) -> None:
        document = store.document()
        with store.lock():
            freeze.keep(frozen, document)
            for signature in signatures:
                sign.keep_signature(frozen, signature, document)

    return done


@pytest.fixture(scope="session")
def sign_all(sign_in: Callable[[EvidenceStore], None]) -> Callable[[Path], Engagement]:
    """Have all sign the agreement in a folder."""

    def made(folder: Path) -> Engagement:
        engagement = Engagement(folder)
        engagement.folder.mkdir(exist_ok=True)
        sign_in(engagement.store)
        return engagement

    return made


@pytest.fixture
def signed(store: EvidenceStore, sign_in: Callable[[EvidenceStore], None]) -> EvidenceStore:
    """A store in which all have signed the agreement."""
    sign_in(store)
    return store


@pytest.fixture(scope="session")
def finished(
    tmp_path_factory: pytest.TempPathFactory, key: SealingKey, sign_all: Callable[[Path], Engagement]
) -> Engagement:
    """One engagement, sealed once for all tests, which only read it, with room for a signature of each signer's own."""
    engagement = sign_all(tmp_path_factory.mktemp("engagement"))
    seal_document(engagement.store, key, SPRING, by="Mara Lindqvist", further=2)
    return engagement


@pytest.fixture(scope="session")
def sealed(finished: Engagement) -> bytes:
    return (finished.signing / SEALED).read_bytes()


@pytest.fixture(scope="session")
def chain(finished: Engagement) -> bytes:
    return finished.chain.read_bytes()
