"""Plays a scene in processes that are killed at every step, for test_crash.py: `stage.py SCENE FOLDER`.

For each k, and once more with the k-th write half done, the scene's folder is made afresh, and a
child process plays the scene and is killed (SIGKILL) just before its k-th call of the system that
touches a file. The folders are left for the test to look at: FOLDER/before-7, FOLDER/half-7, …;
the last of each is the outcome of a child that came to its end.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter.atomic import write_whole
from charter.sealing.evidence.append import Erasure, append, ensure, erase, take_over_chain
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.journal_record import JournalRecord
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.evidence.record import record

if TYPE_CHECKING:
    from collections.abc import Callable

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
STEPS = [(os, name) for name in ("open", "write", "fsync", "ftruncate", "fchmod", "replace", "unlink")]


def arm(step: int, *, half: bool) -> None:
    """Have this process killed before its call number `step`, or half-way through it if it is a write."""
    calls = iter(range(1, step + 1))

    def deadly(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any system call
            if next(calls) == step:
                if half and name == "write":
                    call(given[0], given[1][: len(given[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return counted

    for module, name in [*STEPS, (fcntl, "flock")]:
        setattr(module, name, deadly(name, getattr(module, name)))


def journal(count: int) -> list[JournalRecord]:
    """That many days of work, and a personal remark."""
    hours = [JournalRecord.of({"kind": "hours", "on": f"2026-03-0{day}"}) for day in range(1, count + 1)]
    return [*hours, JournalRecord.of({"kind": "note", "on": "2026-03-09", "note": "ill"}, personal=True)]


def prepare(folder: Path) -> None:
    """Make what every scene begins with: a journal file, and a chain with a recorded journal."""
    folder.mkdir()
    write_whole(folder / "journal.toml", b"old")
    append(FolderStore(folder), RecordedEvent("opened", "Mara Lindqvist", AT, {"name": "Audit"}))
    record(FolderStore(folder), journal(1), "Mara Lindqvist", AT)


def replace_file(folder: Path) -> None:
    """Replace a file by a longer one."""
    write_whole(folder / "journal.toml", b"new and longer")


def append_two(folder: Path) -> None:
    """Append two links at once."""
    events = [RecordedEvent("offered", "Mara Lindqvist", AT, {"digest": digit * 64}) for digit in "ab"]
    append(FolderStore(folder), *events)


def seal(folder: Path) -> None:
    """Record what happens once."""
    ensure(FolderStore(folder), RecordedEvent("sealed", "Mara Lindqvist", AT, {"digest": "ab" * 32}))


def record_journal(folder: Path) -> None:
    """Record a journal that has grown by two entries and a personal one."""
    more = [
        *journal(3),
        JournalRecord.of({"kind": "note", "on": "2026-03-10", "note": "well"}, personal=True),
    ]
    record(FolderStore(folder), more, "Mara Lindqvist", AT)


def erase_remark(folder: Path) -> None:
    """Erase the personal remark."""
    text = (folder / "evidence.jsonl").read_text()
    commitment = text.split('"commitment":"')[1][:64]
    order = Erasure("Mara Lindqvist", AT, "asked to")
    erase(FolderStore(folder), [commitment], order)


def bring_in_longer(folder: Path) -> None:
    """Take over a chain that has grown elsewhere."""
    copy = folder / "elsewhere"
    copy.mkdir(exist_ok=True)
    stored = (folder / "evidence.jsonl").read_bytes()
    if b"exported" not in stored:
        (copy / "evidence.jsonl").write_bytes(stored)
        append(FolderStore(copy), RecordedEvent("exported", "Mara Lindqvist", AT))
        stored = (copy / "evidence.jsonl").read_bytes()
    take_over_chain(FolderStore(folder), stored)


def append_many(folder: Path) -> None:
    """Append links one by one, as one of several processes does."""
    for _ in range(200):
        append(FolderStore(folder), RecordedEvent("exported", f"process {os.getpid()}", AT))


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene
    for scene in (replace_file, append_two, seal, record_journal, erase_remark, bring_in_longer, append_many)
}


def survived(scene: Callable[[Path], None], folder: Path, step: int, *, half: bool) -> bool:
    """Play the scene in a child that is armed; whether it came to the end."""
    prepare(folder)
    child = os.fork()
    if child == 0:
        arm(step, half=half)
        scene(folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main(name: str, folder: Path) -> None:
    """Kill the scene at every step."""
    for half in (False, True):
        when, step = "half" if half else "before", 1
        while not survived(SCENES[name], folder / f"{when}-{step}", step, half=half):
            step += 1


if __name__ == "__main__":
    scene_name, place, *once = sys.argv[1:]
    if once:
        SCENES[scene_name](Path(place))
    else:
        main(scene_name, Path(place))
