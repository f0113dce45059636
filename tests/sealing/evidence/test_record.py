"""The journal against the chain: every difference is named, and recording adds what is new, once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.sealing.evidence.append import Erasure, erase
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import commit
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.journal_record import JournalRecord, unrecorded
from charter.sealing.evidence.link import EvidenceError, RecordedEvent, follow
from charter.sealing.evidence.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.sealing.evidence.store import EvidenceStore

AT = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)


def hours(day: int, count: int = 3) -> JournalRecord:
    return JournalRecord.of({"kind": "hours", "on": dt.date(2026, 3, day), "hours": f"{count} hours"})


def differences(entries: Sequence[JournalRecord], store: EvidenceStore) -> list[tuple[str, int]]:
    return [(found.kind, found.place) for found in unrecorded(entries, store.chain())]


@pytest.fixture
def store(store: EvidenceStore) -> EvidenceStore:
    """A chain that has recorded the hours of 2, 3 and 4 March."""
    record(store, [hours(2), hours(3), hours(4)], "Mara Lindqvist", AT)
    return store


def test_a_recorded_journal_has_no_difference(store: EvidenceStore) -> None:
    assert differences([hours(2), hours(3), hours(4)], store) == []


def test_order_is_free(store: EvidenceStore) -> None:
    assert differences([hours(4), hours(2), hours(3)], store) == []


def test_new_entries_are_named_and_recorded_once(store: EvidenceStore) -> None:
    journal = [hours(2), hours(3), hours(4), hours(5), hours(6)]
    assert differences(journal, store) == [("new", 4), ("new", 5)]
    assert [link.n for link in record(store, journal, "Mara Lindqvist", AT)] == [4, 5]
    assert record(store, journal, "Mara Lindqvist", AT) == []
    assert inspect_chain(store.chain()) == []


def test_a_late_entry_in_the_middle_is_new_and_changes_nothing_else(store: EvidenceStore) -> None:
    journal = [hours(2), hours(1), hours(3), hours(4)]
    assert differences(journal, store) == [("new", 2)]
    record(store, journal, "Mara Lindqvist", AT)
    journal[2] = JournalRecord.of({"kind": "met", "on": "2026-03-03", "meeting": "weekly"})
    assert differences(journal, store) == [("changed", 3)]


def test_a_changed_entry_is_named_with_the_day_it_was_recorded(store: EvidenceStore) -> None:
    (found,) = unrecorded([hours(2), hours(3, 8), hours(4)], store.chain())
    assert str(found) == (
        "entry 2 (hours of 3 March 2026) was changed since it was recorded on 9 March 2026 (link 2): "
        "put it back as it was, and add an entry that corrects it"
    )


def test_a_changed_day_is_told_by_its_place(store: EvidenceStore) -> None:
    assert differences([hours(2), hours(7), hours(4)], store) == [("changed", 2)]


def test_a_changed_entry_is_not_recorded(store: EvidenceStore) -> None:
    assert record(store, [hours(2), hours(3, 8), hours(4)], "Mara Lindqvist", AT) == []


def test_a_gone_entry_is_named(store: EvidenceStore) -> None:
    (found,) = unrecorded([hours(2), hours(4)], store.chain())
    assert str(found) == (
        "hours of 3 March 2026, recorded on 9 March 2026 (link 2), is gone from the journal: "
        "put it back, and add an entry that corrects it"
    )


def test_gone_here_and_new_there_are_two_things(store: EvidenceStore) -> None:
    assert differences([hours(2), hours(4), hours(7)], store) == [("new", 3), ("gone", 0)]


def test_an_entry_that_stands_twice_is_named_and_not_recorded(store: EvidenceStore) -> None:
    journal = [hours(2), hours(3), hours(4), hours(3)]
    (found,) = unrecorded(journal, store.chain())
    assert (found.kind, found.place) == ("twice", 4)
    assert "says the same as entry 2" in found.message
    assert record(store, journal, "Mara Lindqvist", AT) == []


def test_an_entry_recorded_twice_may_stand_twice(store: EvidenceStore) -> None:
    chain = store.chain()
    what = {"digest": hours(3).digest, "name": hours(3).name}
    again = follow(chain.head, RecordedEvent("entry", "Mara Lindqvist", AT, what))
    store.replace(Chain(chain.stored + again.line + b"\n"))
    assert differences([hours(2), hours(3), hours(4), hours(3)], store) == []
    assert differences([hours(2), hours(3), hours(4)], store) == [("gone", 0)]


def test_a_correction_is_a_link_of_its_own_kind(store: EvidenceStore) -> None:
    void = JournalRecord.of({"kind": "void", "on": "2026-03-09", "entry": "march"})
    links = record(store, [hours(2), hours(3), hours(4), void], "Mara Lindqvist", AT)
    assert [link.kind for link in links] == ["correction"]


def test_an_entry_without_a_day_is_called_by_its_kind() -> None:
    assert JournalRecord.of({"kind": "hours"}).name == "hours"


def test_an_entry_without_exact_form_is_refused() -> None:
    with pytest.raises(EvidenceError, match="cannot be recorded"):
        JournalRecord.of({"kind": "hours", "hours": 2.5})


# ── personal entries ───────────────────────────────────────────────────────────────────────────

ILL = JournalRecord.of({"kind": "note", "on": "2026-03-09", "note": "ill"}, personal=True)


def test_a_personal_entry_is_committed_to_and_compared(store: EvidenceStore) -> None:
    journal = [hours(2), hours(3), hours(4), ILL]
    (link,) = record(store, journal, "Mara Lindqvist", AT)
    assert "digest" not in link.what
    assert record(store, journal, "Mara Lindqvist", AT) == []
    well = JournalRecord.of({"kind": "note", "on": "2026-03-09", "note": "well"}, personal=True)
    found = unrecorded([*journal[:3], well], store.chain(), store.openings())
    assert [(difference.kind, difference.place) for difference in found] == [("changed", 4)]


def test_without_its_private_content_a_personal_entry_is_unproven(store: EvidenceStore) -> None:
    journal = [hours(2), hours(3), hours(4), ILL]
    record(store, journal, "Mara Lindqvist", AT)
    assert differences(journal, store) == [("unproven", 4)]


def test_an_erased_entry_is_not_missed(store: EvidenceStore) -> None:
    journal = [hours(2), hours(3), hours(4)]
    (link,) = record(store, [*journal, ILL], "Mara Lindqvist", AT)
    erase(store, [str(link.what["commitment"])], Erasure("Mara Lindqvist", AT, "asked to"))
    assert unrecorded(journal, store.chain(), store.openings()) == []


def test_what_a_killed_run_committed_to_is_used(store: EvidenceStore) -> None:
    left = commit(ILL.content)
    store.keep(left)
    journal = [hours(2), hours(3), hours(4), ILL]
    (link,) = record(store, journal, "Mara Lindqvist", AT)
    assert link.what["commitment"] == left.commitment


# ── anything at all ────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.integers(1, 28), unique=True), st.lists(st.integers(1, 28), unique=True))
def test_every_entry_is_accounted_for_once(before: list[int], after: list[int]) -> None:
    head, lines = None, []
    for place, day in enumerate(before, 1):
        entry = hours(day)
        what: dict[str, str | int | bool] = {"digest": entry.digest, "name": entry.name, "place": place}
        link = follow(head, RecordedEvent("entry", "Mara Lindqvist", AT, what))
        head = link.head
        lines.append(link.line + b"\n")
    found = unrecorded([hours(day) for day in after], Chain(b"".join(lines)))
    kinds = [difference.kind for difference in found]
    fresh = kinds.count("new") + kinds.count("changed")
    gone = kinds.count("gone") + kinds.count("changed")
    assert (fresh, gone) == (len(set(after) - set(before)), len(set(before) - set(after)))
