"""Whatever is done to a stored chain is found, on its line, and named."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import ORIGIN, Head, Link, RecordedEvent, follow

if TYPE_CHECKING:
    pass

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)


def links(count: int, head: Head | None = None, by: str = "Mara Lindqvist") -> list[Link]:
    """That many recorded hours, after `head`."""
    made: list[Link] = []
    for day in range(1, count + 1):
        event = RecordedEvent("entry", by, AT, {"name": f"hours of {day} March 2026", "place": day})
        made.append(follow(made[-1].head if made else head, event))
    return made


def lines(count: int = 10) -> list[bytes]:
    return [link.line for link in links(count)]


def found(chain: list[bytes], head: Head | None = None) -> list[tuple[int, str]]:
    return [(fault.line, fault.kind) for fault in inspect_chain(stored(chain), head)]


def stored(chain: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in chain)


# ── sound chains ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_a_sound_chain_has_no_fault(count: int) -> None:
    assert found(lines(count)) == []


FACTS = st.dictionaries(
    st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True),
    st.text(st.characters(codec="utf-8"), max_size=12) | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans(),
    max_size=4,
)


@given(st.lists(FACTS, max_size=90), st.booleans())
def test_whatever_is_recorded_is_sound(told: list[dict[str, str | int | bool]], plain: bool) -> None:  # noqa: FBT001 - drawn
    chain: list[Link] = []
    for what in told:
        by = "Jürgen Öztürk 東京" if plain else 'Jonas "JW" Weber\t\\'
        chain.append(follow(chain[-1].head if chain else None, RecordedEvent("entry", by, AT, what)))
    assert found([link.line for link in chain]) == []
    assert list(Chain(stored([link.line for link in chain]))) == chain


def test_a_kind_or_shape_of_a_later_program_is_no_fault() -> None:
    first = links(1)[0]
    later = follow(first.head, RecordedEvent("notarised", "Sven", AT, {"register": 7, "final": True}))
    again = follow(later.head, RecordedEvent("notarised", "Sven", AT, {"register": -8, "final": False}))
    assert found([first.line, later.line, again.line]) == []


def test_stored_bytes_or_a_chain_may_be_checked() -> None:
    assert inspect_chain(b"") == inspect_chain(Chain()) == []
    broken = b"{}\n"
    assert inspect_chain(broken) == inspect_chain(Chain(broken)) != []


# ── what was done to it ────────────────────────────────────────────────────────────────────────


def test_an_edited_line_is_named() -> None:
    chain = lines()
    chain[4] = chain[4].replace(b"5 March", b"6 March")
    assert found(chain) == [(5, "edited")]


def test_an_edited_number_is_named() -> None:
    chain = lines()
    chain[4] = chain[4].replace(b'"n":5', b'"n":500')
    assert found(chain) == [(5, "edited")]


def test_an_edited_number_in_the_last_line_is_named() -> None:
    chain = lines()
    chain[9] = chain[9].replace(b'"n":10', b'"n":12')
    assert found(chain) == [(10, "edited")]


def test_an_edited_digest_names_both_lines_that_it_may_concern() -> None:
    chain = lines()
    chain[4] = chain[4].replace(b'"prev":"', b'"prev":"ff').replace(b'ff","what', b'","what')
    chain[4] = (
        chain[4][: chain[4].index(b'"prev":"') + 8] + b"ab" * 32 + chain[4][chain[4].index(b'","what') :]
    )
    assert found(chain) == [(4, "edited"), (5, "edited")]


def test_a_first_line_that_follows_something_is_named() -> None:
    chain = lines()
    chain[0] = chain[0].replace(ORIGIN.encode(), b"ab" * 32)
    assert found(chain) == [(1, "edited")]


def test_an_edited_last_line_is_seen_against_a_known_head() -> None:
    head, chain = links(10)[-1].head, lines()
    chain[9] = chain[9].replace(b"10 March", b"11 March")
    assert found(chain) == []
    assert found(chain, head) == [(10, "replaced")]


@pytest.mark.parametrize(("gone", "line"), [(slice(4, 5), 5), (slice(4, 7), 5), (slice(0, 2), 1)])
def test_dropped_links_are_counted(gone: slice, line: int) -> None:
    chain = lines()
    del chain[gone]
    assert found(chain) == [(line, "dropped")]


def test_dropped_links_are_numbered_in_the_message() -> None:
    chain = lines()
    del chain[4:7]
    assert str(inspect_chain(stored(chain))[0]).startswith("line 5: links 5 to 7 are gone before this line")


def test_an_inserted_line_that_follows_nothing_here_is_named() -> None:
    alien = links(6, by="Sven")[5].line
    assert found([*lines()[:5], alien, *lines()[5:]]) == [(6, "inserted")]


def test_an_inserted_line_with_a_high_number_is_named_not_taken_for_a_gap() -> None:
    alien = links(20, by="Sven")[19].line
    assert found([*lines()[:5], alien, *lines()[5:]]) == [(6, "inserted")]


def test_an_inserted_line_that_follows_its_predecessor_is_a_fork() -> None:
    chain = links(10)
    alien = follow(chain[4].head, RecordedEvent("opened", "Sven", AT)).line
    assert found([*lines()[:5], alien, *lines()[5:]]) == [(6, "forked")]


def test_two_histories_in_one_file_are_a_fork() -> None:
    common = links(5)
    here, there = links(3, common[-1].head), links(2, common[-1].head, by="Priya Nair")
    chain = [link.line for link in [*common, *here, *there]]
    assert found(chain) == [(9, "forked")]
    assert "follows line 5, as line 6 does" in inspect_chain(stored(chain))[0].message


def test_two_beginnings_are_a_fork() -> None:
    chain = [*lines(3), *[link.line for link in links(1, by="Sven")]]
    assert found(chain) == [(4, "forked")]
    assert "follows nothing, as line 1 does" in inspect_chain(stored(chain))[0].message


def test_swapped_lines_are_named_by_the_one_that_moved() -> None:
    chain = lines()
    chain[4], chain[5] = chain[5], chain[4]
    assert found(chain) == [(6, "moved")]


def test_a_line_moved_to_the_end_is_named_with_its_place() -> None:
    chain = lines()
    chain.append(chain.pop(2))
    assert [str(fault) for fault in inspect_chain(stored(chain))] == [
        "line 10: stands in the wrong place: it belongs after line 2"
    ]


def test_a_first_line_moved_to_the_end_belongs_first() -> None:
    chain = lines()
    chain.append(chain.pop(0))
    assert [str(fault) for fault in inspect_chain(stored(chain))] == [
        "line 10: stands in the wrong place: it belongs first"
    ]


def test_a_repeated_line_is_named() -> None:
    chain = lines()
    chain.insert(7, chain[2])
    assert [str(fault) for fault in inspect_chain(stored(chain))] == ["line 8: repeats line 3: take it out"]


def test_a_link_written_with_spaces_is_rewritten() -> None:
    chain = lines()
    chain[9] = json.dumps(json.loads(chain[9])).encode()
    assert found(chain) == [(10, "rewritten")]


def test_a_fact_told_twice_is_rewritten() -> None:
    chain = lines()
    chain[9] = chain[9].replace(b'"place":10', b'"place":9,"place":10')
    assert found(chain) == [(10, "rewritten")]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'"text"',
        lines(6)[5].replace(b'"n":6', b'"n":"6"'),
        lines(6)[5].replace(b'"n":6', b'"n":true'),
        lines(6)[5].replace(b'"n":6', b'"n":0'),
        lines(6)[5].replace(b'"n":6', b'"m":1,"n":6'),
        lines(6)[5].replace(b'"prev":"', b'"prev":"A'),
        lines(6)[5].replace(b'"by":"Mara Lindqvist"', b'"by":""'),
        lines(6)[5].replace(b'"kind":"entry"', b'"kind":"Entry!"'),
        lines(6)[5].replace(b"2026-03-04T", b"2026-02-30T"),
        lines(6)[5].replace(b"09:00:00Z", b"09:00:00"),
        lines(6)[5].replace(b"2026-03-04T09:00:00Z", b"0001-01-01T00:00:00+14:00"),
        lines(6)[5].replace(b'"place":6', b'"place":6.5'),
        lines(6)[5].replace(b'"place":6', b'"place":99007199254740993'),
        lines(6)[5].replace(b'"place":6', b'"place":[6]'),
        lines(6)[5].replace(b'"place":6', b'"Place!":6'),
        lines(6)[5][: lines(6)[5].index(b'{"name')] + b"[]}",
    ],
)
def test_a_line_that_is_no_link_is_unreadable_and_nothing_else_is_blamed(line: bytes) -> None:
    chain = lines()
    chain[5] = line
    assert found(chain) == [(6, "unreadable")]


def test_a_broken_line_explains_one_missing_link_not_two() -> None:
    chain = lines()
    chain[4:7] = [b"{"]
    assert found(chain) == [(5, "unreadable"), (6, "dropped")]


def test_changed_line_ends_are_named_once() -> None:
    crlf = stored(lines()).replace(b"\n", b"\r\n")
    assert [(fault.line, fault.kind) for fault in inspect_chain(crlf)] == [(1, "rewritten")]


def test_a_write_that_was_cut_off_is_named() -> None:
    cut = stored(lines())[:-20]
    assert [(fault.line, fault.kind) for fault in inspect_chain(cut)] == [(10, "torn")]


def test_a_chain_without_its_last_newline_is_sound() -> None:
    assert inspect_chain(stored(lines())[:-1]) == []


# ── against a known head ───────────────────────────────────────────────────────────────────────


def test_a_chain_that_has_grown_from_the_head_is_sound() -> None:
    assert found(lines(), links(4)[-1].head) == []


@pytest.mark.parametrize("count", [0, 9])
def test_a_truncated_chain_is_named(count: int) -> None:
    assert found(lines(count), links(10)[-1].head) == [(count, "truncated")]


def test_a_chain_made_anew_is_named() -> None:
    forged = [link.line for link in links(12, by="Sven")]
    assert found(forged, links(10)[-1].head) == [(10, "replaced")]


# ── anything at all ────────────────────────────────────────────────────────────────────────────


@given(st.permutations(range(8)), st.integers(0, 8))
def test_no_drop_or_shuffle_before_the_end_goes_unseen(order: list[int], kept: int) -> None:
    chain, taken = lines(8), order[:kept]
    changed = [chain[index] for index in taken]
    assert bool(found(changed)) == (taken != list(range(kept)))


@given(st.integers(0, len(stored(lines(5))) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unseen_against_the_head(place: int, flip: int) -> None:
    changed = bytearray(stored(lines(5)))
    changed[place] ^= flip
    whole = place == len(changed) - 1  # the last newline is no part of a line
    assert whole or inspect_chain(bytes(changed), links(5)[-1].head)


@given(st.binary(max_size=200) | st.lists(st.sampled_from([*lines(4), b"{}", b""]), max_size=8).map(stored))
def test_any_bytes_can_be_checked(content: bytes) -> None:
    assert all(fault.line >= 0 and fault.message for fault in inspect_chain(content))
