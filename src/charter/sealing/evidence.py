"""Add to an engagement's evidence: one chain, whoever appends and however often they are killed.

`evidence.jsonl` stands beside the agreement. Every append reads the head anew under a lock, so two
processes at once make one chain; it returns when the links are on the disk.

>>> import datetime as dt, tempfile
>>> folder = tempfile.TemporaryDirectory()
>>> path = Path(folder.name) / FILE
>>> at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
>>> append(path, Event("opened", "Mara Lindqvist", at, {"name": "Audit"}))[0].n
1
>>> seal = Event("sealed", "Mara Lindqvist", at, {"digest": "ab" * 32})
>>> [ensure(path, seal).n for again in range(3)]
[2, 2, 2]
>>> folder.cleanup()
"""

from __future__ import annotations

from pathlib import Path

from charter.atomic import append_line, last_line, locked, write
from charter.sealing.chain import Chain
from charter.sealing.kinds import KINDS, missing
from charter.sealing.link import Event, EvidenceError, Head, Link, follow, read_link

FILE = "evidence.jsonl"
"""The name of the chain in an engagement's folder."""


def append(path: Path, *events: Event) -> list[Link]:
    """Add one link per event and give them when they are on the disk.

    Raises EvidenceError, with nothing added, for an event of no known kind, without a fact it needs,
    without a zone, or when the chain ends in a line that is no link; OSError when the disk refuses.
    """
    _admit(events)
    with locked(path):
        return _extend(path, events)


def ensure(path: Path, event: Event) -> Link:
    """Add an event that happens once (agreed, signed, sealed, …) unless it stands there already.

    The same event is one of the same kind, by the same person, that says the same; its time may
    differ, as it does when a killed command runs again. Raises as `append` does.
    """
    _admit((event,))
    with locked(path):
        for link in Chain.read(path).find(event.kind, **event.what):
            if link.by == event.by and link.what == event.what:
                return link
        return _extend(path, (event,))[0]


def bring_in(path: Path, stored: bytes) -> int:
    """Take over an exported chain byte for byte, and say how many links were new here.

    The chain that arrives must be the one here, or have grown from it, or be an older copy of it
    (then nothing changes). Raises EvidenceError for chains that went separate ways, naming where:
    two histories are never merged into one.
    """
    arriving = Chain(stored)
    if arriving.torn:
        raise EvidenceError("the chain to bring in breaks off in its last line: export it again")
    with locked(path):
        here = Chain.read(path)
        if apart := _apart(here, arriving):
            raise EvidenceError(
                f"the two chains went separate ways at link {apart}, so they are not merged: "
                "keep both files, and record in one what only the other holds"
            )
        if (new := len(arriving) - len(here)) > 0:
            write(path, stored)
        return max(new, 0)


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _admit(events: tuple[Event, ...]) -> None:
    for event in events:
        if event.kind not in KINDS:
            raise EvidenceError(f"evidence knows no {event.kind!r}; it knows {', '.join(sorted(KINDS))}")
        if lacking := missing(event.kind, event.what):
            raise EvidenceError(f"evidence of the kind {event.kind} must state its {' and '.join(lacking)}")


def _extend(path: Path, events: tuple[Event, ...]) -> list[Link]:
    """Append under the lock that the caller holds."""
    head, links = head_of(path), []
    for event in events:
        links.append(follow(head, event))
        head = links[-1].head
    if links:
        append_line(path, *(link.line for link in links))
    return links


def head_of(path: Path) -> Head | None:
    """How far the chain in a file reaches, read from its last line alone; None when there is none yet.

    Raises EvidenceError when that line is no link.
    """
    line = last_line(path)
    if line is None:
        return None
    try:
        return read_link(line).head
    except EvidenceError as error:
        raise EvidenceError(
            f"{path}: the last line {error}, so nothing is added: `charter evidence` says what to do"
        ) from error


def _apart(one: Chain, other: Chain) -> int:
    """The first link in which two chains differ; 0 when one continues the other."""
    pairs = enumerate(zip(one.lines, other.lines, strict=False), 1)
    return next((n for n, (here, there) in pairs if here != there), 0)
