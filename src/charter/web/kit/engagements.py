"""An engagement out of its rows, and entries into them: the way between the database and the core.

What was read is kept for the process under the row's version, so that a page reads no texts anew. All that is written
goes through `changing`, which holds the row and counts its version up.
"""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

import charter
from charter.core.reading.appending import append_to_journal, pieces
from charter.core.reading.texts import JOURNAL
from charter.core.reading.versions import named_frame
from charter.sealing.evidence.reconciliation import Books, write_up
from charter.sealing.verification.enclosure import TERMS as SIGNED_TERMS
from charter.web import clock
from charter.web.kit.frames import count_up_beside, hold_papers, master_of, texts_beside
from charter.web.kit.models import AmendmentText, EngagementRow, EntryText, TermsText, WorkspaceRow
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Entry

T = TypeVar("T")
TERMS = "agreement.toml"
MOST_KEPT = 100
"""The most engagements that a process keeps as last read; the one not asked for longest goes first."""

MOST_FOLLOWING = 8
"""The most results that are kept beside an engagement: those of a day or two."""

_read: dict[uuid.UUID, tuple[int, Engagement, dict[Hashable, Any]]] = {}


def pieces_so_far(row: EngagementRow) -> int:
    """Count the pieces of the journal."""
    return EntryText.objects.filter(engagement=row, version=1).count()


def texts_of(row: EngagementRow, pieces_only: int | None = None) -> dict[str, bytes]:
    """Give the texts of an engagement as they are now: its own, and those of the other papers of its frame.

    Of its journal only the first pieces, if so asked.
    """
    return texts_alone(row, pieces_only) | texts_beside(row, texts_alone)


def texts_alone(row: EngagementRow, pieces_only: int | None = None) -> dict[str, bytes]:
    """Give the files of an engagement folder itself, as they are now."""
    terms = TermsText.objects.filter(engagement=row).order_by("-n").first()
    found = {TERMS: bytes(terms.source)} if terms else {}
    for each in AmendmentText.objects.filter(engagement=row).order_by("name", "n"):
        found[f"amendments/{each.name}"] = bytes(each.source)
    held = b"".join([*journal_pieces(row).values()][:pieces_only])
    return found | ({JOURNAL: held} if held else {})


def journal_pieces(row: EngagementRow) -> dict[int, bytes]:
    """Give the pieces of the journal by their numbers, each as it is now."""
    texts = EntryText.objects.filter(engagement=row).order_by("n", "version").values_list("n", "source")
    return {n: bytes(source) for n, source in texts}


def rewrite_pieces(row: EngagementRow, sources: Mapping[int, bytes]) -> None:
    """Put other texts in place of pieces of the journal, and empty those, within `changing`."""
    for n, source in sources.items():
        last = EntryText.objects.filter(engagement=row, n=n).latest("version")
        EntryText.objects.create(
            engagement=row, n=n, version=last.version + 1, source=source, by=last.by, at=last.at
        )
        EntryText.objects.filter(pk=last.pk).update(source=b"")


def engagement_in(row: EngagementRow) -> Engagement:
    """Give the engagement of a row. Raises Problems where its terms are not whole yet."""
    kept = _read.get(row.pk)
    if kept and kept[0] == row.version:
        _read[row.pk] = _read.pop(row.pk)  # it is the latest now
        return kept[1]
    return _keep(row, charter.read(texts_of(row), row.slug))


def master_named_in(row: EngagementRow, source: str) -> Engagement | None:
    """Give the master that a text of terms names; None where it names none, or none of that name is in the workspace.

    Raises Problems where the master does not hold.
    """
    named = EngagementRow(
        pk=row.pk, workspace_id=row.workspace_id, frame=named_frame(source.encode(), TERMS) or ""
    )
    master = master_of(named)
    return engagement_in(master) if master is not None and master.pk != row.pk else None


def _keep(row: EngagementRow, engagement: Engagement) -> Engagement:
    """Keep what was read, once it is sure: what a transaction undoes never was a version."""
    version = row.version

    def sure() -> None:
        _read.pop(row.pk, None)
        if len(_read) >= MOST_KEPT:
            del _read[next(iter(_read))]
        _read[row.pk] = version, engagement, {}

    transaction.on_commit(sure)
    return engagement


