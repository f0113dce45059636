"""A full disk, a folder that may not be written, several commands at once: clear words, and the old state or the new."""

from __future__ import annotations

import ctypes
import datetime as dt
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.making.keys import own_key
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.evidence.conftest import Desk

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
        journal.write('\n[[entry]]\nkind = "met"\non = 2023-08-04\nby = "jonas"\nmeeting = "weekly"\n')


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
    assert told.code == 1
    assert "File too large" in told.err
    now = state(one)
    assert all(now[name] == content for name, content in before.items() if name != "evidence.jsonl")
    assert inspect_chain(FolderStore(one.folder).chain()) == []
    again = one.run(*SIGN)
    assert again.code == 0 or "has signed already" in again.err
    assert one.kinds.count("signed") == 2


def on_a_disk_of(size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, on a disk on which no file grows beyond this size."""
    run = (
        "import resource, sys; from charter.cli import main; sys.argv[0] = 'charter'; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); main()"
    )
    return subprocess.run([sys.executable, "-c", run, *words], capture_output=True, text=True, check=False)  # noqa: S603 - ourselves


@pytest.fixture
def room(one: Desk, tmp_path: Path) -> Callable[..., int]:
    """How far the evidence may grow for all links but the last one that a command writes."""

    def before_the_last_link(*words: str) -> int:
        copy = type(one)(shutil.copytree(one.folder, tmp_path / "copy"))
        assert copy.run(*words).code == 0
        return copy.evidence.stat().st_size - 1

    return before_the_last_link


@pytest.mark.parametrize(
    ("words", "done", "kind"),
    [
        (SIGN, "the signature of mara is given, and kept in", "signed"),
        (
            ("sign", "--as", "mara", "--decline", "too dear"),
            "the no of mara is kept in",
            "declined",
        ),
    ],
)
def test_a_disk_full_between_signature_and_link_says_that_the_signature_is_kept(
    one: Desk, room: Callable[..., int], words: tuple[str, ...], done: str, kind: str
) -> None:
    command, *rest = words
    told = on_a_disk_of(room(*words), command, str(one.folder), *rest)
    given = one.folder / "signing" / "given"
    said = " ".join(told.stderr.split())
    assert told.returncode == 1, "what is given is no failure"
    assert said == (
        f"error: {done} {given}; only its link is not recorded ({one.evidence}: File too large). "
        "Mend that, then run `charter sign` again, without --as: it adds the link"
    )
    assert len(list(given.glob("*.json"))) == 2
    before = one.kinds.count(kind)
    assert one.run("sign").code == 0
    assert one.kinds.count(kind) == before + 1
    assert inspect_chain(FolderStore(one.folder).chain()) == []


def test_a_disk_full_before_the_signature_is_kept_is_a_failure(one: Desk, room: Callable[..., int]) -> None:
    lacking = room(*SIGN) - 400  # not even the link of consent fits
    told = on_a_disk_of(lacking, SIGN[0], str(one.folder), *SIGN[1:])
    assert told.returncode == 2
    assert "File too large" in told.stderr
    assert "is kept" not in told.stderr
    assert len(list((one.folder / "signing" / "given").glob("*.json"))) == 1


def test_a_disk_full_between_erasure_and_link_says_that_the_content_is_gone(
    one: Desk, room: Callable[..., int]
) -> None:
    plain = (one.folder / "journal.toml").read_text("utf-8")
    add(one)
    assert one.run("record", "--personal", "5").code == 0
    (one.folder / "journal.toml").write_text(plain, "utf-8")
    words = ("evidence", "--erase", str(one.links[-1].what["commitment"]), "--reason", "asked to")
    told = on_a_disk_of(room(*words), words[0], str(one.folder), *words[1:])
    assert told.returncode == 1
    assert "the content is erased; only its link is not recorded" in " ".join(told.stderr.split())
    assert one.run(*words).code == 0
    assert one.kinds.count("erased") == 1
    assert one.run("evidence", "--check").code == 0


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
    assert told.err.endswith("Permission denied; see to its permissions")
    assert "/." not in told.err, "a hidden file is nobody's business"
    assert state(signed) == before


def test_evidence_that_cannot_be_read_stops_a_seal(signed: Desk, keys: Path) -> None:
    signed.evidence.chmod(0o000)
    with as_anybody():
        told = signed.run("seal", "--keys", str(keys))
    signed.evidence.chmod(0o644)
    assert (told.code, told.err) == (
        2,
        f"{signed.evidence}:1:1: cannot be read: Permission denied = see to its permissions and its links",
    )
    assert not signed.sealed.exists()


def test_a_seal_whose_link_cannot_be_written_is_recorded_by_the_next_run(signed: Desk, keys: Path) -> None:
    signed.evidence.chmod(0o444)
    with as_anybody():
        told = signed.run("seal", "--keys", str(keys))
    signed.evidence.chmod(0o644)
    assert told.code == 1
    assert told.err == (
        f"error: {signed.sealed} is sealed; only its link is not recorded ({signed.evidence}: Permission denied). "
        "Mend that, then run the same command again: it adds the link"
    )
    assert inspect_chain(FolderStore(signed.folder).chain()) == []
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
    assert inspect_chain(FolderStore(signed.folder).chain()) == []
    assert (signed.kinds.count("sealed"), signed.kinds.count("entry")) == (1, 6)
    assert verify(signed.sealed.read_bytes(), evidence=signed.evidence.read_bytes()).findings == {}
    assert not [*signed.folder.rglob(".*"), *(tmp_path / "keys").glob(".*")]
