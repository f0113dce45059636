"""A timestamp service (RFC 3161) that answers over HTTP on this machine, well or in one of many bad ways."""

from __future__ import annotations

import datetime as dt
import select
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute

from charter.sealing.making.keys import FILE, own_key

if TYPE_CHECKING:
    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
REPLY = "application/timestamp-reply"
Secret = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Clock:
    """What signs timestamps: a key of either kind, its certificate, and the time that it tells."""

    secret: Secret
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()
    at: dt.datetime = SPRING

    def answer(self, request: tsp.TimeStampReq, **other: object) -> tsp.TimeStampResp:
        """The answer to a request; `other` is what it says otherwise than it should."""
        told = {
            "version": "v1",
            "policy": tsp.ObjectIdentifier("1.3.6.1.4.1.4146.2.2"),
            "message_imprint": request["message_imprint"],
            "serial_number": 7,
            "gen_time": core.GeneralizedTime(self.at),
            "nonce": request["nonce"],
        }
        kept = {name: value for name, value in (told | other).items() if value is not None}
        return granted(self.token(tsp.TSTInfo(kept).dump()))

    def token(self, said: bytes) -> cms.ContentInfo:
        """What is said, signed."""
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        own = _asn1(self.certificate)
        named = {"issuer": own.issuer, "serial_number": own.serial_number}
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_certificate", as_signing_certificate(own)),
                simple_cms_attribute("message_digest", _sha256(said)),
            ]
        )
        curve = isinstance(self.secret, ec.EllipticCurvePrivateKey)
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(named)}),
            "digest_algorithm": digest,
            "signature_algorithm": {"algorithm": "sha256_ecdsa" if curve else "sha256_rsa"},
            "signed_attrs": attributes,
            "signature": _signed(self.secret, attributes.dump()),
        }
        data = {
            "version": "v3",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(said)},
            "certificates": [own, *map(_asn1, self.above)],
            "signer_infos": [signer],
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})


def granted(token: cms.ContentInfo) -> tsp.TimeStampResp:
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _signed(secret: Secret, data: bytes) -> bytes:
    if isinstance(secret, ec.EllipticCurvePrivateKey):
        return secret.sign(data, ec.ECDSA(hashes.SHA256()))
    return secret.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


# ── over HTTP ──────────────────────────────────────────────────────────────────────────────────

Behaviour = Callable[["Handler", tsp.TimeStampReq], None]


class Handler(BaseHTTPRequestHandler):
    """Answers a request as the path says."""

    def do_POST(self) -> None:
        played = cast("Service", self.server)
        request = self.rfile.read(int(self.headers["Content-Length"]))
        played.asked.append(self.path)
        played.behaviours[self.path](self, tsp.TimeStampReq.load(request))

    def say(self, body: bytes, status: int = 200, kind: str = REPLY, **headers: str) -> None:
        """Answer whole."""
        self.begin(status, kind, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def begin(self, status: int = 200, kind: str = REPLY, **headers: str) -> None:
        """Answer with what comes before the body."""
        self.send_response(status)
        for name, value in {"Content_Type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on the test's output."""


class Service(ThreadingHTTPServer):
    """The service, with what was asked of it and its behaviours by path."""

    daemon_threads = True

    def __init__(self, clocks: dict[str, Clock]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.behaviours = behaviours(clocks)

    def url(self, behaviour: str) -> str:
        """The address at which it behaves so."""
        return f"http://127.0.0.1:{self.server_port}/{behaviour}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up on a long answer is what is tested."""


def behaviours(clocks: dict[str, Clock]) -> dict[str, Behaviour]:
    """Everything that a service may do, by path."""
    good = clocks["ec"]
    imprint = tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"\1" * 32})
    weak = tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": b"\1" * 20})
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["no credit\x1b[2J left"]}).dump()
    return {f"/{name}": _good(clock) for name, clock in clocks.items()} | {
        "/wrong-nonce": lambda to, request: to.say(good.answer(request, nonce=8).dump()),
        "/no-nonce": lambda to, request: to.say(good.answer(request, nonce=None).dump()),
        "/wrong-imprint": lambda to, request: to.say(good.answer(request, message_imprint=imprint).dump()),
        "/weak-imprint": lambda to, request: to.say(good.answer(request, message_imprint=weak).dump()),
        "/forged": lambda to, request: to.say(_forged(good.answer(request).dump())),
        "/truncated": lambda to, request: to.say(good.answer(request).dump()[:-9]),
        "/refused": lambda to, _: to.say(b"\x30" + bytes([len(status)]) + status),
        "/garbage": lambda to, _: to.say(b"\x30\x03\x02\x01\x07 and so on"),
        "/empty": lambda to, _: to.say(b""),
        "/page": lambda to, _: to.say(b"<html>Welcome", kind="text/html"),
        "/500": lambda to, _: to.say(b"out of order", 500, "text/plain"),
        "/redirect": lambda to, _: to.say(b"", 307, Location="/ec"),
        "/hang": _hang,
        "/drip": _drip,
        "/huge": _huge,
    }


