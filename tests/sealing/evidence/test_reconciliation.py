"""Writing up what is new, all or nothing, and examining what is not as it was recorded: over every store."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.act import Act
from charter.sealing.evidence.append import LARGEST, Erasure, append, erase, take_over_chain
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import commit
from charter.sealing.evidence.inspection import BrokenChain
from charter.sealing.evidence.journal_record import JournalRecord
from charter.sealing.evidence.link import EvidenceError, RecordedEvent
from charter.sealing.evidence.reconciliation import Books, NotRecordable, examine_books, write_up

if TYPE_CHECKING:
    from charter.sealing.evidence.store import EvidenceStore

AT = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)
MARA = "Mara Lindqvist"
ILL = JournalRecord.of({"kind": "note", "on": "2026-03-09", "note": "ill"}, personal=True)


def hours(count: int) -> JournalRecord:
    return JournalRecord.of({"kind": "hours", "on": "2026-03-04", "hours": f"{count} hours"})


BOOKS = Books("audit", "title = 'Audit'", {1: JournalRecord.of({"number": 1})}, (hours(3),))


def test_all_that_is_new_is_written_up_once(store: EvidenceStore) -> None:
    assert [found.act for found in examine_books(store, BOOKS)] == [Act.RECORD] * 3
    assert len(write_up(store, BOOKS, MARA, AT)) == 4
    assert (write_up(store, BOOKS, MARA, AT), examine_books(store, BOOKS)) == ([], [])


def test_where_something_was_changed_nothing_is_recorded(store: EvidenceStore) -> None:
    write_up(store, BOOKS, MARA, AT)
    before = store.chain()
    changed = replace(BOOKS, entries=(hours(4), hours(5)))
    with pytest.raises(NotRecordable) as refused:
        write_up(store, changed, MARA, AT)
    assert [found.kind for found in refused.value.differences] == ["changed"]
    assert store.chain() == before


@pytest.mark.parametrize(("zone", "recorded"), [("UTC", False), ("Pacific/Auckland", True)])
def test_what_has_yet_to_happen_is_recorded_once_it_has_by_the_agreements_day(
    store: EvidenceStore, zone: str, *, recorded: bool
) -> None:
    tomorrow = JournalRecord.of({"kind": "hours", "on": "2026-03-10", "hours": "3 hours"})
    any_day = JournalRecord.of({"kind": "suspended", "on": "2026-04-01"})
    books = replace(BOOKS, entries=(tomorrow, any_day), zone=zone, earliest=(dt.date(2026, 3, 10), None))
    if recorded:
        assert len(write_up(store, books, MARA, AT)) == 5
        return
    with pytest.raises(
        NotRecordable, match=r"entry 1 .* is of 10 March 2026, a day still to come"
    ) as refused:
        write_up(store, books, MARA, AT)
    assert [(found.kind, found.place) for found in refused.value.differences] == [("ahead", 1)]
    assert store.chain() == Chain()
    assert len(write_up(store, books, MARA, AT + dt.timedelta(days=1))) == 5


def test_of_very_many_differences_the_first_are_told_and_the_others_counted(store: EvidenceStore) -> None:
    early = tuple(hours(n) for n in range(1, 41))
    books = replace(BOOKS, entries=early, earliest=(dt.date(2030, 1, 1),) * len(early))
    with pytest.raises(NotRecordable, match=r"entry 5 [^;]*; and 35 more$") as refused:
        write_up(store, books, MARA, AT)
    assert len(refused.value.differences) == len(early)


def test_nothing_is_added_to_a_broken_chain(store: EvidenceStore) -> None:
    store.replace(Chain(b"{}\n"))
    with pytest.raises(BrokenChain) as refused:
        write_up(store, BOOKS, MARA, AT)
    assert [fault.line for fault in refused.value.faults] == [1]


def test_an_entry_recorded_in_plain_cannot_be_kept_out(store: EvidenceStore) -> None:
    write_up(store, BOOKS, MARA, AT)
    with pytest.raises(EvidenceError, match=r"entry 1 .* by its plain digest \(link 4\): it is too late"):
        write_up(store, replace(BOOKS, entries=(replace(hours(3), personal=True),)), MARA, AT)


def test_content_that_is_lost_or_left_over_is_named(store: EvidenceStore) -> None:
    write_up(store, BOOKS, MARA, AT)
    lost, left = commit({"trust": 4}), commit({"trust": 5})
    append(store, RecordedEvent("committed", "Jonas Petersen", AT, {"commitment": lost.commitment}))
    store.keep(left)
    assert [(found.kind, found.act) for found in examine_books(store, BOOKS)] == [
        ("unproven", None),
        ("orphan", Act.RECORD_PERSONAL),
    ]


def test_what_the_journal_still_says_is_not_erased(store: EvidenceStore) -> None:
    books = replace(BOOKS, entries=(ILL,))
    name = str(write_up(store, books, MARA, AT)[-1].what["commitment"])
    order = Erasure(MARA, AT, "asked to")
    with pytest.raises(EvidenceError, match=r"entry 1 .* still stands in the journal"):
        erase(store, [name], order, books.entries)
    with pytest.raises(EvidenceError, match="say why it is erased"):
        erase(store, [name], replace(order, reason=" "))
    assert name in store.openings()
    assert erase(store, [name], order)[0].kind == "erased"


def test_a_chain_larger_than_any_is_not_brought_in(store: EvidenceStore) -> None:
    with pytest.raises(EvidenceError, match="larger than 100 MiB"):
        take_over_chain(store, b" " * (LARGEST + 1))


def test_books_under_salts_can_be_erased_but_for_what_the_chain_has_in_plain(store: EvidenceStore) -> None:
    write_up(store, BOOKS, MARA, AT)
    books = replace(BOOKS, entries=(hours(3), hours(4))).under_salts(store.chain())
    assert [each.personal for each in books.entries] == [False, True]
    [link] = write_up(store, books, MARA, AT)
    assert set(link.what) == {"commitment"}
    assert examine_books(store, books) == []
    erase(store, [str(link.what["commitment"])], Erasure(MARA, AT, "asked for it"), (hours(3),))
    assert examine_books(store, BOOKS) == []
    assert store.openings() == {}
