"""What every store promises, and what the folder's promises on top: its files, and who may read them."""

from __future__ import annotations

import datetime as dt
import stat
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.append import append, erase_orphans
from charter.sealing.evidence.commitment import commit
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import EvidenceError, RecordedEvent
from charter.sealing.evidence.names import FILE, PRIVATE_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from charter.sealing.evidence.store import EvidenceStore

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
OPENED = RecordedEvent("opened", "Mara Lindqvist", AT, {"name": "Audit"})


# ── every store ────────────────────────────────────────────────────────────────────────────────


def test_an_empty_store_holds_nothing(store: EvidenceStore) -> None:
    assert (store.head(), len(store.chain()), dict(store.openings()), store.scraps()) == (None, 0, {}, [])
    assert (store.document().read("sealed.pdf"), store.document(3).given()) == (None, [])


def test_the_head_is_that_of_the_chain(store: EvidenceStore) -> None:
    append(store, OPENED, RecordedEvent("exported", "Mara Lindqvist", AT))
    assert store.head() == store.chain().head


def test_private_content_is_kept_and_forgotten(store: EvidenceStore) -> None:
    first, second = commit("ill"), commit("well")
    with store.lock():
        store.keep(first)
        store.keep(second)
        store.forget([first.commitment])
    assert dict(store.openings()) == {second.commitment: second}


def test_each_document_has_files_of_its_own(store: EvidenceStore) -> None:
    with store.lock():
        store.document().write("sealed.pdf", b"agreement")
        store.document(1).write("sealed.pdf", b"amendment")
        store.document(1).write("given/002-b.json", b"{}")
        store.document(1).write("given/001-a.json", b"{}")
        store.document(1).write("sealed.pdf", b"amendment, upgraded")
    assert store.document().read("sealed.pdf") == b"agreement"
    assert store.document(1).read("sealed.pdf") == b"amendment, upgraded"
    assert (store.document().given(), store.document(1).given()) == (
        [],
        ["given/001-a.json", "given/002-b.json"],
    )


def test_the_lock_lets_its_holder_in_again_and_others_wait(store: EvidenceStore) -> None:
    waiting = Thread(target=lambda: append(store, OPENED))
    with store.lock(), store.lock():
        waiting.start()
        waiting.join(0.1)
        assert (waiting.is_alive(), store.head()) == (True, None)
    waiting.join()
    assert len(store.chain()) == 1


def test_threads_make_one_chain(store: EvidenceStore) -> None:
    threads = [
        Thread(target=lambda: [append(store, RecordedEvent("exported", "Mara", AT)) for _ in range(10)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(store.chain()), inspect_chain(store.chain())) == (40, [])


# ── the folder ─────────────────────────────────────────────────────────────────────────────────


def test_the_chain_and_the_private_content_are_files_beside_the_agreement(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    append(store, OPENED)
    store.keep(commit("ill"))
    assert {path.name for path in tmp_path.iterdir()} == {FILE, PRIVATE_FILE}
    assert stat.S_IMODE((tmp_path / PRIVATE_FILE).stat().st_mode) == 0o600
    assert (tmp_path / FILE).read_bytes() == store.chain().stored


def test_two_stores_over_one_folder_take_turns(tmp_path: Path) -> None:
    waiting = Thread(target=lambda: append(FolderStore(tmp_path), OPENED))
    store = FolderStore(tmp_path)
    with store.lock():
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
    waiting.join()
    assert len(store.chain()) == 1


@pytest.mark.parametrize(
    ("found", "put"),
    [(b"handover", b"takeover"), (b'"salt":"', b'"salt":"A'), (b'"salt"', b'"pepper"'), (b"{", b"[")],
)
def test_changed_private_content_is_named_by_its_line(tmp_path: Path, found: bytes, put: bytes) -> None:
    store, private = FolderStore(tmp_path), tmp_path / PRIVATE_FILE
    store.keep(commit({"worry": "handover"}))
    private.write_bytes(private.read_bytes().replace(found, put))
    with pytest.raises(EvidenceError, match=r"line 1 .*put back"):
        store.openings()


def test_pieces_that_killed_writes_left_are_named_and_removed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    names = [PRIVATE_FILE, f"{PRIVATE_FILE}.torn", f".{PRIVATE_FILE}.new"]
    for name in names:
        (tmp_path / name).write_bytes(b'{"commitment":"ab","content":{"work":"ill')
    assert store.scraps() == [str(tmp_path / name) for name in names]
    assert erase_orphans(store) == ([], [str(tmp_path / name) for name in names])
    assert (store.scraps(), (tmp_path / PRIVATE_FILE).read_bytes()) == ([], b"")


def test_what_killed_writes_left_among_the_signatures_is_swept_away(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for amendment in (0, 2):
        store.document(amendment).write("given/001-a.json", b"{}")
        (store.document(amendment).folder / "given" / ".002-b.json.new").write_bytes(b'{"half":')
    store.tidy()
    assert not list(tmp_path.rglob(".*"))
    assert store.document(2).given() == ["given/001-a.json"]
