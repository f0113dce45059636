"""The evidence in an engagement's folder: the store whose files people can see, copy and send.

`evidence.jsonl` stands beside the agreement, and `evidence.private.jsonl` beside that. The agreement is signed in
`signing/`, each amendment in a folder of its own below.

>>> import tempfile
>>> folder = tempfile.TemporaryDirectory()
>>> store = FolderStore(Path(folder.name))
>>> store.head(), len(store.chain()), store.openings()
(None, 0, {})
>>> with store.lock(), store.lock():
...     store.document(2).write("sealed.pdf", b"%PDF-")
>>> [path.relative_to(folder.name).as_posix() for path in Path(folder.name).rglob("*.pdf")]
['signing/amendment-2/sealed.pdf']
>>> folder.cleanup()
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from charter.atomic import (
    append_line,
    is_whole,
    last_line,
    locked,
    make_folder,
    sweep,
    whole_lines,
    write_whole,
)
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import Opening
from charter.sealing.evidence.link import EvidenceError, Head, read_link
from charter.sealing.evidence.names import FILE, PRIVATE_FILE, SIGNING
from charter.sealing.evidence.store import GIVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from charter.sealing.evidence.link import Link


def signing_folder(folder: Path, amendment: int = 0) -> Path:
    """Where the agreement (0), or an amendment by its number, is signed.

    >>> signing_folder(Path("harbourline")), signing_folder(Path("harbourline"), 2)
    (PosixPath('harbourline/signing'), PosixPath('harbourline/signing/amendment-2'))
    """
    signing = folder / SIGNING
    return signing / f"amendment-{amendment}" if amendment else signing


class FolderStore:
    """The evidence of the engagement in a folder, whose lock also keeps other processes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._turn, self._held = RLock(), False

    @property
    def place(self) -> str:
        """The path of the chain."""
        return str(self._chain)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the chain's file against other threads and processes. Raises OSError where there is no folder."""
        with self._turn:  # one thread at a time uses this store, and it alone may ask again
            if self._held:
                yield
                return
            with locked(self._chain):
                self._held = True
                try:
                    yield
                finally:
                    self._held = False

    def chain(self) -> Chain:
        """Read the chain; a missing file is an empty one."""
        return Chain(_bytes(self._chain))

    def head(self) -> Head | None:
        """Read the head from the last line alone. Raises EvidenceError when that is no link."""
        line = last_line(self._chain)
        return read_link(line).head if line is not None else None

    def append(self, links: Collection[Link]) -> None:
        """Add lines to the chain's file; on the disk when this returns."""
        append_line(self._chain, *(link.line for link in links))

    def replace(self, chain: Chain) -> None:
        """Replace the chain's file as a whole."""
        write_whole(self._chain, chain.stored)

    def openings(self) -> dict[str, Opening]:
        """Read the private content; nothing if there is no file. Raises EvidenceError for a changed line."""
        openings = {}
        for number, line in enumerate(whole_lines(_bytes(self._private)), 1):
            try:
                opening = Opening.read(line)
            except EvidenceError as error:
                raise EvidenceError(f"{self._private}, line {number} {error}") from error
            openings[opening.commitment] = opening
        return openings

    def keep(self, opening: Opening) -> None:
        """Add private content to its file, which its owner alone may read."""
        append_line(self._private, opening.line, private=True)

    def forget(self, commitments: Collection[str]) -> None:
        """Write the private content anew without some of it, and remove what killed writes left of any."""
        rest = [opening.line for name, opening in self.openings().items() if name not in commitments]
        if self._private.exists():
            write_whole(self._private, b"".join(line + b"\n" for line in rest), private=True)
        _torn(self._private).unlink(missing_ok=True)
        sweep(self._private)

    def scraps(self) -> list[str]:
        """Name the files with pieces of private content; the file itself is one while its last line is unfinished."""
        beside = (_torn(self._private), self._private.with_name(f".{self._private.name}.new"))
        stored = _bytes(self._private)
        tail = stored[stored.rfind(b"\n") + 1 :]
        found = [self._private] if tail and not is_whole(tail) else []
        return [str(path) for path in (*found, *(each for each in beside if each.exists()))]

    def tidy(self) -> None:
        """Remove unfinished replacements and locks that nobody holds, those of the journal that signing writes too."""
        from charter.core.reading.texts import JOURNAL  # noqa: PLC0415 - most commands tidy nothing

        sweep(self._private)
        sweep(self.folder / JOURNAL)
        for given in self.folder.glob(f"{SIGNING}/**/{GIVEN}/.*.json.new"):
            sweep(given.with_name(given.name.removeprefix(".").removesuffix(".new")))

    def document(self, amendment: int = 0) -> DocumentFolder:
        """Give the folder in which a document is signed, made when something is kept in it."""
        return DocumentFolder(signing_folder(self.folder, amendment))

    @property
    def _chain(self) -> Path:
        return self.folder / FILE

    @property
    def _private(self) -> Path:
        return self.folder / PRIVATE_FILE


class DocumentFolder:
    """The folder in which one document is signed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def place(self) -> str:
        """The path of the folder."""
        return str(self.folder)

    def read(self, name: str) -> bytes | None:
        """Read a file; None where there is none."""
        path = self.folder / name
        return path.read_bytes() if path.exists() else None

    def write(self, name: str, content: bytes) -> None:
        """Replace a file as a whole, and make the folders to it that are missing."""
        path = self.folder / name
        make_folder(path.parent)
        write_whole(path, content)

    def given(self) -> list[str]:
        """Name the files of what was given."""
        return sorted(f"{GIVEN}/{path.name}" for path in (self.folder / GIVEN).glob("*.json"))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _torn(path: Path) -> Path:
    return path.with_name(f"{path.name}.torn")
