"""What of a redline is worth showing: the passages with edits, and a little around each edit.

>>> from charter.formats.rows import FlatLine, FlatPiece, Run
>>> def line(state): return FlatLine("text", (Run("text", "", state, (FlatPiece(state, "words"),)),))
>>> blocks = tuple(line(state) for state in ("same", "same", "same", "inserted", "same"))
>>> [block if isinstance(block, Gap) else block.runs[0].state for block in near_edits(blocks)]
[Gap(rows=1), 'same', 'same', 'inserted', 'same']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from charter.formats.rows import Block, FlatLine, FlatList, FlatTable, Passage, Redline, Strip, touched

CONTEXT = 2
"""How many unchanged rows stand before and after an edit."""

_HEADS = {"article", "section", "heading", "schedule", "label"}

Part = TypeVar("Part", Block, FlatLine, Strip)


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows left out."""

    rows: int


def passages(redline: Redline, *, whole: bool = False) -> tuple[Passage, ...]:
    """Give the passages with edits, or all."""
    return tuple(passage for passage in redline.passages if whole or any(map(touched, passage.blocks)))


def near_edits(parts: Sequence[Part], *, whole: bool = False) -> Iterator[Part | Gap]:
    """Give the parts near an edit; a gap stands for each stretch left out. `whole` leaves nothing out."""
    edits = [place for place, part in enumerate(parts) if touched(part)]
    close = {place + step for place in edits for step in range(-CONTEXT, CONTEXT + 1)}
    shown = {place for place in close & set(range(len(parts))) if _rows(parts[place]) == 1 or place in edits}
    for seen, group in groupby(range(len(parts)), lambda place: whole or place in shown):
        places = list(group)
        if seen:
            yield from (parts[place] for place in places)
        else:
            yield Gap(sum(_rows(parts[place]) for place in places))


def _rows(part: Block | Strip) -> int:
    """Count the rows of a part; lists and tables without an edit are left out as a whole."""
    match part:
        case FlatList(lines=lines):
            return len(lines)
        case FlatTable(strips=strips):
            return len(strips)
    return 1


def body(passage: Passage) -> tuple[Block, ...]:
    """Give what stands under a passage's heading, which its title already says; an edited heading stays."""
    first = passage.blocks[:1]
    known = first and isinstance(first[0], FlatLine) and first[0].role in _HEADS and not touched(first[0])
    return passage.blocks[1:] if known else passage.blocks