def _good(clock: Clock) -> Behaviour:
    return lambda to, request: to.say(clock.answer(request).dump())


def _forged(answer: bytes) -> bytes:
    """The answer with its last byte, which is the signature's, changed."""
    return answer[:-1] + bytes([answer[-1] ^ 1])


def _hang(to: Handler, _: tsp.TimeStampReq) -> None:
    assert to.rfile.read() == b""  # comes back when the client hangs up


def _drip(to: Handler, _: tsp.TimeStampReq) -> None:
    to.begin(Content_Length="60000")
    hung_up: list[object] = []
    while not hung_up:
        to.wfile.write(b"0")
        hung_up, _, _ = select.select([to.connection], [], [], 0.05)


def _huge(to: Handler, _: tsp.TimeStampReq) -> None:
    to.begin(Content_Length=str(1 << 40))
    while True:  # until the client hangs up, and writing fails
        to.wfile.write(bytes(1 << 16))


# ── what tests ask for ─────────────────────────────────────────────────────────────────────────


def _clock(authority: Authority, secret: Secret, *, stamping: bool = True) -> Clock:
    usage = x509.ExtendedKeyUsage(
        [ExtendedKeyUsageOID.TIME_STAMPING if stamping else ExtendedKeyUsageOID.CODE_SIGNING]
    )
    return Clock(secret, authority.appoint("Test Clock", secret.public_key(), usage), (authority.root,))


@pytest.fixture(scope="session")
def clocks(authority: Authority) -> dict[str, Clock]:
    curve = ec.generate_private_key(ec.SECP256R1())
    return {
        "ec": _clock(authority, curve),
        "rsa": _clock(authority, rsa.generate_private_key(65537, 2048)),
        "not-for-time": _clock(authority, curve, stamping=False),
    }


@pytest.fixture(scope="session")
def served(clocks: dict[str, Clock]) -> Iterator[Service]:
    with Service(clocks) as service, answering(service):
        yield service


@pytest.fixture
def behind_tls(clocks: dict[str, Clock], tmp_path: Path) -> Iterator[Service]:
    """The service behind TLS, under a certificate that no machine knows."""
    own_key(tmp_path, "127.0.0.1", SPRING)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / FILE)
    with Service(clocks) as service:
        service.socket = context.wrap_socket(service.socket, server_side=True)
        with answering(service):
            yield service


@contextmanager
def answering(service: Service) -> Iterator[None]:
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        service.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment for what never answers whole, and an hour for what does: no test rests on the clock."""
    named = getattr(request.node, "callspec", None)
    slow = named is not None and named.params.get("behaviour") in {"hang", "drip"}
    monkeypatch.setattr("charter.sealing.making.timestamping.PATIENCE", 0.4 if slow else 3600)
