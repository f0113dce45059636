"""Verification reads what it is given and the program's own files; it opens no connection and starts no process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

if TYPE_CHECKING:
    from tests.sealing.conftest import Engagement

WATCHED = """
import json, os, sys
events = []
def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes, os.PathLike)):
        events.append([event, os.path.abspath(os.fsdecode(given[0])), str(given[1])])
    elif event.split(".")[0] in {"socket", "subprocess", "os", "urllib", "http", "ftplib", "smtplib"}:
        events.append([event, repr(given), ""])
from charter.cli import main
sys.addaudithook(watch)
try:
    main()
except SystemExit as ended:
    sys.stderr.write(json.dumps({"code": ended.code or 0, "events": events}))
"""
HARMLESS = {"os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "os.fwalk", "os.walk"}
"""What looking for a module brings about."""


def watched(folder: Path, *words: str) -> tuple[int, list[tuple[str, str, str]]]:
    """What a fresh process does between start and end of a command: files opened, connections, processes."""
    run = [sys.executable, "-c", WATCHED, *words]
    done = subprocess.run(run, capture_output=True, text=True, cwd=folder, check=True)  # noqa: S603 - our own program
    found = json.loads(done.stderr)
    return found["code"], [tuple(each) for each in found["events"]]


@pytest.fixture(scope="module")
def seen(
    finished: Engagement, root: bytes, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, list[tuple[str, str, str]]]:
    folder = tmp_path_factory.mktemp("reader")
    for name, content in (
        ("a.pdf", (finished.signing / "sealed.pdf").read_bytes()),
        ("e.jsonl", finished.chain.read_bytes()),
    ):
        (folder / name).write_bytes(content)
    (folder / "root.pem").write_bytes(x509.load_der_x509_certificate(root).public_bytes(Encoding.PEM))
    (folder / "evidence.jsonl").write_bytes(b"not named, so not read")
    return watched(folder, "verify", "a.pdf", "--evidence", "e.jsonl", "--roots", "root.pem", "--json")


def test_verify_opens_no_connection_and_starts_no_process(
    seen: tuple[int, list[tuple[str, str, str]]],
) -> None:
    code, events = seen
    asyncio_own = {
        "socket.__new__",
        "socket.bind",
        "socket.listen",
    }  # asyncio's loop wakes itself by a socket pair
    told = [each for each in events if each[0] != "open" and each[0] not in HARMLESS]
    assert code == 0
    assert not [each for each in told if each[0] not in asyncio_own]


def test_verify_reads_only_the_files_named_and_the_programs_own(
    seen: tuple[int, list[tuple[str, str, str]]],
) -> None:
    own = tuple(
        os.path.realpath(each) for each in (sys.prefix, sys.base_prefix, *sys.path, "/usr/lib", "/usr/share")
    )
    opened = {Path(os.path.realpath(path)) for event, path, _ in seen[1] if event == "open"}
    strange = {path for path in opened if not str(path).startswith(own) and "/proc/" not in f"{path}"}
    assert {path.name for path in strange if path.name != "null"} == {"a.pdf", "e.jsonl", "root.pem"}


def test_verify_writes_nothing(seen: tuple[int, list[tuple[str, str, str]]]) -> None:
    written = [path for event, path, mode in seen[1] if event == "open" and set(mode) & set("wax+")]
    assert [path for path in written if not path.endswith(os.devnull)] == []
