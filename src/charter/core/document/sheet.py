"""The shapes of a printed text: lines with places in them, blocks, a schedule; and how the places are filled.

>>> fill((tree.Text("Pay "), Slot(0), tree.Text(".")), (tree.Value("a.b.c", "now"),))
(Text(text='Pay '), Value(path='a.b.c', text='now'), Text(text='.'))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charter.core.document import tree


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value or reference."""

    place: int


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that the eye should find."""

    line: Line


Line = tuple[tree.Text | tree.Word | Slot | Bold, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph; `caption` is the bold one that it begins with, full stop and all."""

    line: Line
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    ordered: bool
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `numeric` columns are those that the text sets flush right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: tuple[int, ...]


Block = Lines | Listing | Grid


@dataclass(frozen=True, slots=True)
class Appendix:
    """What a text puts into a schedule: heading, introduction, table."""

    heading: str
    intro: Line
    grid: Grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed text. `words` are the defined words it uses, `appendix_words` those in its schedule.

    `counting` is what it says under "How we count".
    """

    in_short: Line
    blocks: tuple[Block, ...]
    appendix: Appendix | None
    counting: tuple[Block, ...]
    words: frozenset[str]
    appendix_words: frozenset[str]


_NOTHING = tree.Text("")

# ── filling ────────────────────────────────────────────────────────────────────────────────────


def fill(line: Line, slots: Sequence[tree.Inline]) -> tuple[tree.Inline, ...]:
    """Put what was printed into the places of a line; a value that ends in a full stop closes its sentence.

    >>> fill((tree.Text("For "), Slot(0), tree.Text(". Done.")), (tree.Value("a.b.c", "Brightkettle Inc."),))
    (Text(text='For '), Value(path='a.b.c', text='Brightkettle Inc.'), Text(text=' Done.'))
    """
    filled: list[tree.Inline] = []
    for piece in line:
        one = _filled(piece, slots)
        if isinstance(one, tree.Text) and one.text.startswith(".") and _stopped(filled[-1:]):
            one = tree.Text(one.text[1:])
        if one != _NOTHING:
            filled.append(one)
    return tuple(filled)


def _stopped(last: Sequence[tree.Inline]) -> bool:
    """Tell whether what stands before is no library text (which ends as it should) and ends in a full stop."""
    return any(not isinstance(one, tree.Text) and tree.plain((one,)).endswith(".") for one in last)


def _filled(piece: tree.Text | tree.Word | Slot | Bold, slots: Sequence[tree.Inline]) -> tree.Inline:
    if isinstance(piece, Slot):
        return slots[piece.place]
    if isinstance(piece, Bold):
        return tree.Strong(fill(piece.line, slots))
    return piece


def fill_table(grid: Grid, slots: Sequence[tree.Inline]) -> tree.Table:
    """Put what was printed into a table."""
    rows = tuple(tuple(fill(cell, slots) for cell in row) for row in grid.rows)
    return tree.Table(grid.columns, rows, grid.numeric)
