"""What a redline says: which rows and words stayed, went and came."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.document.tree import (
    Article,
    Document,
    Inline,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
    Value,
    Word,
)
from charter.formats.flatten import flatten
from charter.formats.redline import compare
from charter.formats.redline.align import common, pair
from charter.formats.redline.comparison import _block
from charter.formats.rows import (
    Cell,
    FlatLine,
    FlatList,
    FlatPiece,
    FlatTable,
    Redline,
    Run,
    State,
    Strip,
    text_of_side,
    touched,
)
from tests.budget import tries

from .mutations import changed
from .trees import agreement, numbered

T = TypeVar("T", FlatLine, Strip)


def _saying(*blocks: Paragraph | Items | Table) -> Document:
    section = Section("scope.services", "", "Services", (), blocks)
    return numbered(replace(agreement(), articles=(Article("scope", "", "Scope", (section,)),)))


def _line(*inlines: Inline) -> Document:
    return _saying(Paragraph("?", inlines))


def _pieces(before: Document, after: Document) -> list[tuple[State, str]]:
    """Give the edits of the one paragraph of the clause."""
    passage = next(p for p in compare(before, after).passages if p.key == "scope.services")
    line = next(block for block in passage.blocks if isinstance(block, FlatLine) and block.role == "clause")
    return [(piece.state, piece.text) for run in line.runs for piece in run.pieces]


def _side(redline: Redline, side: State) -> list[str]:
    """Read all rows of one side of a redline."""
    return [said for passage in redline.passages for block in passage.blocks for said in _rows(block, side)]


def _rows(block: FlatLine | FlatList | FlatTable, side: State) -> list[str]:
    match block:
        case FlatLine():
            return [text_of_side(block.runs, side)] if block.mark in {"same", side} else []
        case FlatList():
            return [text_of_side(line.runs, side) for line in block.lines if line.mark in {"same", side}]
        case FlatTable():
            strips = [*([block.heading] if block.heading else []), *block.strips]
            return [
                text_of_side(cell, side)
                for strip in strips
                if strip.mark in {"same", side}
                for cell in strip.cells
            ]


@pytest.mark.random
@pytest.mark.parametrize("seed", range(tries(8, 200)))
def test_either_side_of_a_redline_reads_as_that_document(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = changed(agreement(), dice)
    after = changed(before, dice)
    redline = compare(before, after)
    assert _side(redline, "deleted") == _side(flatten(before), "same")
    assert _side(redline, "inserted") == _side(flatten(after), "same")


def test_the_same_document_has_no_edit() -> None:
    redline = compare(agreement(), agreement())
    assert redline == flatten(agreement())
    assert not any(touched(block) for passage in redline.passages for block in passage.blocks)


def test_a_short_value_is_replaced_whole() -> None:
    path = "financials.payment.due_after"
    before, after = (_line(Text("Due in "), Value(path, f"{days} days"), Text(".")) for days in (30, 45))
    assert _pieces(before, after) == [
        ("same", "Due in "), ("deleted", "30 days"), ("inserted", "45 days"), ("same", "."),
    ]  # fmt: skip


def test_a_long_value_is_compared_word_by_word() -> None:
    said = "Move the planning of freight off the old system before the {} peak of the year"
    before, after = (
        _line(Value("foundation.purpose.why", said.format(season))) for season in ("autumn", "winter")
    )
    assert ("deleted", "autumn") in _pieces(before, after)
    assert ("inserted", "winter") in _pieces(before, after)


def test_little_words_between_two_edits_go_with_them() -> None:
    before, after = _line(Text("Signed in two copies here.")), _line(Text("Signed by one person here."))
    assert _pieces(before, after) == [
        ("same", "Signed "), ("deleted", "in two copies"), ("inserted", "by one person"), ("same", " here."),
    ]  # fmt: skip


def test_renumbering_is_no_edit() -> None:
    before = agreement()
    first = before.articles[0]
    after = numbered(
        replace(before, articles=(replace(first, sections=first.sections[1:]), *before.articles[1:]))
    )
    edited = {passage.key for passage in compare(before, after).passages if any(map(touched, passage.blocks))}
    assert edited == {"foundation.parties"}


def test_a_paragraph_that_gets_a_number_stays_the_same_paragraph() -> None:
    before, after = _saying(Paragraph("", (Text("Words."),))), _saying(Paragraph("?", (Text("Words."),)))
    passage = next(p for p in compare(before, after).passages if p.key == "scope.services")
    line = passage.blocks[1]
    assert isinstance(line, FlatLine)
    assert (line.role, line.was, line.mark) == ("clause", "text", "same")


def test_a_table_with_other_columns_is_another_table() -> None:
    before = _saying(Table(("A", "B"), (((Text("1"),), (Text("2"),)),)))
    after = _saying(Table(("A",), (((Text("1"),),),)))
    passage = next(p for p in compare(before, after).passages if p.key == "scope.services")
    assert [block.mark for block in passage.blocks] == ["same", "deleted", "inserted"]


def test_another_defined_word_is_an_edit() -> None:
    before, after = (
        _line(Text("What each "), word) for word in (Word("Notice", "notice"), Word("Fee", "fee"))
    )
    assert _pieces(before, after) == [("same", "What each "), ("deleted", "notice"), ("inserted", "fee")]


def test_only_rows_of_one_kind_are_merged() -> None:
    with pytest.raises(TypeError, match="no likeness pairs FlatLine with FlatList"):
        _block(FlatLine("text", ()), FlatList(ordered=True, lines=()))


def test_a_value_may_become_empty() -> None:
    before, after = _line(Value("scope.a.b", "two words")), _line(Value("scope.a.b", ""))
    assert _pieces(before, after) == [("deleted", "two words")]


# ── aligning ───────────────────────────────────────────────────────────────────────────────────


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
def test_the_common_part_is_in_order_equal_and_the_longest(before: str, after: str) -> None:
    pairs = common(before, after)
    assert pairs == sorted(pairs)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert all(before[left] == after[right] for left, right in pairs)
    assert len(pairs) == _longest(before, after)


def _longest(before: str, after: str) -> int:
    row = [0] * (len(after) + 1)
    for letter in before:
        old = row[:]
        for place, other in enumerate(after):
            row[place + 1] = old[place] + 1 if letter == other else max(old[place + 1], row[place])
    return row[-1]


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_pairing_keeps_both_orders_and_loses_nothing(before: list[int], after: list[int]) -> None:
    pairs = pair(before, after, sense=int, likeness=lambda a, b: 1 - abs(a - b) / 9)
    assert [left for left, _ in pairs if left is not None] == list(range(len(before)))
    assert [right for _, right in pairs if right is not None] == list(range(len(after)))


def test_thousands_of_other_rows_are_not_searched_for_likenesses() -> None:
    asked: list[str] = []

    def likeness(before: str, after: str) -> float:
        asked.append(before + after)
        return 1.0

    pairs = pair([f"a{n}" for n in range(200)], [f"b{n}" for n in range(200)], sense=str, likeness=likeness)
    assert not asked
    assert pairs[199:201] == [(199, None), (None, 0)]


def test_runs_know_their_sides() -> None:
    cell: Cell = (
        Run(
            "text",
            "",
            "same",
            (FlatPiece("deleted", "old"), FlatPiece("inserted", "new"), FlatPiece("same", "!")),
        ),
    )
    assert (text_of_side(cell, "deleted"), text_of_side(cell)) == ("old!", "new!")
