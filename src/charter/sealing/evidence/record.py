"""Record the entries of the journal in the chain: a link for each that is new.

>>> import tempfile
>>> from pathlib import Path
>>> folder = tempfile.TemporaryDirectory()
>>> from charter.sealing.evidence.folder_store import FolderStore
>>> store = FolderStore(Path(folder.name))
>>> journal = [JournalRecord.of({"kind": "hours", "on": "2026-03-04", "hours": "3 hours"})]
>>> at = dt.datetime(2026, 3, 4, 18, tzinfo=dt.UTC)
>>> [link.what["name"] for link in record(store, journal, "Mara Lindqvist", at)]
['hours of 4 March 2026']
>>> record(store, journal, "Mara Lindqvist", at)
[]
>>> changed = [JournalRecord.of({"kind": "hours", "on": "2026-03-04", "hours": "4 hours"})]
>>> [(found.kind, found.name) for found in unrecorded(changed, store.chain())]
[('changed', 'hours of 4 March 2026')]
>>> folder.cleanup()
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from charter.sealing.evidence.append import append
from charter.sealing.evidence.canonical import digest_of
from charter.sealing.evidence.commitment import commit
from charter.sealing.evidence.journal_record import JournalRecord, unrecorded
from charter.sealing.evidence.link import Link, Plain, RecordedEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.store import EvidenceStore


def record(store: EvidenceStore, entries: Sequence[JournalRecord], by: str, at: dt.datetime) -> list[Link]:
    """Add a link for each entry that is new, and give these links. Doing it again adds nothing.

    What was changed, is gone or stands twice is not recorded: `unrecorded` names it, and a person mends it. The
    content of a personal entry is kept beside the chain. Raises EvidenceError, and OSError when the store refuses.
    """
    with store.lock():
        store.tidy()
        openings, chain = store.openings(), store.chain()
        new = [
            (found.place, entries[found.place - 1])
            for found in unrecorded(entries, chain, openings)
            if found.kind == "new"
        ]
        events = [
            RecordedEvent("correction" if entry.correction and not entry.personal else "entry", by, at, what)
            for (_, entry), what in zip(new, _told(new, chain, openings, store), strict=True)
        ]
        return append(store, *events)


def _told(
    new: list[tuple[int, JournalRecord]], chain: Chain, openings: Mapping[str, Opening], store: EvidenceStore
) -> Iterator[Mapping[str, Plain]]:
    """What the link of each new entry says; private content is on the disk before its link is made.

    That of a personal entry says nothing but the commitment: what is left after an erasure must not tell that
    somebody was ill, or when.
    """
    said = {str(link.what.get("commitment")) for link in chain}
    unused = {digest_of(opening.content): name for name, opening in openings.items() if name not in said}
    for place, entry in new:
        if not entry.personal:
            yield {"digest": entry.digest, "name": entry.name, "place": place}
            continue
        commitment = unused.pop(entry.digest, None)  # left by a run that was killed before its link
        if commitment is None:
            opening = commit(entry.content, place=place)
            store.keep(opening)
            commitment = opening.commitment
        yield {"commitment": commitment}
