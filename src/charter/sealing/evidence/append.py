"""Add to an engagement's evidence: one chain, whoever appends and however often they are killed.

Every append reads the head anew under the store's lock, so two processes at once make one chain; it returns when
the links are kept for good.

>>> import tempfile
>>> from pathlib import Path
>>> from charter.sealing.evidence.folder_store import FolderStore
>>> folder = tempfile.TemporaryDirectory()
>>> store = FolderStore(Path(folder.name))
>>> at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
>>> append(store, RecordedEvent("opened", "Mara Lindqvist", at, {"name": "Audit"}))[0].n
1
>>> seal = RecordedEvent("sealed", "Mara Lindqvist", at, {"digest": "ab" * 32})
>>> [ensure(store, seal).n for again in range(3)]
[2, 2, 2]
>>> folder.cleanup()
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.sealing.evidence.act import Act, Refusal
from charter.sealing.evidence.canonical import digest_of
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import KINDS, EvidenceError, Head, Link, RecordedEvent, follow, missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.journal_record import JournalRecord
    from charter.sealing.evidence.store import EvidenceStore


class Unrecorded(Refusal):
    """What was done and kept, and has no link yet; its act is how it gets one."""

    def with_act(self, act: str) -> str:
        """Say it with the act as a door calls it."""
        return f"{self.reason}. Mend that, then {act}"


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who has personal content erased, when and why."""

    by: str
    at: dt.datetime
    reason: str


def append(store: EvidenceStore, *events: RecordedEvent) -> list[Link]:
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


def ensure(store: EvidenceStore, event: RecordedEvent) -> Link:
    """Add an event that happens once (agreed, signed, sealed, …) unless it stands there already.

    The same event is one of the same kind, by the same person, that says the same; its time may
    differ, as it does when a killed command runs again. Raises as `append` does.
    """
    with store.lock():
        for link in store.chain().find(event.kind, **event.what):
            if link.by == event.by and link.what == event.what:
                return link
        return append(store, event)[0]


def once(store: EvidenceStore, event: RecordedEvent) -> None:
    """Record an event that happens once to one document, known by its digest, whoever records it first."""
    with store.lock():
        if not any(store.chain().find(event.kind, digest=event.what["digest"])):
            append(store, event)


LARGEST = 100 * 2**20
"""Bytes of a chain that is brought in: some 300,000 links."""


def take_over_chain(store: EvidenceStore, stored: bytes) -> int:
    """Take over an exported chain byte for byte, and say how many links were new here.

    The chain that arrives must be the one here, or have grown from it, or be an older copy of it
    (then nothing changes). Raises EvidenceError for a chain with faults, and for chains that went
    separate ways, naming where: two histories are never merged into one.
    """
    if len(stored) > LARGEST:
        raise EvidenceError(f"the chain to bring in is larger than {LARGEST // 2**20} MiB, which no chain is")
    arriving = Chain(stored)
    if faults := inspect_chain(arriving):
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


def erase(
    store: EvidenceStore, commitments: Collection[str], order: Erasure, entries: Sequence[JournalRecord] = ()
) -> list[Link]:
    """Remove personal content for good and say so in the chain, which still verifies.

    The content goes first, so that the chain never claims what is not yet true; killed in between,
    the same call completes it. Gives the links that say so, old or new. Raises EvidenceError without a reason, for a
    commitment that the chain does not hold, and while one of the journal's `entries` still says what is to be
    erased; Unrecorded when the store refuses the links.
    """
    if not order.reason.strip():
        raise EvidenceError("say why it is erased", Act.GIVE_REASON)
    with store.lock():
        _refuse_standing(store.openings(), commitments, entries)
        said = {str(link.what["commitment"]) for link in store.chain() if "commitment" in link.what}
        if unknown := sorted(set(commitments) - said):
            raise EvidenceError(
                f"the chain holds no commitment {unknown[0]:.80}: take it from the list of the evidence"
            )
        store.forget(commitments)
        with owed("the content is erased", Act.REPEAT):
            return [
                ensure(
                    store,
                    RecordedEvent("erased", order.by, order.at, {"commitment": name, "reason": order.reason}),
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
def owed(done: str, again: Act) -> Iterator[None]:
    """Around the recording of what is done and kept: if the disk refuses the link, say that only that is missing.

    `done` says what is kept, `again` is the act that adds the link. Raises Unrecorded.
    """
    try:
        yield
    except OSError as error:
        why = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise Unrecorded(f"{done}; only its link is not recorded ({why})", again) from error


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _admit(events: tuple[RecordedEvent, ...]) -> None:
    for event in events:
        if event.kind not in KINDS:
            raise EvidenceError(f"evidence knows no {event.kind!r}; it knows {', '.join(sorted(KINDS))}")
        if lacking := missing(event.kind, event.what):
            raise EvidenceError(f"evidence of the kind {event.kind} must state its {' and '.join(lacking)}")


def _refuse_standing(
    openings: Mapping[str, Opening], commitments: Collection[str], entries: Sequence[JournalRecord]
) -> None:
    """Refuse while the journal still says what is to be erased: it would be recorded again, in plain."""
    doomed = {digest_of(openings[name].content) for name in commitments if name in openings}
    for place, entry in enumerate(entries, 1):
        if entry.digest in doomed:
            raise EvidenceError(
                f"entry {place} ({entry.name}) still stands in the journal: take it out, then erase it here"
            )


def _head(store: EvidenceStore) -> Head | None:
    try:
        return store.head()
    except EvidenceError as error:
        raise EvidenceError(
            f"{store.place}: the last line {error}, so nothing is added", Act.CHECK
        ) from error


def _apart(one: Chain, other: Chain) -> int:
    """The first link in which two chains differ; 0 when one continues the other."""
    pairs = enumerate(zip(one.lines, other.lines, strict=False), 1)
    return next((n for n, (here, there) in pairs if here != there), 0)
