"""Files are replaced whole, lines are whole, and a crash cannot halve either."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from charter.atomic import append_line, last_line, locked, make_folder, sweep, write_whole

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes three bytes of each piece of writing and then no more."""
    write_bytes, calls = os.write, iter(range(99))

    def refuse(file: int, content: bytes) -> int:
        if next(calls):
            raise OSError(28, "No space left on device")
        return write_bytes(file, content[:3])

    monkeypatch.setattr(os, "write", refuse)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


# ── write ──────────────────────────────────────────────────────────────────────────────────────


def test_write_makes_and_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.toml"
    write_whole(path, b"first, and longer")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["journal.toml"]


def test_write_keeps_the_permissions_a_user_has_set(tmp_path: Path) -> None:
    path = tmp_path / "agreement.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_private_content_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(b"old and open")
    path.chmod(0o644)
    write_whole(path, b"secret", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_write_goes_through_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_write_takes_over_what_a_killed_writer_left(tmp_path: Path) -> None:
    (tmp_path / ".seal.pdf.new").write_bytes(b"half of something much longer")
    write_whole(tmp_path / "seal.pdf", b"whole")
    assert (tmp_path / "seal.pdf").read_bytes() == b"whole"
    assert names(tmp_path) == ["seal.pdf"]


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.toml"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new and long")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["journal.toml"]


# ── append_line, last_line ─────────────────────────────────────────────────────────────────────


def test_lines_are_appended_in_order(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    append_line(path, b'{"n":1}')
    append_line(path, b'{"n":2}', b'{"n":3}')
    assert path.read_bytes() == b'{"n":1}\n{"n":2}\n{"n":3}\n'
    assert last_line(path) == b'{"n":3}'


def test_a_private_file_is_private_from_its_first_line(tmp_path: Path) -> None:
    append_line(tmp_path / "salts.jsonl", b"{}", private=True)
    assert stat.S_IMODE((tmp_path / "salts.jsonl").stat().st_mode) == 0o600


def test_a_newline_inside_a_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="newline"):
        append_line(tmp_path / "evidence.jsonl", b"{}\n{}")
    assert names(tmp_path) == []


def test_a_whole_line_without_its_newline_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    path.write_bytes(b'{"n":1}\n{"n":2}')
    assert last_line(path) == b'{"n":2}'
    append_line(path, b'{"n":3}')
    assert path.read_bytes() == b'{"n":1}\n{"n":2}\n{"n":3}\n'
    assert names(tmp_path) == ["evidence.jsonl"]


@pytest.mark.parametrize("torn", [b'{"n":', b"7", b"\0\0\0", b"\xff"])
def test_an_unfinished_line_is_set_aside_not_glued(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "evidence.jsonl"
    path.write_bytes(b'{"n":1}\n' + torn)
    assert last_line(path) == b'{"n":1}'
    append_line(path, b'{"n":2}')
    assert path.read_bytes() == b'{"n":1}\n{"n":2}\n'
    assert (tmp_path / "evidence.jsonl.torn").read_bytes() == torn + b"\n"


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_no_part_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    path.write_bytes(b'{"n":1}\n')
    with pytest.raises(OSError, match="No space"):
        append_line(path, b'{"n":2}')
    assert path.read_bytes() == b'{"n":1}\n'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", None),
        (b'{"n":', None),
        (b"{}\n", b"{}"),
        (b"{}\n\n", b""),
        (b"x" * 200_000 + b"\n" + b"y" * 70_000 + b"\n", b"y" * 70_000),
        (b"z" * 150_000 + b"\n", b"z" * 150_000),
    ],
)
def test_the_last_line(tmp_path: Path, content: bytes, line: bytes | None) -> None:
    (tmp_path / "evidence.jsonl").write_bytes(content)
    assert last_line(tmp_path / "evidence.jsonl") == line


def test_a_missing_file_has_no_last_line(tmp_path: Path) -> None:
    assert last_line(tmp_path / "evidence.jsonl") is None


# ── locked ─────────────────────────────────────────────────────────────────────────────────────


def test_only_one_at_a_time_is_inside(tmp_path: Path) -> None:
    path, inside, most = tmp_path / "journal.toml", [0], [0]

    def work() -> None:
        for _ in range(50):
            with locked(path):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert names(tmp_path) == []


def test_a_lock_left_by_a_killed_process_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / ".journal.toml.lock").touch()
    with locked(tmp_path / "journal.toml"):
        write_whole(tmp_path / "journal.toml", b"recorded")
    assert names(tmp_path) == ["journal.toml"]


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "journal.toml"
    with pytest.raises(RuntimeError), locked(path):
        raise RuntimeError("the work failed")
    with locked(path):
        assert names(tmp_path) == [".journal.toml.lock"]


# ── sweep, make_folder ─────────────────────────────────────────────────────────────────────────


def test_what_killed_processes_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (".journal.toml.new", ".journal.toml.lock", ".other.new", "journal.toml"):
        (tmp_path / name).touch()
    sweep(tmp_path / "journal.toml")
    assert names(tmp_path) == [".other.new", "journal.toml"]
    sweep(tmp_path / "journal.toml")


def test_what_somebody_is_at_work_on_is_not_swept_away(tmp_path: Path) -> None:
    with locked(tmp_path / "journal.toml"):
        sweep(tmp_path / "journal.toml")
        assert names(tmp_path) == [".journal.toml.lock"]


def test_a_folder_is_made_with_those_above_it_and_one_that_is_there_stays(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b", 0o700)
    (tmp_path / "a" / "b").chmod(0o750)
    make_folder(tmp_path / "a" / "b", 0o700)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o750
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")


def test_an_error_names_the_file_and_not_the_hidden_one_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "journal.toml"
    with pytest.raises(FileNotFoundError) as written:
        write_whole(path, b"new")
    with pytest.raises(FileNotFoundError) as appended:
        append_line(path, b"{}")
    with pytest.raises(FileNotFoundError) as waited, locked(path):
        pass
    assert {each.value.filename for each in (written, appended, waited)} == {str(path)}


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_with_the_file_that_it_is_full_for(tmp_path: Path) -> None:
    for step in (write_whole, append_line):
        with pytest.raises(OSError, match="No space") as found:
            step(tmp_path / "evidence.jsonl", b'{"n":1}')
        assert found.value.filename == str(tmp_path / "evidence.jsonl")


def test_an_error_of_the_work_inside_a_lock_keeps_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as found, locked(tmp_path / "journal.toml"):
        (tmp_path / "other").read_bytes()
    assert found.value.filename == str(tmp_path / "other")