def what_follows(row: EngagementRow, key: Hashable, compute: Callable[[], T]) -> T:
    """Give what follows from an engagement as it is read, kept beside it until it changes; within a change, anew."""
    kept = _read.get(row.pk)
    if kept is None or kept[0] != row.version:
        return compute()
    found = kept[2]
    if key not in found:
        if len(found) >= MOST_FOLLOWING:
            found.clear()
        found[key] = compute()
    result: T = found[key]
    return result


def hold_workspace(workspace: WorkspaceRow) -> None:
    """Hold a workspace until the transaction ends: of two who want the same number or name, one comes second."""
    WorkspaceRow.objects.select_for_update().get(pk=workspace.pk)


@contextmanager
def changing(row: EngagementRow) -> Iterator[EngagementRow]:
    """Hold an engagement for one change: give its row as it is now, and count its version up at the end.

    So are those of the other papers of its frame: what they are read from has changed.
    """
    with transaction.atomic():
        now = hold_papers(row)
        before = copy(now)
        yield now
        now.version += 1
        now.save(update_fields=["version", "frame"])
        count_up_beside(now, before)
    row.version, row.frame = now.version, now.frame


def add_terms(row: EngagementRow, source: bytes, by: str) -> None:
    """Add a version of the terms, within `changing`."""
    n = TermsText.objects.filter(engagement=row).count() + 1
    at = clock.current_moment(row.workspace)
    TermsText.objects.create(engagement=row, n=n, source=source, by=by, at=at)
    row.frame = named_frame(source, TERMS) or ""


def add_amendment_text(row: EngagementRow, name: str, source: bytes, by: str) -> None:
    """Add an amendment under the name of its file, within `changing`."""
    at = clock.current_moment(row.workspace)
    AmendmentText.objects.create(engagement=row, name=name, n=1, source=source, by=by, at=at)


def add_texts(row: EngagementRow, files: Mapping[str, bytes], by: str) -> None:
    """Add the files of an engagement folder to an engagement that has none yet, within `changing`."""
    at = clock.current_moment(row.workspace)
    add_terms(row, files[TERMS], by)
    AmendmentText.objects.bulk_create(
        AmendmentText(engagement=row, name=name.partition("/")[2], n=1, source=source, by=by, at=at)
        for name, source in files.items()
        if name.startswith("amendments/")
    )
    _add_pieces(row, pieces(files.get(JOURNAL, b"")), by)


def add_entries(row: EngagementRow, entries: Iterable[Entry], by: str) -> Engagement:
    """Add entries to the journal and record them in the chain of evidence, in one transaction.

    Gives the engagement with them. Raises Problems where the journal with them would not hold.
    """
    with changing(row) as now:
        held = texts_of(now)
        after, engagement = append_to_journal(held, engagement_in(now), entries)
        _add_pieces(now, [_added(held.get(JOURNAL, b""), after)], by)
        record_books(now, engagement, held | {JOURNAL: after}, by)
    return _keep(row, engagement)


def record_books(row: EngagementRow, engagement: Engagement, files: Mapping[str, bytes], by: str) -> None:
    """Record in the chain what of the terms, the amendments and the journal it does not know yet."""
    write_up(RowsStore(row), books_of(row, engagement, files), by, clock.current_moment(row.workspace))


def books_of(row: EngagementRow, engagement: Engagement, files: Mapping[str, bytes]) -> Books:
    """Give the books of an engagement as its chain takes them: each entry under a salt, so that it can be erased."""
    store = RowsStore(row)
    books = Books.of(engagement, files, signed=store.document().read(SIGNED_TERMS))
    return books.under_salts(store.chain())


def _added(before: bytes, after: bytes) -> bytes:
    """Give what a journal gained at its end."""
    kept = before.rstrip(b"\r\n")
    gained = after[len(kept) :]
    for ending in (b"\r\n", b"\n"):
        for _ in range(before[len(kept) :].count(b"\n")):
            gained = gained.removeprefix(ending)
    return gained


def _add_pieces(row: EngagementRow, added: Iterable[bytes], by: str) -> None:
    n, at = pieces_so_far(row), clock.current_moment(row.workspace)
    EntryText.objects.bulk_create(
        EntryText(engagement=row, n=n + place, source=source, by=by, at=at)
        for place, source in enumerate(added, 1)
        if source
    )


def forget_all() -> None:
    """Forget what was read: another database is opened."""
    _read.clear()
