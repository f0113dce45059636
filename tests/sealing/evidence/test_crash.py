"""Killed at every step, there is the old state or the new one; running again completes it, nothing doubled."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from charter.sealing.evidence.append import erase_orphans, without_content
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.names import PRIVATE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

STAGE = Path(__file__).with_name("stage.py")
START = 3  # links that the stage prepares: opened, a day of work, a remark


@pytest.fixture(scope="module")
def stage() -> Any:  # noqa: ANN401 - a module, known when it runs
    spec = importlib.util.spec_from_file_location("stage", STAGE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def played(scene: str, folder: Path) -> Iterator[Path]:
    """The folders in which the scene was killed, each at another step."""
    subprocess.run([sys.executable, STAGE, scene, folder], check=True)  # noqa: S603 - our own script
    folders = sorted(folder.iterdir())
    assert len(folders) > 10, "the scene has many steps, and was killed at each"
    return iter(folders)


def links(folder: Path) -> list[str]:
    return [link.kind for link in FolderStore(folder).chain()]


def unbroken(folder: Path) -> bool:
    return {fault.kind for fault in inspect_chain(FolderStore(folder).chain())} <= {"torn"}


def test_a_file_is_old_or_new_and_replacing_it_again_completes(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("replace_file", tmp_path):
        assert (folder / "journal.toml").read_bytes() in {b"old", b"new and longer"}
        stage.replace_file(folder)
        assert (folder / "journal.toml").read_bytes() == b"new and longer"
        assert not list(folder.glob(".journal*"))


def test_appended_links_are_there_from_the_first_or_not_at_all(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("append_two", tmp_path):
        assert unbroken(folder)
        before = len(links(folder))
        assert START <= before <= START + 2
        stage.append_two(folder)
        assert inspect_chain(FolderStore(folder).chain()) == []
        assert len(links(folder)) == before + 2


def test_what_happens_once_is_recorded_once(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("seal", tmp_path):
        assert unbroken(folder)
        stage.seal(folder)
        assert inspect_chain(FolderStore(folder).chain()) == []
        assert links(folder).count("sealed") == 1


def test_the_journal_is_recorded_whole_and_once(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("record_journal", tmp_path):
        assert unbroken(folder)
        stage.record_journal(folder)
        assert inspect_chain(FolderStore(folder).chain()) == []
        assert links(folder).count("entry") == 5
        openings = FolderStore(folder).openings()
        assert len(openings) == 2, "what a killed run committed to is used, not committed to again"
        assert without_content(FolderStore(folder).chain(), openings) == []


def test_what_a_killed_recording_left_of_private_content_can_be_erased(tmp_path: Path) -> None:
    """The remark "well" is in the chain, or erased with what killed writes left of it; "ill" is committed to."""
    orphaned = 0
    for folder in played("record_journal", tmp_path):
        store = FolderStore(folder)
        recorded = links(folder).count("entry") == 5
        gone, _ = erase_orphans(store)
        orphaned += len(gone)
        told = [file.name for file in folder.glob("*") if b'"well"' in file.read_bytes()]
        assert told == ([PRIVATE_FILE] if recorded else [])
        assert len(store.openings()) == 1 + recorded
        assert not [*folder.glob(".evidence.private*.new"), *folder.glob("evidence.private*.torn")]
    assert orphaned, "at some step the content is on the disk, and its link is not"


def test_an_erasure_is_completed_and_said_once(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("erase_remark", tmp_path):
        assert unbroken(folder)
        if "erased" in links(folder):
            assert not FolderStore(folder).openings(), "the chain never claims what is not yet true"
        stage.erase_remark(folder)
        assert inspect_chain(FolderStore(folder).chain()) == []
        assert links(folder).count("erased") == 1
        assert not any(b"ill" in file.read_bytes() for file in folder.glob("*private*"))


def test_a_chain_is_brought_in_whole(tmp_path: Path, stage: Any) -> None:  # noqa: ANN401 - see stage
    for folder in played("bring_in_longer", tmp_path):
        assert len(links(folder)) in {START, START + 1}
        stage.bring_in_longer(folder)
        assert links(folder).count("exported") == 1
        assert inspect_chain(FolderStore(folder).chain()) == []


def test_two_processes_make_one_chain(tmp_path: Path) -> None:
    run: list[str | Path] = [sys.executable, STAGE, "append_many", tmp_path, "once"]
    both = [subprocess.Popen(run) for _ in range(2)]  # noqa: S603 - our own script
    assert [process.wait() for process in both] == [0, 0]
    chain = FolderStore(tmp_path).chain()
    assert inspect_chain(chain) == []
    assert len(chain) == 400
    assert len({link.by for link in chain}) == 2
