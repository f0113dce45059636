"""A chain of 100,000 links, checked over its stored bytes, beside the bare digests of the same lines."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING

from bench.ratio import Ratio, beside
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import Head, RecordedEvent, follow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.sealing.evidence.link import Plain


LINKS = 100_000


def measure() -> Iterable[Ratio]:
    """Check the whole chain, and hash its lines with nothing else."""
    stored = chain(LINKS)
    assert inspect_chain(stored) == []
    ours, theirs = beside(lambda: inspect_chain(stored), lambda: bare(stored), rounds=7)
    yield Ratio(f"check {LINKS:,} links", "SHA-256 of each line, in Python", ours, theirs, at_most=3)


def bare(stored: bytes) -> None:
    """What no check can do without."""
    for line in stored.split(b"\n"):
        sha256(line).hexdigest()


def chain(links: int) -> bytes:
    """A year's worth of recorded entries, many times over."""
    head: Head | None = None
    begin, lines = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC), []
    for n in range(links):
        at = begin + dt.timedelta(minutes=5 * n)
        what: dict[str, Plain] = {
            "digest": sha256(b"%d" % n).hexdigest(),
            "name": f"hours of {at:%d} March 2026",
            "place": n + 1,
        }
        link = follow(head, RecordedEvent("entry", "Mara Lindqvist", at, what))
        head = link.head
        lines.append(link.line)
    return b"\n".join([*lines, b""])
