"""Add to an engagement's evidence: one chain, whoever appends and however often they are killed.

Every append reads the head anew under the store's lock, so two processes at once make one chain; it returns when
the links are kept for good.

>>> import tempfile
>>> from pathlib import Path
>>> from charter.sealing.evidence.folder_store import FolderStore
>>> folder = tempfile.TemporaryDirectory()
>>> store = FolderStore(Path(folder.name))
>>> at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
>>> append(store, Event("opened", "Mara Lindqvist", at, {"name": "Audit"}))[0].n
1
>>> seal = Event("sealed", "Mara Lindqvist", at, {"digest": "ab" * 32})
>>> [ensure(store, seal).n for again in range(3)]
[2, 2, 2]
>>> folder.cleanup()
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.inspection import check
from charter.sealing.evidence.link import KINDS, Event, EvidenceError, Head, Link, follow, missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.store import EvidenceStore


class Unrecorded(Exception):  # noqa: N818 - named for what is wrong
    """What was done and kept, and has no link yet; the message says how it gets one."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who has personal content erased, when and why."""

    by: str
    at: dt.datetime
    reason: str


def append(store: EvidenceStore, *events: Event) -> list[Link]:
    """Add one link per event, all or none, and give them when they are kept.

    Raises EvidenceError, with nothing added, for an event of no known kind, without a fact it needs, without a zone,
    or when the chain ends in a line that is no link; OSError when the store refuses.
    """
    _admit(events)
    with store.lock():
        head, links = _head(store), []
        for event in events:
            links.append(follow(head, event))
            head = links[-1].head
        if links:
            store.append(links)
    return links


def ensure(store: EvidenceStore, event: Event) -> Link:
    """Add an event that happens once (agreed, signed, sealed, …) unless it stands there already.

    The same event is one of the same kind, by the same person, that says the same; its time may
    differ, as it does when a killed command runs again. Raises as `append` does.
    """
    with store.lock():
        for link in store.chain().find(event.kind, **event.what):
            if link.by == event.by and link.what == event.what:
                return link
        return append(store, event)[0]


def once(store: EvidenceStore, event: Event) -> None:
    """Record an event that happens once to one document, known by its digest, whoever records it first."""
    with store.lock():
        if not any(store.chain().find(event.kind, digest=event.what["digest"])):
            append(store, event)


def bring_in(store: EvidenceStore, stored: bytes) -> int:
    """Take over an exported chain byte for byte, and say how many links were new here.

    The chain that arrives must be the one here, or have grown from it, or be an older copy of it
    (then nothing changes). Raises EvidenceError for a chain with faults, and for chains that went
    separate ways, naming where: two histories are never merged into one.
    """
    arriving = Chain(stored)
    if faults := check(arriving):
        raise EvidenceError(f"the chain to bring in is broken, {faults[0]}, or export it again")
    with store.lock():
        here = store.chain()
        if apart := _apart(here, arriving):
            raise EvidenceError(
                f"the two chains went separate ways at link {apart}, so they are not merged: "
                "keep both files, and record in one what only the other holds"
            )
        if (new := len(arriving) - len(here)) > 0:
            store.replace(arriving)
        return max(new, 0)


def erase(store: EvidenceStore, commitments: Collection[str], order: Erasure) -> list[Link]:
    """Remove personal content for good and say so in the chain, which still verifies.

    The content goes first, so that the chain never claims what is not yet true; killed in between,
    the same call completes it. Gives the links that say so, old or new. Raises EvidenceError for a
    commitment that the chain does not hold, and Unrecorded when the store refuses the links.
    """
    with store.lock():
        said = {str(link.what["commitment"]) for link in store.chain() if "commitment" in link.what}
        if unknown := sorted(set(commitments) - said):
            raise EvidenceError(
                f"the chain holds no commitment {unknown[0]:.80}: take it from `charter evidence`"
            )
        store.forget(commitments)
        with owed("the content is erased", "run the same command again: it adds the link"):
            return [
                ensure(
                    store, Event("erased", order.by, order.at, {"commitment": name, "reason": order.reason})
                )
                for name in sorted(commitments)
            ]


def orphans(chain: Chain, openings: Mapping[str, Opening]) -> dict[str, Opening]:
    """The private content that no link speaks of: a recording was killed between content and link.

    Raises EvidenceError for a chain that cannot be read.
    """
    said = {link.what.get("commitment") for link in chain}
    return {name: opening for name, opening in openings.items() if name not in said}


def erase_orphans(store: EvidenceStore) -> tuple[list[str], list[str]]:
    """Remove orphans, and what killed writes have left of private content; give their commitments and places.

    The chain never spoke of them, so nothing is recorded. Who records holds the same lock, so that nothing is
    taken from under a recording. Raises as `orphans` and `EvidenceStore.openings` do.
    """
    with store.lock():
        gone, left = sorted(orphans(store.chain(), store.openings())), store.scraps()
        if gone or left:
            store.forget(gone)
    return gone, left


def without_content(chain: Chain, openings: Mapping[str, Opening]) -> list[Link]:
    """The links whose private content is missing though nobody erased it."""
    excused = {link.what["commitment"] for link in chain.find("erased")} | openings.keys()
    return [
        link
        for link in chain
        if "commitment" in link.what and link.kind != "erased" and link.what["commitment"] not in excused
    ]


@contextmanager
def owed(done: str, again: str) -> Iterator[None]:
    """Around the recording of what is done and kept: if the disk refuses the link, say that only that is missing.

    `done` says what is kept, `again` what adds the link. Raises Unrecorded.
    """
    try:
        yield
    except OSError as error:
        why = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise Unrecorded(f"{done}; only its link is not recorded ({why}). Mend that, then {again}") from error


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _admit(events: tuple[Event, ...]) -> None:
    for event in events:
        if event.kind not in KINDS:
            raise EvidenceError(f"evidence knows no {event.kind!r}; it knows {', '.join(sorted(KINDS))}")
        if lacking := missing(event.kind, event.what):
            raise EvidenceError(f"evidence of the kind {event.kind} must state its {' and '.join(lacking)}")


def _head(store: EvidenceStore) -> Head | None:
    try:
        return store.head()
    except EvidenceError as error:
        raise EvidenceError(
            f"{store.place}: the last line {error}, so nothing is added: `charter evidence` says what to do"
        ) from error


def _apart(one: Chain, other: Chain) -> int:
    """The first link in which two chains differ; 0 when one continues the other."""
    pairs = enumerate(zip(one.lines, other.lines, strict=False), 1)
    return next((n for n, (here, there) in pairs if here != there), 0)
