"""Timestamps of OpenSSL's service, asked over HTTP by the command; OpenSSL and poppler judge what was sealed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from charter.sealing.evidence.chain import Chain
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Judge = Callable[..., str]

SETTINGS = """
[ tsa ]
default_tsa = here
[ here ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/{kind}.pem
certs = {folder}/root.pem
signer_key = {folder}/{kind}.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.4146.2.2
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
KINDS = {"rsa": ("rsa:2048",), "ec": ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")}


@pytest.fixture(scope="session")
def authority(judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with OpenSSL's authority, and under it a service for each kind of key."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "serial").write_text("01\n")
    (folder / "extensions").write_text(EXTENSIONS)
    own = ["-keyout", folder / "root.key", "-out", folder / "root.pem", "-subj", "/CN=Test Authority"]
    judge("openssl", "req", "-x509", "-newkey", *KINDS["ec"], "-nodes", "-days", "30", *own)
    for kind, key in KINDS.items():
        (folder / f"{kind}.cnf").write_text(SETTINGS.format(folder=folder, kind=kind))
        asked = [
            "-keyout",
            folder / f"{kind}.key",
            "-out",
            folder / f"{kind}.csr",
            "-subj",
            f"/CN=Clock {kind}",
        ]
        judge("openssl", "req", "-new", "-newkey", *key, "-nodes", *asked)
        by = ["-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-extfile", folder / "extensions"]
        given = ["-in", folder / f"{kind}.csr", "-out", folder / f"{kind}.pem", "-days", "30"]
        judge("openssl", "x509", "-req", *given, *by)
    return folder


@contextmanager
def answering(authority: Path, judge: Judge) -> Iterator[str]:
    """The address of a server that has `openssl ts -reply` answer; the path names the kind of key."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query, reply = authority / "query.tsq", authority / "reply.tsr"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            settings = authority / f"{self.path[1:]}.cnf"
            judge("openssl", "ts", "-reply", "-config", settings, "-queryfile", query, "-out", reply)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply.read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing on the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def charter(*words: str | Path) -> int:
    """Run a command in a process of its own."""
    run: list[str | Path] = [sys.executable, "-m", "charter", *words]
    return subprocess.run(run, check=False, capture_output=True).returncode


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, harbourline: Path) -> Path:
    folder = tmp_path_factory.mktemp("signed") / "harbourline"
    shutil.copytree(harbourline, folder)
    for key, name in (("jonas", "Jonas Petersen"), ("mara", "Mara Lindqvist")):
        words = ("--as", key, "--typed", name, "--identified", "in person", "--consent")
        assert charter("sign", folder, *words) == 0
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_openssls_timestamps_are_taken_and_found_sound_by_openssl(
    judge: Judge, signed: Path, authority: Path, tmp_path: Path, kind: str
) -> None:
    folder = Path(shutil.copytree(signed, tmp_path / "harbourline"))
    sealed, evidence = folder / "signing" / "sealed.pdf", folder / "evidence.jsonl"
    with answering(authority, judge) as url:
        assert charter("seal", folder, "--keys", tmp_path / "keys", "--tsa", f"{url}/{kind}") == 0
        assert charter("seal", folder, "--upgrade", "--tsa", f"{url}/{kind}") == 0
    verdict = verify(sealed.read_bytes(), evidence=evidence.read_bytes())
    assert verdict.findings == {}
    assert [(each.by, each.over) for each in verdict.stamps] == [
        (f"Clock {kind}", "signature"),
        (f"Clock {kind}", "document"),
    ]
    assert [link.kind for link in Chain(evidence.read_bytes())][-2:] == ["sealed", "timestamped"]
    with sealed.open("rb") as file:
        signature = PdfFileReader(file).embedded_signatures[0]
        (tmp_path / "covered").write_bytes(signature.signer_info["signature"].native)
        (attribute,) = signature.signer_info["unsigned_attrs"]
        (tmp_path / "token").write_bytes(attribute["values"][0].dump())
    given = ["-in", tmp_path / "token", "-token_in", "-data", tmp_path / "covered"]
    judge("openssl", "ts", "-verify", *given, "-CAfile", authority / "root.pem")
    heard = judge("pdfsig", sealed, verdict=False)
    assert heard.count("Signature is Valid.") == 1
    assert f"Signer Certificate Common Name: Clock {kind}" in heard, "poppler lists the timestamp, unjudged"
