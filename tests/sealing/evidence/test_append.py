"""What is recorded stays; what may not be recorded is refused with a reason; chains are never merged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.sealing.evidence.append import Erasure, append, ensure, erase, take_over_chain, without_content
from charter.sealing.evidence.canonical import EXACT, canonical
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import commit, opens
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import (
    KINDS,
    EvidenceError,
    Head,
    RecordedEvent,
    event_in_words,
    follow,
    read_link,
)

if TYPE_CHECKING:
    from charter.sealing.evidence.store import EvidenceStore

AT = dt.datetime(2026, 3, 4, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
DRAFT = {"digest": "ab" * 32}
OFFERED = RecordedEvent("offered", "Mara Lindqvist", AT, DRAFT)
SEEN = RecordedEvent("seen", "Jonas Weber", AT, DRAFT)


# ── adding ─────────────────────────────────────────────────────────────────────────────────────


def test_events_become_links_in_order(store: EvidenceStore) -> None:
    append(store, OFFERED)
    append(store, SEEN, SEEN)
    assert [(link.n, link.kind, link.by) for link in store.chain()] == [
        (1, "offered", "Mara Lindqvist"),
        (2, "seen", "Jonas Weber"),
        (3, "seen", "Jonas Weber"),
    ]
    assert inspect_chain(store.chain(), store.head()) == []


def test_appending_nothing_makes_no_file(store: EvidenceStore) -> None:
    assert append(store) == []
    assert store.chain().stored == b""


def test_times_are_kept_in_utc_to_the_second(store: EvidenceStore) -> None:
    link = append(store, OFFERED)[0]
    assert link.at == dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
    assert b'"at":"2026-03-04T09:00:00Z"' in store.chain().stored


def test_what_is_left_out_is_not_written(store: EvidenceStore) -> None:
    append(store, RecordedEvent("exported", "Mara Lindqvist", AT))
    assert b"what" not in store.chain().stored


def test_what_happens_once_is_told_apart_by_whom_and_what(store: EvidenceStore) -> None:
    signed = [RecordedEvent("signed", who, AT, DRAFT) for who in ("Mara Lindqvist", "Jonas Weber")]
    other = RecordedEvent("signed", "Jonas Weber", AT, {"digest": "cd" * 32})
    with_more = RecordedEvent("signed", "Jonas Weber", AT, DRAFT | {"how": "passkey"})
    later = RecordedEvent("signed", "Jonas Weber", AT + dt.timedelta(minutes=5), DRAFT)
    assert [ensure(store, event).n for event in (*signed, with_more, other, later)] == [1, 2, 3, 4, 2]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (RecordedEvent("stamped", "Mara", AT), "knows no 'stamped'"),
        (RecordedEvent("seen", "Mara", AT), "must state its digest"),
        (RecordedEvent("declined", "Mara", AT, DRAFT | {"reason": ""}), "must state its reason"),
        (RecordedEvent("seen", "Mara", AT.replace(tzinfo=None), DRAFT), "has no zone"),
        (RecordedEvent("seen", "", AT, DRAFT), "for by"),
        (RecordedEvent("seen", "Mara \ud800", AT, DRAFT), "half a surrogate pair"),
        (RecordedEvent("seen", "Mara", AT, DRAFT | {"score": 0.5}), "no exact JSON form"),  # type: ignore[dict-item]
        (RecordedEvent("seen", "Mara", AT, DRAFT | {"Name!": "x"}), "no plain fact"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_added(
    store: EvidenceStore, event: RecordedEvent, reason: str
) -> None:
    for add in (append, ensure):
        with pytest.raises(EvidenceError, match=reason):
            add(store, event)
    with pytest.raises(EvidenceError):
        append(store, OFFERED, event)
    assert store.chain().stored == b""


@pytest.mark.parametrize("end", [b"what is this\n", b"\n", b'{"n":1}\n'])
def test_nothing_is_added_after_a_line_that_is_no_link(store: EvidenceStore, end: bytes) -> None:
    append(store, OFFERED)
    before = store.chain().stored + end
    store.replace(Chain(before))
    with pytest.raises(EvidenceError, match="nothing is added"):
        append(store, SEEN)
    assert store.chain().stored == before


def test_a_line_that_was_cut_off_is_no_hindrance(store: EvidenceStore) -> None:
    append(store, OFFERED, SEEN)
    store.replace(Chain(store.chain().stored[:-30]))
    assert append(store, SEEN)[0].n == 2
    assert inspect_chain(store.chain()) == []


# ── reading ────────────────────────────────────────────────────────────────────────────────────


def test_a_link_that_cannot_be_read_is_named_by_its_line() -> None:
    chain = Chain(follow(None, OFFERED).line + b"\n{}\n")
    with pytest.raises(EvidenceError, match=r"line 2 is no link.*check the evidence"):
        list(chain)
    with pytest.raises(EvidenceError, match="line 2"):
        _ = chain.head


@pytest.mark.parametrize("version", ["2", "0", "true", "1.0", '"1"', "null"])
def test_a_line_of_another_format_is_named_as_such(version: str) -> None:
    line = follow(None, OFFERED).line.replace(b'"format":1', f'"format":{version}'.encode())
    with pytest.raises(EvidenceError, match=r"is of format .*, and this release reads 1: take a later one"):
        read_link(line)
    assert [fault.kind for fault in inspect_chain(line + b"\n")] == ["unreadable"]


def test_a_line_from_before_formats_is_spelled_without_one() -> None:
    """The first chains ever written named none; their lines are canonical as they are, and so is what follows them."""
    line = follow(None, OFFERED).line.replace(b'"format":1,', b"")
    link = read_link(line)
    assert link.line == line
    chain = line + b"\n" + follow(link.head, SEEN).line + b"\n"
    assert inspect_chain(chain) == []
    with pytest.raises(EvidenceError, match="has not all of at, by, kind, n, prev"):
        read_link(line.replace(b'"by":"Mara Lindqvist",', b""))


def test_a_chain_has_the_links_that_it_has(store: EvidenceStore) -> None:
    append(store, OFFERED)
    chain = store.chain()
    assert (len(chain), chain[1].kind, Chain().head) == (1, "offered", None)
    for n in (0, 2):
        with pytest.raises(IndexError):
            _ = chain[n]


def test_links_are_found_by_kind_and_facts(store: EvidenceStore) -> None:
    append(store, OFFERED, SEEN, RecordedEvent("seen", "Priya Nair", AT, {"digest": "cd" * 32}))
    chain = store.chain()
    assert [link.by for link in chain.find("seen")] == ["Jonas Weber", "Priya Nair"]
    assert [link.by for link in chain.find("seen", digest="cd" * 32)] == ["Priya Nair"]
    assert list(chain.find("signed")) == []


def test_a_head_prints_and_reads_back(store: EvidenceStore) -> None:
    head = append(store, OFFERED)[0].head
    assert Head.parse(f" {head}\n") == head


@pytest.mark.parametrize("text", ["", "1", "0:" + "ab" * 32, "1:" + "AB" * 32, "1:ab", "x:" + "ab" * 32])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(EvidenceError, match="is no head of a chain"):
        Head.parse(text)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_reads_as_a_sentence(kind: str) -> None:
    facts = dict.fromkeys(KINDS[kind][1], "ab" * 32)
    assert event_in_words(kind, facts).startswith(KINDS[kind][0])
    assert "ab" * 32 not in event_in_words(kind, facts)


def test_a_kind_of_a_later_program_is_named() -> None:
    assert event_in_words("notarised", {}) == "recorded an event of the kind notarised"


# ── export and import ──────────────────────────────────────────────────────────────────────────


def test_a_chain_comes_back_byte_for_byte(store: EvidenceStore, other: EvidenceStore) -> None:
    append(store, OFFERED, SEEN)
    assert take_over_chain(other, store.chain().stored) == 2
    assert other.chain() == store.chain()


def test_a_grown_chain_is_taken_and_an_older_copy_changes_nothing(store: EvidenceStore) -> None:
    append(store, OFFERED)
    older = store.chain().stored
    append(store, SEEN)
    newer = store.chain().stored
    assert take_over_chain(store, older) == 0
    assert store.chain().stored == newer
    store.replace(Chain(older))
    assert take_over_chain(store, newer) == 1
    assert store.chain().stored == newer


def test_two_histories_are_never_merged(store: EvidenceStore, other: EvidenceStore) -> None:
    append(store, OFFERED)
    take_over_chain(other, store.chain().stored)
    append(store, SEEN)
    append(other, RecordedEvent("seen", "Priya Nair", AT, DRAFT))
    before = store.chain().stored
    with pytest.raises(EvidenceError, match="separate ways at link 2"):
        take_over_chain(store, other.chain().stored)
    assert store.chain().stored == before


def test_half_a_chain_is_not_brought_in(store: EvidenceStore) -> None:
    whole = follow(None, OFFERED).line
    with pytest.raises(EvidenceError, match="is broken, line 2: a write was cut off"):
        take_over_chain(store, whole + b"\n" + whole[:40])
    assert store.chain().stored == b""


def test_a_chain_with_faults_is_not_brought_in(store: EvidenceStore) -> None:
    with pytest.raises(EvidenceError, match="line 1: is no link"):
        take_over_chain(store, b"{}\n")
    assert store.chain().stored == b""


# ── personal content ───────────────────────────────────────────────────────────────────────────

ORDER = Erasure("Mara Lindqvist", AT, "asked to under Article 17")


def committed(store: EvidenceStore) -> str:
    feedback = commit({"worry": "handover"})
    store.keep(feedback)
    append(store, RecordedEvent("committed", "Jonas Weber", AT, {"commitment": feedback.commitment}))
    return feedback.commitment


def test_blind_feedback_is_hidden_then_shown(store: EvidenceStore) -> None:
    name = committed(store)
    assert b"handover" not in store.chain().stored
    assert opens(name, store.openings()[name])


def test_erased_content_is_gone_and_the_chain_verifies(store: EvidenceStore) -> None:
    first, second = committed(store), committed(store)
    assert [link.what["commitment"] for link in erase(store, [first], ORDER)] == [first]
    assert list(store.openings()) == [second]
    assert inspect_chain(store.chain()) == []
    assert without_content(store.chain(), store.openings()) == []
    assert erase(store, [first], ORDER)[0].n == 3, "it is said once"


def test_content_that_is_missing_without_an_erasure_is_named(
    store: EvidenceStore,
) -> None:
    store.forget([committed(store)])
    assert [link.n for link in without_content(store.chain(), store.openings())] == [1]


def test_only_what_was_committed_to_can_be_erased(store: EvidenceStore) -> None:
    with pytest.raises(EvidenceError, match="holds no commitment"):
        erase(store, ["ab" * 32], ORDER)


def test_the_same_content_gives_another_commitment_each_time() -> None:
    assert commit("ill").commitment != commit("ill").commitment


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commit("ill", salt=b"short")


# ── canonical JSON ─────────────────────────────────────────────────────────────────────────────


def test_canonical_json_follows_rfc_8785() -> None:
    told: dict[str, object] = {
        "\u20ac": 1,
        "\r": 2,
        "1": None,
        "\U0001f600": True,
        "\ufb33": '\u20ac$\x0f\nA\'B"\\\\"/',
        "ö": [],
    }
    assert canonical(told).decode() == (
        '{"\\r":2,"1":null,"ö":[],"€":1,"😀":true,"\ufb33":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@pytest.mark.parametrize("value", [0.5, EXACT + 1, {1: "a"}, {"a": float("nan")}, "\ud800", b"bytes", {1, 2}])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"exact JSON form|is no text|surrogate"):
        canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(-EXACT, EXACT)))
def test_the_order_of_writing_makes_no_difference(told: dict[str, int]) -> None:
    assert canonical(told) == canonical(dict(reversed(told.items())))
