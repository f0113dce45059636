"""What a redline replaces whole: never half a number, a date, an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.formats.redline.tokens import tokens
from charter.formats.redline.words import compare_lines
from charter.formats.rows import FlatPiece, Kind, Run

WHOLE = [
    ("EUR 12,000.00", "EUR 15,000.00"),
    ("EUR 12,000.00", "EUR 9,500.00"),
    ("USD 6,000", "GBP 6,000"),
    ("12.000,00 €", "15.000,00 €"),
    ("€12,000", "€15,000"),
    ("1 March 2026", "1 April 2026"),
    ("1. März 2026", "2. März 2026"),
    ("March 1, 2026", "March 2, 2026"),
    ("2026-03-01", "2026-03-02"),
    ("30 days", "45 days"),
    ("10 business days", "5 business days"),
    ("1 month", "12 months"),
    ("1.5 hours", "2.5 hours"),
    ("30 Tagen", "45 Tagen"),
    ("25 %", "20 %"),
    ("7.5%", "8.5%"),
    ("18:00", "17:00"),
    ("mara@northlight.example", "mara@harbourline.example"),
    ("DE75 5121 0800 1245 1261 99", "DE12 5121 0800 1245 1261 98"),
    ("HL-4711", "HL-4712"),
]


def line(text: str, kind: Kind = "text") -> tuple[Run, ...]:
    return (Run(kind, "a.b.c" if kind == "value" else "", "same", (FlatPiece("same", text),)),)


def edits(before: tuple[Run, ...], after: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [
        (piece.state, piece.text)
        for run in compare_lines(before, after)
        for piece in run.pieces
        if piece.state != "same"
    ]


@pytest.mark.parametrize(("before", "after"), WHOLE)
def test_it_is_replaced_whole_in_a_text(before: str, after: str) -> None:
    said = "The Client pays or answers by {} at the latest, and says so in writing to the other side."
    found = edits(line(said.format(before)), line(said.format(after)))
    assert found == [("deleted", before), ("inserted", after)]


@pytest.mark.parametrize(("before", "after"), WHOLE)
def test_it_is_replaced_whole_as_a_value(before: str, after: str) -> None:
    assert edits(line(before, "value"), line(after, "value")) == [("deleted", before), ("inserted", after)]


@pytest.mark.parametrize(("before", "after"), WHOLE)
def test_it_is_replaced_whole_within_a_long_value(before: str, after: str) -> None:
    said = "The board hears of every spending of {} or more before the money is spent by anyone"
    found = edits(line(said.format(before), "value"), line(said.format(after), "value"))
    assert found == [("deleted", before), ("inserted", after)]


@pytest.mark.parametrize("text", ["May the sides agree.", "See 4.9 (Late payment).", "in 3 steps, or none"])
def test_words_stay_words(text: str) -> None:
    assert all(" " not in token for token in tokens(text) if token.strip())


@given(st.text(alphabet="EUR12,.€% @-:/dayMarch\u00a0\n", max_size=60) | st.text(max_size=40))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
