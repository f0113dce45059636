r"""The evidence chain: the links of one engagement, one per line, as stored.

The order of the links is proven by their digests; their times are the word of whoever appended
them, until a timestamp bounds them. A chain that ends early cannot show that by itself: compare it
with a head that stands elsewhere, in a sealed document or a mail (`Chain.holds`).

>>> import datetime as dt
>>> from charter.sealing.evidence.link import RecordedEvent, follow
>>> at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
>>> first = follow(None, RecordedEvent("offered", "Mara Lindqvist", at, {"digest": "ab" * 32}))
>>> second = follow(first.head, RecordedEvent("agreed", "Jonas Weber", at, {"digest": "ab" * 32}))
>>> chain = Chain(b"%b\n%b\n" % (first.line, second.line))
>>> [link.kind for link in chain], chain.head == second.head, chain.holds(first.head)
(['offered', 'agreed'], True, True)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from charter.atomic import is_whole, whole_lines
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.canonical import sha256_hex
from charter.sealing.evidence.link import EvidenceError, Head, Link, Plain, read_link

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Chain:
    """A chain as stored; links are read one by one when they are asked for."""

    stored: bytes = b""

    @cached_property
    def lines(self) -> list[bytes]:
        """The whole lines; an unfinished last one counts if nothing but its newline is missing."""
        return whole_lines(self.stored)

    @property
    def torn(self) -> bytes:
        """What stands behind the last whole line, left by a write that was cut off."""
        tail = self.stored[self.stored.rfind(b"\n") + 1 :]
        return b"" if is_whole(tail) else tail

    @property
    def head(self) -> Head | None:
        """The last link's number and digest; None for an empty chain. Raises EvidenceError as iteration does."""
        return self[len(self)].head if self.lines else None

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, n: int) -> Link:
        """Give link `n`, counted from 1. Raises IndexError, and EvidenceError for a line that is no link."""
        if not 1 <= n <= len(self.lines):
            raise IndexError(n)
        try:
            return read_link(self.lines[n - 1])
        except EvidenceError as error:
            raise EvidenceError(f"line {n} {error}", Act.CHECK) from error

    def __iter__(self) -> Iterator[Link]:
        return (self[n] for n in range(1, len(self) + 1))

    def find(self, kind: str, **what: Plain) -> Iterator[Link]:
        """The links of a kind that say all of `what`."""
        mark = f'"kind":"{kind}"'.encode()
        for n, line in enumerate(self.lines, 1):
            if mark in line and what.items() <= (link := self[n]).what.items() and link.kind == kind:
                yield link

    def holds(self, head: Head) -> bool:
        """Whether the chain passes through this head: it is that chain, or has grown from it."""
        return head.n <= len(self) and sha256_hex(self.lines[head.n - 1]) == head.digest
