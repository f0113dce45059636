"""What is recorded stays; what may not be recorded is refused with a reason; chains are never merged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.sealing.evidence.append import Erasure, append, bring_in, ensure, erase, head_of, without_content
from charter.sealing.evidence.canonical import EXACT, canonical
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import commit, keep, kept, opens
from charter.sealing.evidence.inspection import check
from charter.sealing.evidence.link import KINDS, Event, EvidenceError, Head, follow, sentence

if TYPE_CHECKING:
    from pathlib import Path

AT = dt.datetime(2026, 3, 4, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
DRAFT = {"digest": "ab" * 32}
OFFERED = Event("offered", "Mara Lindqvist", AT, DRAFT)
SEEN = Event("seen", "Jonas Weber", AT, DRAFT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evidence.jsonl"


# ── adding ─────────────────────────────────────────────────────────────────────────────────────


def test_events_become_links_in_order(path: Path) -> None:
    append(path, OFFERED)
    append(path, SEEN, SEEN)
    assert [(link.n, link.kind, link.by) for link in Chain.read(path)] == [
        (1, "offered", "Mara Lindqvist"),
        (2, "seen", "Jonas Weber"),
        (3, "seen", "Jonas Weber"),
    ]
    assert check(path, head_of(path)) == []


def test_appending_nothing_makes_no_file(path: Path) -> None:
    assert append(path) == []
    assert not path.exists()


def test_times_are_kept_in_utc_to_the_second(path: Path) -> None:
    link = append(path, OFFERED)[0]
    assert link.at == dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
    assert b'"at":"2026-03-04T09:00:00Z"' in path.read_bytes()


def test_what_is_left_out_is_not_written(path: Path) -> None:
    append(path, Event("exported", "Mara Lindqvist", AT))
    assert b"what" not in path.read_bytes()


def test_what_happens_once_is_told_apart_by_whom_and_what(path: Path) -> None:
    signed = [Event("signed", who, AT, DRAFT) for who in ("Mara Lindqvist", "Jonas Weber")]
    other = Event("signed", "Jonas Weber", AT, {"digest": "cd" * 32})
    with_more = Event("signed", "Jonas Weber", AT, DRAFT | {"how": "passkey"})
    later = Event("signed", "Jonas Weber", AT + dt.timedelta(minutes=5), DRAFT)
    assert [ensure(path, event).n for event in (*signed, with_more, other, later)] == [1, 2, 3, 4, 2]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (Event("stamped", "Mara", AT), "knows no 'stamped'"),
        (Event("seen", "Mara", AT), "must state its digest"),
        (Event("declined", "Mara", AT, DRAFT | {"reason": ""}), "must state its reason"),
        (Event("seen", "Mara", AT.replace(tzinfo=None), DRAFT), "has no zone"),
        (Event("seen", "", AT, DRAFT), "for by"),
        (Event("seen", "Mara \ud800", AT, DRAFT), "half a surrogate pair"),
        (Event("seen", "Mara", AT, DRAFT | {"score": 0.5}), "no exact JSON form"),  # type: ignore[dict-item]
        (Event("seen", "Mara", AT, DRAFT | {"Name!": "x"}), "no plain fact"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_added(
    path: Path, event: Event, reason: str
) -> None:
    for add in (append, ensure):
        with pytest.raises(EvidenceError, match=reason):
            add(path, event)
    with pytest.raises(EvidenceError):
        append(path, OFFERED, event)
    assert not path.exists()


@pytest.mark.parametrize("end", [b"what is this\n", b"\n", b'{"n":1}\n'])
def test_nothing_is_added_after_a_line_that_is_no_link(path: Path, end: bytes) -> None:
    append(path, OFFERED)
    before = path.read_bytes() + end
    path.write_bytes(before)
    with pytest.raises(EvidenceError, match="nothing is added"):
        append(path, SEEN)
    assert path.read_bytes() == before


def test_a_line_that_was_cut_off_is_no_hindrance(path: Path) -> None:
    append(path, OFFERED, SEEN)
    path.write_bytes(path.read_bytes()[:-30])
    assert append(path, SEEN)[0].n == 2
    assert check(path) == []


# ── reading ────────────────────────────────────────────────────────────────────────────────────


def test_a_link_that_cannot_be_read_is_named_by_its_line() -> None:
    chain = Chain(follow(None, OFFERED).line + b"\n{}\n")
    with pytest.raises(EvidenceError, match=r"line 2 is no link.*charter evidence"):
        list(chain)
    with pytest.raises(EvidenceError, match="line 2"):
        _ = chain.head


def test_a_chain_has_the_links_that_it_has(path: Path) -> None:
    append(path, OFFERED)
    chain = Chain.read(path)
    assert (len(chain), chain[1].kind, Chain().head) == (1, "offered", None)
    for n in (0, 2):
        with pytest.raises(IndexError):
            _ = chain[n]


def test_links_are_found_by_kind_and_facts(path: Path) -> None:
    append(path, OFFERED, SEEN, Event("seen", "Priya Nair", AT, {"digest": "cd" * 32}))
    chain = Chain.read(path)
    assert [link.by for link in chain.find("seen")] == ["Jonas Weber", "Priya Nair"]
    assert [link.by for link in chain.find("seen", digest="cd" * 32)] == ["Priya Nair"]
    assert list(chain.find("signed")) == []


def test_a_head_prints_and_reads_back(path: Path) -> None:
    head = append(path, OFFERED)[0].head
    assert Head.parse(f" {head}\n") == head


@pytest.mark.parametrize("text", ["", "1", "0:" + "ab" * 32, "1:" + "AB" * 32, "1:ab", "x:" + "ab" * 32])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(EvidenceError, match="is no head of a chain"):
        Head.parse(text)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_reads_as_a_sentence(kind: str) -> None:
    facts = dict.fromkeys(KINDS[kind][1], "ab" * 32)
    assert sentence(kind, facts).startswith(KINDS[kind][0])
    assert "ab" * 32 not in sentence(kind, facts)


def test_a_kind_of_a_later_program_is_named() -> None:
    assert sentence("notarised", {}) == "recorded an event of the kind notarised"


# ── export and import ──────────────────────────────────────────────────────────────────────────


def test_a_chain_comes_back_byte_for_byte(path: Path, tmp_path: Path) -> None:
    append(path, OFFERED, SEEN)
    elsewhere = tmp_path / "copy.jsonl"
    assert bring_in(elsewhere, path.read_bytes()) == 2
    assert elsewhere.read_bytes() == path.read_bytes()


def test_a_grown_chain_is_taken_and_an_older_copy_changes_nothing(path: Path) -> None:
    append(path, OFFERED)
    older = path.read_bytes()
    append(path, SEEN)
    newer = path.read_bytes()
    assert bring_in(path, older) == 0
    assert path.read_bytes() == newer
    path.write_bytes(older)
    assert bring_in(path, newer) == 1
    assert path.read_bytes() == newer


def test_two_histories_are_never_merged(path: Path, tmp_path: Path) -> None:
    append(path, OFFERED)
    other = tmp_path / "other.jsonl"
    bring_in(other, path.read_bytes())
    append(path, SEEN)
    append(other, Event("seen", "Priya Nair", AT, DRAFT))
    before = path.read_bytes()
    with pytest.raises(EvidenceError, match="separate ways at link 2"):
        bring_in(path, other.read_bytes())
    assert path.read_bytes() == before


def test_half_a_chain_is_not_brought_in(path: Path) -> None:
    whole = follow(None, OFFERED).line
    with pytest.raises(EvidenceError, match="is broken, line 2: a write was cut off"):
        bring_in(path, whole + b"\n" + whole[:40])
    assert not path.exists()


def test_a_chain_with_faults_is_not_brought_in(path: Path) -> None:
    with pytest.raises(EvidenceError, match="line 1: is no link"):
        bring_in(path, b"{}\n")
    assert not path.exists()


# ── personal content ───────────────────────────────────────────────────────────────────────────

ORDER = Erasure("Mara Lindqvist", AT, "asked to under Article 17")


def committed(path: Path, private: Path) -> str:
    feedback = commit({"worry": "handover"})
    keep(private, feedback)
    append(path, Event("committed", "Jonas Weber", AT, {"commitment": feedback.commitment}))
    return feedback.commitment


def test_blind_feedback_is_hidden_then_shown(path: Path, tmp_path: Path) -> None:
    private = tmp_path / "private.jsonl"
    name = committed(path, private)
    assert b"handover" not in path.read_bytes()
    assert opens(name, kept(private)[name])


def test_erased_content_is_gone_and_the_chain_verifies(path: Path, tmp_path: Path) -> None:
    private = tmp_path / "private.jsonl"
    first, second = committed(path, private), committed(path, private)
    assert [link.what["commitment"] for link in erase(path, private, [first], ORDER)] == [first]
    assert list(kept(private)) == [second]
    assert check(path) == []
    assert without_content(Chain.read(path), kept(private)) == []
    assert erase(path, private, [first], ORDER)[0].n == 3, "it is said once"


def test_content_that_is_missing_without_an_erasure_is_named(path: Path, tmp_path: Path) -> None:
    private = tmp_path / "private.jsonl"
    committed(path, private)
    private.unlink()
    assert [link.n for link in without_content(Chain.read(path), kept(private))] == [1]


def test_only_what_was_committed_to_can_be_erased(path: Path, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="holds no commitment"):
        erase(path, tmp_path / "private.jsonl", ["ab" * 32], ORDER)


def test_the_same_content_gives_another_commitment_each_time() -> None:
    assert commit("ill").commitment != commit("ill").commitment


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commit("ill", salt=b"short")


@pytest.mark.parametrize(
    ("found", "put"),
    [(b"handover", b"takeover"), (b'"salt":"', b'"salt":"A'), (b'"salt"', b'"pepper"'), (b"{", b"[")],
)
def test_changed_private_content_is_named_by_its_line(
    path: Path, tmp_path: Path, found: bytes, put: bytes
) -> None:
    private = tmp_path / "private.jsonl"
    committed(path, private)
    private.write_bytes(private.read_bytes().replace(found, put))
    with pytest.raises(EvidenceError, match=r"line 1 .*put back"):
        kept(private)


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
