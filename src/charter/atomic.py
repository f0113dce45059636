"""Files that a crash cannot halve: whole replacement, whole lines, one writer at a time.

Three promises, each kept at a kill or a power cut between any two steps:

- after `write_whole` the file holds the old bytes or the new ones, never a mixture;
- after `append_line` returns, the line is on the disk; a line that was cut off while it was
  being written is completed or set aside by the next append, never glued to its successor;
- inside `locked` no other process is inside `locked` for the same path.

A file is either written or appended to. Who does both to one file, or reads it and then decides
what to append, does so inside `locked`; `write` and `append_line` may be called there.

>>> import tempfile
>>> folder = tempfile.TemporaryDirectory()
>>> path = Path(folder.name) / "evidence.jsonl"
>>> with locked(path):
...     append_line(path, b'{"n":1}')
...     append_line(path, b'{"n":2}')
>>> last_line(path)
b'{"n":2}'
>>> write_whole(path, b"replaced as a whole")
>>> [file.name for file in Path(folder.name).iterdir()], path.read_bytes()
(['evidence.jsonl'], b'replaced as a whole')
>>> folder.cleanup()
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 65536
_PRIVATE, _PUBLIC = 0o600, 0o666


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Replace the file at `path` by `content` in one step that lasts, or leave it as it was.

    The file keeps its permissions; `private` makes it readable by its owner alone, from the first
    byte. A symbolic link is written through. Raises OSError (disk full, no such folder, …) with the
    old content untouched.
    """
    target = path.resolve()
    fresh = _draft(target)
    with _about(target), _held(fresh, os.O_WRONLY, _PRIVATE if private else _PUBLIC) as file:
        try:
            _permit(file, target, private=private)
            os.ftruncate(file, 0)  # a writer that was killed may have left a beginning
            _pour(file, content)
            os.fsync(file)
            fresh.replace(target)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
    _settle(target.parent)


def append_line(path: Path, *lines: bytes, private: bool = False) -> None:
    """Add whole lines, given without their newline, and return when they are on the disk.

    A line that an earlier, killed append left without its newline is first completed, when it is a
    whole JSON object, or else moved to `<name>.torn` beside the file. A file that is not there is
    made, readable by its owner alone if `private`. Raises ValueError for a line that holds a
    newline, OSError when the disk refuses: then none of the lines was added.
    """
    if any(b"\n" in line for line in lines):
        raise ValueError("a line to append holds a newline itself")
    target = path.resolve()
    with _about(target), _held(target, os.O_RDWR | os.O_APPEND, _PRIVATE if private else _PUBLIC) as file:
        _mend(file, target)
        end = os.lseek(file, 0, os.SEEK_END)
        try:
            _pour(file, b"".join(line + b"\n" for line in lines))
            os.fsync(file)
        except OSError:
            os.ftruncate(file, end)
            raise
    # Also of a file that was there: who made it may have been killed before its name was on the disk.
    _settle(target.parent)


def last_line(path: Path) -> bytes | None:
    """The last whole line without its newline; None when the file is missing or holds none.

    Reads only the end of the file. An unfinished line counts when it is a whole JSON object, for
    then the next append completes it.
    """
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        end = os.lseek(file, 0, os.SEEK_END)
        start = _line_start(file, end)
        tail = os.pread(file, end - start, start)
        if tail and is_whole(tail):
            return tail
        if start == 0:
            return None
        end = start - 1
        start = _line_start(file, end)
        return os.pread(file, end - start, start)
    finally:
        os.close(file)


def whole_lines(stored: bytes) -> list[bytes]:
    r"""The lines of a file that is appended to, without newlines.

    An unfinished last line counts when it is a whole JSON object, as in `last_line`.

    >>> whole_lines(b'{"n":1}\n{"n":')
    [b'{"n":1}']
    """
    *lines, tail = stored.split(b"\n")
    return [*lines, tail] if is_whole(tail) else lines


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes (and threads) out of `locked` for the same path; waits for its turn.

    The lock is a hidden file beside `path`, gone afterwards. The system lets go of it when its
    holder dies. Not re-entrant: a second `locked` inside the first waits for ever.
    """
    target = path.resolve()
    latch = _latch(target)
    with ExitStack() as stack:
        with _about(target):
            stack.enter_context(_held(latch, os.O_WRONLY, _PUBLIC))
        stack.callback(latch.unlink, missing_ok=True)
        yield


def sweep(path: Path) -> None:
    """Remove what killed processes left beside `path`: an unfinished replacement, a lock that nobody holds.

    What somebody is at work on stays, and so does what may not be removed.
    """
    target = path.resolve()
    for left in (_draft(target), _latch(target)):
        with suppress(OSError):
            file = os.open(left, os.O_WRONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _stands(file, left):
                    left.unlink()
            finally:
                os.close(file)


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it that are missing, so that they last; one that is there stays as it is."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode, exist_ok=True)
    _settle(path.parent)


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _draft(target: Path) -> Path:
    """Where the new content of a file is written before it takes its place."""
    return target.with_name(f".{target.name}.new")


def _latch(target: Path) -> Path:
    """What is locked for a file; it is not the file itself, which is replaced."""
    return target.with_name(f".{target.name}.lock")


@contextmanager
def _about(target: Path) -> Iterator[None]:
    """Have an error of the system name the file that it is about, not a hidden one beside it, or none."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        raise


@contextmanager
def _held(path: Path, flags: int, mode: int) -> Iterator[int]:
    """The file that stands at `path`, made if need be, open and locked.

    While one waits for the lock, its holder may rename or unlink the file; what one then holds is
    no longer what stands there, and one asks again.
    """
    while True:
        file = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, mode)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _stands(file, path):
                yield file
                return
        finally:
            os.close(file)


def _stands(file: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file), path.lstat())
    return False


def _permit(file: int, target: Path, *, private: bool) -> None:
    """Give the new file the permissions of the one that it will replace."""
    if private:
        os.fchmod(file, _PRIVATE)
    elif target.exists():
        os.fchmod(file, stat.S_IMODE(target.stat().st_mode))


def _pour(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _mend(file: int, target: Path) -> None:
    """Complete an unfinished last line, or set it aside; nobody was told that it is there."""
    end = os.lseek(file, 0, os.SEEK_END)
    start = _line_start(file, end)
    tail = os.pread(file, end - start, start)
    if not tail:
        return
    if is_whole(tail):
        _pour(file, b"\n")
        return
    aside = target.with_name(f"{target.name}.torn")
    with _held(aside, os.O_WRONLY | os.O_APPEND, _PRIVATE) as kept:
        _pour(kept, tail + b"\n")
        os.fsync(kept)
    os.ftruncate(file, start)


def _line_start(file: int, end: int) -> int:
    """Where the line begins that ends before offset `end`."""
    while end > 0:
        begin = max(0, end - _BLOCK)
        newline = os.pread(file, end - begin, begin).rfind(b"\n")
        if newline >= 0:
            return begin + newline + 1
        end = begin
    return 0


def is_whole(line: bytes) -> bool:
    """Whether a line is a JSON object to its last brace, which no mere beginning of one is."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _settle(folder: Path) -> None:
    """Make the folder's own change last: a new or renamed name is in the folder, not in the file."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
