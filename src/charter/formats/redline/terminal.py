"""A redline in the terminal: edits in brackets as `wdiff` writes them, or in colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from charter.formats.redline.excerpt import Gap, body, near_edits, passages
from charter.formats.rows import (
    COMPUTED,
    Block,
    Cell,
    FlatLine,
    FlatList,
    FlatPiece,
    FlatTable,
    Passage,
    Redline,
    Run,
    State,
    Strip,
)

_PLAIN: dict[State, tuple[str, str]] = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_COLOUR: dict[State, tuple[str, str]] = {
    "deleted": ("\x1b[9;31m", "\x1b[0m"),
    "inserted": ("\x1b[4;32m", "\x1b[0m"),
}
_SIGNS: dict[State, str] = {"same": "  ", "deleted": "- ", "inserted": "+ "}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What could make a terminal do something."""


def terminal(redline: Redline, *, colour: bool = False, whole: bool = False) -> str:
    """Print the passages with edits, a few rows around each edit; all of them, if `whole`."""
    marks = _COLOUR if colour else _PLAIN
    shown = (_passage(passage, marks, whole=whole) for passage in passages(redline, whole=whole))
    return "\n\n".join(shown) or "No differences in the words."


def _passage(passage: Passage, marks: dict[State, tuple[str, str]], *, whole: bool) -> str:
    return "\n".join(
        [_clean(passage.title), *_lines(near_edits(body(passage), whole=whole), marks, whole=whole)]
    )


def _lines(
    parts: Iterable[Block | Strip | Gap], marks: dict[State, tuple[str, str]], *, whole: bool
) -> Iterator[str]:
    for part in parts:
        match part:
            case Gap(rows):
                yield f"  … {rows} unchanged"
            case FlatLine():
                number = f"{part.number} " if part.number else ""
                yield _SIGNS[part.mark] + number + _said((part.runs,), marks, part.mark)
            case Strip():
                yield _SIGNS[part.mark] + _said(part.cells, marks, part.mark)
            case FlatList():
                yield from _lines(near_edits(part.lines, whole=whole), marks, whole=whole)
            case FlatTable():
                yield from _lines(near_edits(_strips(part), whole=whole), marks, whole=whole)


def _strips(grid: FlatTable) -> tuple[Strip, ...]:
    return (*([grid.heading] if grid.heading else []), *grid.strips)


def _said(cells: Iterable[Cell], marks: dict[State, tuple[str, str]], mark: State) -> str:
    return " | ".join(_cell(cell, marks, mark) for cell in cells)


def _cell(cell: Cell, marks: dict[State, tuple[str, str]], mark: State) -> str:
    """Write a line; where it went or came as a whole, its sign says so, and colour only repeats it."""
    pieces = groupby((piece for run in cell for piece in visible_text(run)), lambda piece: piece.state)
    said = []
    for state, group in pieces:
        words = _clean("".join(piece.text for piece in group))
        opening, closing = marks.get(state, ("", ""))
        said.append(words if mark != "same" and marks is _PLAIN else f"{opening}{words}{closing}")
    return "".join(said)


def _clean(words: str) -> str:
    return _CONTROL.sub("�", words).replace("\n", "\n    ")


def visible_text(run: Run) -> tuple[FlatPiece, ...]:
    """Give what a reader should see of a run: of a number that was only counted anew, what it is now."""
    if run.kind in COMPUTED and run.state == "same":
        return tuple(FlatPiece("same", piece.text) for piece in run.pieces if piece.state != "deleted")
    return run.pieces
