"""Commands killed at any step leave the old state or the new one; run again they complete it, nothing twice.

`make test` draws a few places of each command by a fixed seed; `make proof` has them all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.append import without_content
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.names import PRIVATE_FILE
from charter.sealing.making import timestamping
from charter.sealing.making.keys import FILE, read_key
from charter.sealing.signing import freeze, sign
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    from tests.cli.evidence.conftest import Desk

    At = Callable[[Path], Desk]

COUNT = os.environ.get("CHARTER_KILLS", "2")
SERVICE = "https://time.example/tsa"
STAY = {"evidence.jsonl", PRIVATE_FILE}  # these grow by lines, and are looked at by what they say
GIVEN = ("seen", "agreed", "signed")
JONAS = ("--as", "jonas", "--typed", "Jonas Petersen", "--identified", "passport seen", "--consent")
MARA = ("--as", "mara", "--typed", "Mara Lindqvist", "--identified", "own machine", "--consent")
ILL = """
[[entry]]
kind = "hours"
on = 2023-08-04
by = "mara"
hours = "1 hour"
work = "Talk about an illness"
"""


def played(desk: Desk, folder: Path, *words: str) -> Iterator[tuple[Path, dict[str, set[bytes]]]]:
    """Each copy in which the command was killed, and what each file that is visible may hold: old or new."""
    run = [sys.executable, str(Path(__file__).with_name("killed.py")), str(desk.folder), str(folder), COUNT]
    told = subprocess.run([*run, words[0], "{}", *words[1:]], check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    if COUNT == "0":
        print(f"{words[0]}: killed at {told.stdout.split()[0]} places")  # noqa: T201 - a figure of the proof
    whole = files(folder / "whole")
    old_and_new = {name: {content} for name, content in whole.items()}
    for name, content in files(desk.folder).items():
        old_and_new.setdefault(name, set()).add(content)
    copies = sorted(each for each in folder.iterdir() if each.name != "whole")
    assert copies
    for each in copies:
        yield each, old_and_new


def files(folder: Path) -> dict[str, bytes]:
    """Every visible file in a folder, by name; not those that grow by lines, and not what is set aside."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    names = ((str(path.relative_to(folder)), path) for path in found)
    return {
        name: path.read_bytes() for name, path in names if name not in STAY and not name.endswith(".torn")
    }


def sound(desk: Desk, old_and_new: dict[str, set[bytes]], *, but: Collection[str] = ()) -> None:
    """The chain is unbroken, and no visible file is anything but old or new."""
    assert {fault.kind for fault in inspect_chain(FolderStore(desk.folder).chain())} <= {"torn"}
    for name, content in files(desk.folder).items():
        if name not in but:
            assert content in old_and_new.get(name, set()), name


def complete(desk: Desk) -> None:
    """The chain is whole, and nothing of the killed run lies about."""
    assert inspect_chain(FolderStore(desk.folder).chain()) == []
    assert [path.name for path in desk.folder.rglob(".*")] == []


@pytest.mark.parametrize("state", ["nobody", "one"])
def test_a_signature_is_given_or_not_and_never_lost(
    desk: Desk, one: Desk, at: At, tmp_path: Path, state: str
) -> None:
    start, words, key = (desk, JONAS, "jonas") if state == "nobody" else (one, MARA, "mara")
    given = 1 if state == "nobody" else 2
    for copy, old_and_new in played(start, tmp_path / "killed", "sign", *words):
        now = at(copy)
        sound(now, old_and_new)
        again = now.run("sign", *words)
        assert again.code == 0 or "has signed already" in again.err
        complete(now)
        document = FolderStore(now.folder).document()
        signing = sign.signing_so_far(freeze.thaw(document), document)
        assert len(signing.signatures) == given
        kinds = [link.kind for link in now.links if link.by == key and link.kind in GIVEN]
        assert kinds == list(GIVEN)
        assert now.kinds.count("offered") == 2


