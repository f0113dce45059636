"""Tables and folds: no word is lost, no line is wider than it may be, columns stand under one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from charter.cli.table import columns, table_lines, wrap_lines

WORDS = some.text("abcdeäö日本é.,0123456789-", min_size=1, max_size=12)
LINES = some.lists(WORDS, min_size=1, max_size=8).map(" ".join)
ROWS = some.integers(2, 4).flatmap(
    lambda n: some.lists(some.lists(LINES, min_size=n, max_size=n), min_size=1, max_size=5)
)


@given(LINES, some.integers(10, 60))
def test_a_fold_loses_no_word_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap_lines(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(columns(line) <= width or " " not in line for line in lines)


@given(ROWS, some.integers(40, 110))
def test_a_table_loses_no_word(rows: list[list[str]], width: int) -> None:
    lines = list(table_lines(rows, width, {0}))
    assert sorted(" ".join(lines).split()) == sorted(
        word for row in rows for cell in row for word in cell.split()
    )
    assert all(line == line.rstrip() for line in lines)


def test_figures_stand_to_the_right_and_words_under_one_another() -> None:
    rows = [("9 May 2026", "EUR 5.00", "one"), ("10 May 2026", "EUR 1,200.00", "two")]
    assert list(table_lines(rows, 80, {0, 1})) == [
        " 9 May 2026      EUR 5.00  one",
        "10 May 2026  EUR 1,200.00  two",
    ]


def test_wide_letters_take_two_columns() -> None:
    assert list(table_lines([("日本", "x"), ("abc", "y")], 80)) == ["日本  x", "abc   y"]


def test_heads_are_left_out_where_rows_are_stacked() -> None:
    rows = [("9 May 2026", "a long citation of a clause", "what happened then, in many words")]
    assert next(table_lines(rows, 110, heads=("on", "clause", "what"))).split() == ["on", "clause", "what"]
    assert list(table_lines(rows, 50, heads=("on", "clause", "what"))) == [
        "9 May 2026  a long citation of a clause",
        "    what happened then, in many words",
    ]


def test_a_long_id_stays_whole() -> None:
    name = "financials.late_payment/interest/NL-2023-0003/2023-11-27"
    assert name in list(table_lines([("a", name)], 40))[-1]


def test_nothing_is_folded_within_an_amount_a_day_or_a_citation() -> None:
    for held in ("EUR 21,600.00", "EUR -4,838.71", "25 Nov 2023", "1 Mar 2026", "4.5 Late"):
        assert any(held in line for line in wrap_lines(f"xxxxxxxxxxxxxx {held} payment", 20))


def test_a_long_id_begins_further_to_the_left_than_other_words() -> None:
    name = "scope.dependencies/tell/access/2023-08-08"
    rows = [("30 Aug 2023", "reminded", f"of {name}"), ("31 Aug 2023", "sent", name)]
    assert list(table_lines(rows, 60)) == [
        "30 Aug 2023  reminded  of",
        f"                   {name}",
        "31 Aug 2023  sent",
        f"                   {name}",
    ]
