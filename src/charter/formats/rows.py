"""A document as rows of runs: what Word prints, and what a redline marks.

A row is a line (a heading, a paragraph, an item) or a strip of a grid (a table's row). Each row and
each run says whether it is the same, deleted or inserted: a plain document is a redline without
changes, so that one writer prints both, and both always agree.

>>> pieces = FlatPiece("deleted", "30"), FlatPiece("inserted", "45")
>>> due = Run("value", "financials.payment.due_after", "same", pieces)
>>> text(due.pieces, "deleted"), text(due.pieces, "inserted")
('30', '45')
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["same", "deleted", "inserted"]
"""What became of it. "deleted" stands only in the document before, "inserted" only in the one after."""

Kind = Literal["text", "value", "number", "name", "link", "word", "signature", "drawing", "caption", "label"]
"""What a run is: words; a term's value; a clause's number or name, which Word computes; a reference in
words of its own; a defined word; a typed or drawn signature; the caption that opens a paragraph; a paragraph's
number where Word does not count it."""
COMPUTED = frozenset[Kind]({"number", "name", "label"})
"""Runs that follow from where a clause stands: that they change is no edit."""

Role = Literal[
    "title", "subtitle", "label", "caption",
    "article", "section", "in-short", "clause", "text", "lettered", "bullet",
    "heading", "definition", "last-definition", "schedule", "intro", "counted-heading", "counted", "closing", "side",
    "header", "footer",
]  # fmt: skip
"""What a line is for; each format sets it in its own way. A "clause" is a numbered paragraph, a "text" one
without number, a "heading" one of the back matter, a "last-definition" one that stays with the signatures, a "counted"
one stands in How we count."""


@dataclass(frozen=True, slots=True)
class FlatPiece:
    """Some characters, and what became of them."""

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind.

    `path` is the term's path of a value, the clause's cite of a number, name or link, the glossary's
    entry of a word, the strokes of a drawing. `state` is the run's own; a run that stays may still
    change its text, piece by piece. `strong` words stand in a Strong of the tree; a value that `leads`
    is set so that the eye finds it (`formats/emphasis.py`), and `led` is whether it did before, where
    that changed.
    """

    kind: Kind
    path: str
    state: State
    pieces: tuple[FlatPiece, ...]
    strong: bool = False
    leads: bool = False
    led: bool | None = None


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class FlatLine:
    """One paragraph. `number` is what stands before it, `anchor` the cite of the clause it heads.

    `was` is the role before, where the role changed ("text" that became a numbered "clause").
    """

    role: Role
    runs: Cell
    number: str = ""
    anchor: str = ""
    mark: State = "same"
    was: Role | None = None


@dataclass(frozen=True, slots=True)
class FlatList:
    """One list, with its own count of letters where it is ordered."""

    ordered: bool
    lines: tuple[FlatLine, ...]
    mark: State = "same"


StripRole = Literal["", "side", "party", "hand", "name", "title", "given", "date"]
"""What a row is where the sides sign, beside each other: a hand stands above the line, who it is below."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a grid."""

    cells: tuple[Cell, ...]
    mark: State = "same"
    role: StripRole = ""


GridKind = Literal["facts", "timeline", "table", "schedule", "signature"]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table; `heading` is its heading row, `numeric` the columns (from 0) set flush right.

    `was` is the title before, where the title changed.
    """

    kind: GridKind
    title: str
    heading: Strip | None
    strips: tuple[Strip, ...]
    numeric: tuple[int, ...] = ()
    mark: State = "same"
    was: str | None = None


Block = FlatLine | FlatList | FlatTable


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands together under one heading; `key` names it for ever, `title` names it here."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    mark: State = "same"


@dataclass(frozen=True, slots=True)
class Redline:
    """A whole document, row by row, with what became of each since another version (or nothing did)."""

    passages: tuple[Passage, ...]
    header: FlatLine
    footer: FlatLine


# ── reading rows ───────────────────────────────────────────────────────────────────────────────


def text(pieces: Iterable[FlatPiece], side: State = "inserted") -> str:
    """Give the characters of one side: `deleted` reads the document before, `inserted` the one after."""
    return "".join(piece.text for piece in pieces if piece.state in {"same", side})


def text_of_side(runs: Cell, side: State = "inserted") -> str:
    """Give the words of a line on one side."""
    return "".join(text(run.pieces, side) for run in runs)


def changed(run: Run) -> bool:
    """Tell whether a reader should see an edit; a renumbered reference is none."""
    computed = run.kind in COMPUTED
    return run.state != "same" or (not computed and any(piece.state != "same" for piece in run.pieces))


def touched(block: Block | Strip) -> bool:
    """Tell whether a reader should see an edit in this block or row."""
    if block.mark != "same":
        return True
    match block:
        case FlatLine(runs=runs):
            return any(map(changed, runs))
        case Strip(cells=cells):
            return any(changed(run) for cell in cells for run in cell)
        case FlatList(lines=lines):
            return any(map(touched, lines))
        case FlatTable(heading=heading, strips=strips):
            return any(map(touched, (*strips, *([heading] if heading else []))))
