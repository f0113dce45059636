"""The structure that a clause text may have."""

from __future__ import annotations

import pytest

from charter.core.document import tree
from charter.core.document.layout import letter
from charter.core.document.prose import parse
from charter.core.document.sheet import Bold, Grid, Lines, Listing, Slot, fill

TEXT = """# Payment

> In short: the Client pays \ue0000\ue001.

One **strong \ue0001\ue001** word
goes on.

1. first
2. second

## Amounts

What is paid.

| Step | Earns |
|---|---:|
| one | \ue0002\ue001 |
| | x |
"""


def test_a_text_is_read_into_its_parts() -> None:
    sheet = parse(TEXT)
    assert sheet.in_short[0] == tree.Text("The ")
    paragraph, listing = sheet.blocks
    assert isinstance(paragraph, Lines)
    assert isinstance(paragraph.line[1], Bold)
    assert listing == Listing(ordered=True, items=((tree.Text("first"),), (tree.Text("second"),)))
    assert sheet.words == {"Client"}
    assert sheet.appendix is not None
    assert sheet.appendix.heading == "Amounts"
    assert isinstance(sheet.appendix.grid, Grid)
    assert sheet.appendix.grid.numeric == (1,)
    assert sheet.appendix.grid.rows[1][0] == ()


def test_a_line_is_filled_also_inside_strong_words() -> None:
    paragraph = parse(TEXT).blocks[0]
    assert isinstance(paragraph, Lines)
    slots = (tree.Text("0"), tree.Value("a.b.c", "1"))
    assert fill(paragraph.line, slots) == (
        tree.Text("One "),
        tree.Strong((tree.Text("strong "), tree.Value("a.b.c", "1"))),
        tree.Text(" word goes on."),
    )


def test_a_paragraph_may_begin_with_a_caption() -> None:
    text = "# X\n\n**Last day.** \ue0000\ue001 is the last.\n\n**Bold words** are none.\n\n**Nor is this.**\n"
    assert parse(text).blocks == (
        Lines((Slot(0), tree.Text(" is the last.")), "Last day."),
        Lines((Bold((tree.Text("Bold words"),)), tree.Text(" are none."))),
        Lines((Bold((tree.Text("Nor is this."),)),)),
    )


def test_how_we_count_stands_beside_a_schedule() -> None:
    counted = parse(TEXT.replace("## Amounts", "## How we count\n\n**Order.** Oldest first.\n\n## Amounts"))
    assert counted.counting == (Lines((tree.Text("Oldest first."),), "Order."),)
    assert counted.appendix == parse(TEXT).appendix
    assert counted.blocks == parse(TEXT).blocks


def test_a_short_line_may_begin_with_a_value() -> None:
    assert len(parse("# X\n\n> In short: \ue0000\ue001 pays.\n").in_short) == 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# X\n\nword\n\n> In short: late\n", "no blockquote"),
        ("# X\n\n> Briefly: pay\n", 'begins with "In short: "'),
        ("# X\n\n> \ue0000\ue001 pays\n", 'begins with "In short: "'),
        ("# X\n\none *soft* word\n", "has no em"),
        ("# X\n\n## A\n\nwords only\n", "schedule A is one paragraph and one table"),
        ("# X\n\n## A\n\n| a |\n|---|\n| b |\n", "schedule A is one paragraph and one table"),
        ("# X\n\n## A\n\nw\n\n## B\n\nw\n", "one schedule of its own, not A and B"),
        ("# X\n\n## How we count\n\nw\n\n## How we count\n\nw\n", "one section How we count"),
        ("# X\n\n## A\n\n**Given.** w\n\n| a |\n|---|\n| b |\n", "schedule A is one paragraph and one table"),
        ("# X\n\n**Given.**words\n", "closed, with a space after them"),
    ],
)
def test_a_structure_that_no_clause_has_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(text)


def test_schedules_have_letters_without_end() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
