"""A full disk, a folder that may not be written, several commands at once: clear words, and the old state or the new."""

from __future__ import annotations

import ctypes
import datetime as dt
import resource
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from charter.sealing.inspection import check
from charter.sealing.keys import own_key
from charter.sealing.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.custody.conftest import Desk

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
SIGN = ("sign", "--as", "mara", "--typed", "Mara Lindqvist", "--identified", "own machine", "--consent")
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2  # by which root writes and reads what nobody may (capabilities(7))
VERSION_3 = 0x20080522


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """A disk on which a file grows to this size and no further."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def as_anybody() -> Iterator[None]:
    """Keep to the permissions of files, as everybody but root must."""
    libc = ctypes.CDLL(None)
    header, data = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, data) == 0
    had = data[0]
    data[0] = had & ~(1 << DAC_OVERRIDE | 1 << DAC_READ_SEARCH)
    assert libc.capset(header, data) == 0
    try:
        yield
    finally:
        data[0] = had
        assert libc.capset(header, data) == 0


def state(desk: Desk) -> dict[str, bytes]:
    """Every file of the folder, hidden ones too."""
    return {
        str(path.relative_to(desk.folder)): path.read_bytes()
        for path in desk.folder.rglob("*")
        if path.is_file()
    }


def add(desk: Desk) -> None:
    """Write an entry into the journal by hand."""
    with (desk.folder / "journal.toml").open("a", encoding="utf-8") as journal:
        journal.write(
            '\n[[entry]]\nkind = "met"\non = 2023-08-04\nby = "Jonas Petersen"\nmeeting = "weekly"\n'
        )


# ── a full disk ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [0, 4096, 300_000])
def test_a_disk_full_while_sealing_leaves_no_seal_and_says_which_file(
    signed: Desk, keys: Path, size: int
) -> None:
    own_key(keys, "Northlight", AT)
    before = state(signed)
    with no_file_over(size):
        told = signed.run("seal", "--keys", str(keys))
    assert (told.code, told.err) == (2, f"error: {signed.sealed}: File too large")
    assert state(signed) == before
    assert signed.run("seal", "--keys", str(keys)).code == 0


def test_a_disk_full_while_recording_leaves_the_chain_as_it_was(recorded: Desk) -> None:
    add(recorded)
    before = state(recorded)
    with no_file_over(recorded.evidence.stat().st_size + 20):
        told = recorded.run("record")
    assert (told.code, told.err) == (2, f"error: {recorded.evidence}: File too large")
    assert state(recorded) == before


def test_a_disk_full_while_signing_loses_no_signature(one: Desk) -> None:
    before = state(one)
    with no_file_over(one.evidence.stat().st_size + 700):
        told = one.run(*SIGN)
    assert told.code == 2
    assert "File too large" in told.err
    now = state(one)
    assert all(now[name] == content for name, content in before.items() if name != "evidence.jsonl")
    assert check(one.evidence) == []
    again = one.run(*SIGN)
    assert again.code == 0 or "has signed already" in again.err
    assert one.kinds.count("signed") == 2


# ── what may not be written or read ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", [("seal",), ("sign",), ("record",)])
def test_a_folder_that_may_not_be_written_is_named_and_stays(
    signed: Desk, keys: Path, command: tuple[str, ...]
) -> None:
    add(signed)
    words = (*command, "--keys", str(keys)) if command == ("seal",) else command
    before = state(signed)
    folders = [signed.folder, signed.folder / "signing", signed.folder / "signing" / "given"]
    for folder in folders:
        folder.chmod(0o555)
    with as_anybody():
        told = signed.run(*words)
    for folder in folders:
        folder.chmod(0o755)
    assert told.code == 2
    assert told.err.startswith(f"error: {signed.folder}")
    assert told.err.endswith("Permission denied")
    assert "/." not in told.err, "a hidden file is nobody's business"
    assert state(signed) == before


@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_seal_whose_link_cannot_be_written_is_recorded_by_the_next_run(
    signed: Desk, keys: Path, mode: int
) -> None:
    signed.evidence.chmod(mode)
    with as_anybody():
        told = signed.run("seal", "--keys", str(keys))
    signed.evidence.chmod(0o644)
    assert (told.code, told.err) == (2, f"error: {signed.evidence}: Permission denied")
    assert check(signed.evidence) == []
    assert signed.run("seal", "--keys", str(keys)).code == 0
    assert signed.kinds.count("sealed") == 1
    assert verify(signed.sealed.read_bytes(), evidence=signed.evidence.read_bytes()).findings == {}


# ── at once ────────────────────────────────────────────────────────────────────────────────────


def test_commands_at_once_seal_once_and_record_once(signed: Desk, tmp_path: Path) -> None:
    add(signed)
    seal, record = (
        ("seal", str(signed.folder), "--keys", str(tmp_path / "keys")),
        ("record", str(signed.folder)),
    )
    both = [
        subprocess.Popen([sys.executable, "-m", "charter", *words], stdout=subprocess.DEVNULL)  # noqa: S603 - ourselves
        for words in (seal, record, seal, record)
    ]
    assert [process.wait() for process in both] == [0, 0, 0, 0]
    assert check(signed.evidence) == []
    assert (signed.kinds.count("sealed"), signed.kinds.count("entry")) == (1, 4)
    assert verify(signed.sealed.read_bytes(), evidence=signed.evidence.read_bytes()).findings == {}
    assert not [*signed.folder.rglob(".*"), *(tmp_path / "keys").glob(".*")]
