"""Plays a command in processes that are killed, for test_crash.py: `killed.py TEMPLATE FOLDER COUNT WORD…`.

The command is first played to its end in a copy of TEMPLATE, and every step counted by which it
changes something on the disk: opening a file to write, writing, flushing, locking, renaming,
removing, making a folder or a link. Then it is played again in fresh copies, and killed (SIGKILL)
just before one of these steps, or with half of a write done: at COUNT of the places, drawn by a fixed
seed, or at all of them for COUNT 0. `{}` in a word stands for the copy. The copies stay in FOLDER for
the test: `whole`, and one for each place, like `7-before` and `7-half`.

The places are found by what Python itself reports (audit events); writing and flushing it does not
report, so these two are wrapped. Nothing in Charter knows of any of this.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from charter.cli import clock, main
from charter.sealing.making import timestamping

if TYPE_CHECKING:
    from collections.abc import Callable

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
SEED = 7
CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.truncate",
    "os.chmod",
    "fcntl.flock",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Steps:
    """Counts the steps of this process within a folder, and kills it at one of them."""

    def __init__(self, folder: Path, at: int = 0, *, half: bool = False) -> None:
        self.names: list[str] = []
        self.folder, self.at, self.half = str(folder), at, half

    def watch(self) -> None:
        """Begin to count."""
        sys.addaudithook(self.heard)
        for name in ("write", "fsync"):
            setattr(os, name, self.wrapped(name, getattr(os, name)))

    def heard(self, event: str, given: tuple[Any, ...]) -> None:
        """Take what Python reports: it is about to do this."""
        if event == "open":
            path, _, flags = given
            if flags & WRITING and str(path).startswith(self.folder):
                self.step("open")
        elif event in CHANGES:
            self.step(event)

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """A call that Python does not report, reported."""

        def reported(file: int, *content: bytes) -> Any:  # noqa: ANN401 - stands in for two calls
            self.step(name, lambda: call(file, content[0][: len(content[0]) // 2]))
            return call(file, *content)

        return reported

    def step(self, name: str, half: Callable[[], object] | None = None) -> None:
        """Count a step, and be killed if it is the one."""
        self.names.append(name)
        if len(self.names) == self.at:
            if self.half and half:
                half()
            os.kill(os.getpid(), signal.SIGKILL)


def clock_service() -> DummyTimeStamper:
    """A timestamp service without a network."""
    secret = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Clock")])
    days = dt.timedelta(days=3650)
    builder = x509.CertificateBuilder(name, name, secret.public_key(), 7, AT - days, AT + days)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = builder.add_extension(usage, critical=True).sign(secret, hashes.SHA256())
    own = asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))
    der = secret.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore.from_certs([own])
    return DummyTimeStamper(own, asn1_keys.PrivateKeyInfo.load(der), store, fixed_dt=AT)


def played(template: Path, copy: Path, words: list[str], at: int = 0, *, half: bool = False) -> list[str]:
    """Play the command in a copy, in a child that is killed at a step; the steps that it took if it came to its end."""
    shutil.copytree(template, copy)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = Steps(copy, at, half=half)
        sys.argv = ["charter", *(word.replace("{}", str(copy)) for word in words)]
        sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - the child ends with it
        steps.watch()
        try:
            main()
        except SystemExit as ended:
            at = 0
            os.write(writing, " ".join([str(ended.code or 0), *steps.names]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        code, *names = told.read().split() or ["killed"]
    status = os.waitpid(child, 0)[1]
    if at:
        assert os.WTERMSIG(status) == signal.SIGKILL, (at, half, code, names)
    else:
        assert code == "0", (code, names)
    return names


def main_(template: Path, folder: Path, count: int, words: list[str]) -> None:
    """Play the command whole, then killed."""
    service = clock_service()
    for module, name, plays in ((clock, "now", lambda: AT), (timestamping, "service", lambda _: service)):
        setattr(module, name, plays)
    folder.mkdir()
    names = played(template, folder / "whole", words)
    places = [
        (n, half) for n, name in enumerate(names, 1) for half in (False, True) if not half or name == "write"
    ]
    drawn = random.Random(SEED).sample(places, min(count, len(places))) if count else places  # noqa: S311 - no secret
    for n, half in sorted(drawn):
        played(template, folder / f"{n}-{'half' if half else 'before'}", words, n, half=half)
    print(len(places), *names)  # noqa: T201 - for whoever wonders how many there are


if __name__ == "__main__":
    given_template, given_folder, given_count, *given_words = sys.argv[1:]
    main_(Path(given_template), Path(given_folder), int(given_count), given_words)
