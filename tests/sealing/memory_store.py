"""The evidence in memory: a second store, so that the rules are proven not to know that there is a disk."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

from charter.atomic import whole_lines
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import Opening
from charter.sealing.evidence.link import read_link
from charter.sealing.evidence.store import GIVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from charter.sealing.evidence.link import Head, Link


class MemoryDocument:
    """The files of a document, by name."""

    def __init__(self, place: str) -> None:
        self.place, self.files = place, dict[str, bytes]()

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)

    def write(self, name: str, content: bytes) -> None:
        self.files[name] = content

    def given(self) -> list[str]:
        return sorted(name for name in self.files if name.startswith(f"{GIVEN}/"))


class MemoryStore:
    """The evidence of one engagement, gone with the process."""

    place = "memory"

    def __init__(self) -> None:
        self.stored, self.private = b"", dict[str, bytes]()
        self.documents = dict[int, MemoryDocument]()
        self._turn = RLock()

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._turn:
            yield

    def chain(self) -> Chain:
        return Chain(self.stored)

    def head(self) -> Head | None:
        lines = whole_lines(self.stored)
        return read_link(lines[-1]).head if lines else None

    def append(self, links: Collection[Link]) -> None:
        lines = [*whole_lines(self.stored), *(link.line for link in links)]
        self.stored = b"".join(line + b"\n" for line in lines)

    def replace(self, chain: Chain) -> None:
        self.stored = chain.stored

    def openings(self) -> dict[str, Opening]:
        return {name: Opening.read(line) for name, line in self.private.items()}

    def keep(self, opening: Opening) -> None:
        self.private[opening.commitment] = opening.line

    def forget(self, commitments: Collection[str]) -> None:
        self.private = {name: line for name, line in self.private.items() if name not in commitments}

    def scraps(self) -> list[str]:
        return []

    def tidy(self) -> None:
        """Nothing is ever half written here."""

    def document(self, amendment: int = 0) -> MemoryDocument:
        return self.documents.setdefault(amendment, MemoryDocument(f"memory/{amendment}"))