def test_a_decline_is_given_and_recorded_once(one: Desk, at: At, tmp_path: Path) -> None:
    words = ("sign", "--as", "mara", "--decline", "The title is wrong.")
    for copy, old_and_new in played(one, tmp_path / "killed", *words):
        now = at(copy)
        sound(now, old_and_new)
        again = now.run(*words)
        assert again.code == 0 or "has declined already" in again.err
        complete(now)
        document = FolderStore(now.folder).document()
        signing = sign.signing_so_far(freeze.thaw(document), document)
        assert (len(signing.signatures), len(signing.declines)) == (1, 1)
        assert now.kinds.count("declined") == 1


def test_a_seal_is_there_whole_or_not_at_all_and_once(signed: Desk, at: At, tmp_path: Path) -> None:
    for copy, old_and_new in played(signed, tmp_path / "killed", "seal", "--keys", "{}/keys"):
        now = at(copy)
        sound(now, old_and_new, but={"keys/seal.pem", "signing/sealed.pdf"})  # each key is another
        if (copy / "keys" / FILE).exists():
            assert read_key(copy / "keys" / FILE)
        if now.sealed.exists():
            assert verify(now.sealed.read_bytes()).findings == {}
        assert now.run("seal", "--keys", str(copy / "keys")).code == 0
        complete(now)
        assert now.kinds.count("sealed") == 1
        assert verify(now.sealed.read_bytes(), evidence=now.evidence.read_bytes()).findings == {}


def test_an_upgrade_is_there_or_not_and_recorded_once(
    sealed: Desk, at: At, tmp_path: Path, clock_service: DummyTimeStamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timestamping, "service", lambda _: clock_service)
    words = ("seal", "--upgrade", "--tsa", SERVICE)
    for copy, old_and_new in played(sealed, tmp_path / "killed", *words):
        now = at(copy)
        sound(now, old_and_new, but={"signing/sealed.pdf"})
        verdict = verify(now.sealed.read_bytes(), evidence=now.evidence.read_bytes())
        assert (verdict.level in {"B-B", "B-T"}, verdict.findings) == (True, {})
        done = "timestamped" in now.kinds  # then running again is a further upgrade
        assert now.run(*words).code == 0
        complete(now)
        verdict = verify(now.sealed.read_bytes(), evidence=now.evidence.read_bytes())
        assert (verdict.findings, len(verdict.stamps)) == ({}, 1 + done)
        assert now.kinds.count("timestamped") == 1 + done


def test_the_journal_is_recorded_whole_and_once(recorded: Desk, at: At, tmp_path: Path) -> None:
    journal = recorded.folder / "journal.toml"
    journal.write_text(journal.read_text("utf-8") + ILL, "utf-8")
    for copy, old_and_new in played(recorded, tmp_path / "killed", "record", "--personal", "4"):
        now = at(copy)
        sound(now, old_and_new)
        assert now.run("record", "--personal", "4").code == 0
        complete(now)
        assert now.kinds.count("entry") == 4
        openings = FolderStore(now.folder).openings()
        assert len(openings) == 1, "what the killed run committed to is used, not committed to again"
        assert without_content(FolderStore(now.folder).chain(), openings) == []


def test_an_erasure_is_completed_and_said_once(recorded: Desk, at: At, tmp_path: Path) -> None:
    journal = recorded.folder / "journal.toml"
    plain = journal.read_text("utf-8")
    journal.write_text(plain + ILL, "utf-8")
    assert recorded.run("record", "--personal", "4").code == 0
    journal.write_text(plain, "utf-8")
    words = ("evidence", "--erase", str(recorded.links[-1].what["commitment"]), "--reason", "asked to")
    for copy, old_and_new in played(recorded, tmp_path / "killed", *words):
        now = at(copy)
        sound(now, old_and_new)
        if "erased" in now.kinds:
            assert not FolderStore(now.folder).openings(), "the chain never claims what is not yet true"
        assert now.run(*words).code == 0
        complete(now)
        assert now.kinds.count("erased") == 1
        assert not any(b"illness" in path.read_bytes() for path in now.folder.rglob("*") if path.is_file())
        assert now.run("evidence", "--check").code == 0
