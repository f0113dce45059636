"""Two documents against each other: passage by passage, row by row, word by word.

Clauses are matched by their names, what stands in them by what it says. A clause that stands elsewhere
is deleted there and inserted here. Numbers are computed by every format, so a changed number is no edit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from charter.core.document.tree import Document
from charter.formats.flatten import flatten
from charter.formats.redline import words
from charter.formats.redline.align import pair
from charter.formats.rows import (
    Block,
    Cell,
    FlatLine,
    FlatList,
    FlatTable,
    Passage,
    Redline,
    Run,
    State,
    Strip,
)

_PROSE = {"clause", "text"}
_DEFINED = {"definition", "last-definition"}
_ALONE = {
    "title",
    "subtitle",
    "label",
    "caption",
    "article",
    "section",
    "in-short",
    "heading",
    "schedule",
    "intro",
    "closing",
}
"""Roles that stand once in a passage: they are the same row whatever they say."""

_SAME_LABEL = 0.6
"""How alike two rows are at least that open with the same label (a defined word, a name, a date)."""

_Part = TypeVar("_Part", Passage, Block, FlatLine, Strip)


def compare(before: Document, after: Document) -> Redline:
    """Merge two documents into one redline, whose `deleted` side is `before` and whose `inserted` side `after`."""
    old, new = flatten(before), flatten(after)
    return Redline(
        passages=_woven(old.passages, new.passages, lambda passage: passage.key, _never, _passage),
        header=_line(old.header, new.header),
        footer=_line(old.footer, new.footer),
    )


def _woven(
    before: tuple[_Part, ...],
    after: tuple[_Part, ...],
    sense: Callable[[_Part], Hashable],
    likeness: Callable[[_Part, _Part], float],
    merge: Callable[[_Part, _Part], _Part],
) -> tuple[_Part, ...]:
    """Weave two sequences into one: what stayed merged, what went and came marked."""
    if before == after:
        return after
    parts: list[_Part] = []
    for old, new in pair(before, after, sense, likeness):
        if old is None:
            parts += [] if new is None else [_marked(after[new], "inserted")]
        else:
            parts.append(_marked(before[old], "deleted") if new is None else merge(before[old], after[new]))
    return tuple(parts)


# ── merging what stayed ────────────────────────────────────────────────────────────────────────


def _passage(old: Passage, new: Passage) -> Passage:
    return replace(new, blocks=_woven(old.blocks, new.blocks, _sense, _likeness, _block))


def _block(old: Block, new: Block) -> Block:
    match old, new:
        case FlatLine(), FlatLine():
            return _line(old, new)
        case FlatList(), FlatList():
            return replace(new, lines=_woven(old.lines, new.lines, _sense, _likeness, _line))
        case FlatTable(), FlatTable():
            heading = _strip(old.heading, new.heading) if old.heading and new.heading else None
            strips = _woven(old.strips, new.strips, _sense, _likeness, _strip)
            was = old.title if old.title != new.title else None
            return replace(new, heading=heading, strips=strips, was=was)
    raise TypeError(f"no likeness pairs {type(old).__name__} with {type(new).__name__}")


def _line(old: FlatLine, new: FlatLine) -> FlatLine:
    was = old.role if old.role != new.role else None
    return replace(new, runs=words.compare_lines(old.runs, new.runs), was=was)


def _strip(old: Strip, new: Strip) -> Strip:
    return replace(new, cells=tuple(map(words.compare_lines, old.cells, new.cells)))


def _marked(part: _Part, state: State) -> _Part:
    """Mark a part, and all in it, as deleted or inserted."""
    match part:
        case FlatLine():
            return replace(part, mark=state, runs=words.mark_line(part.runs, state))
        case Strip():
            return Strip(tuple(words.mark_line(cell, state) for cell in part.cells), state, part.role)
        case FlatList():
            return replace(part, mark=state, lines=tuple(_marked(line, state) for line in part.lines))
        case FlatTable():
            heading = _marked(part.heading, state) if part.heading else None
            strips = tuple(_marked(strip, state) for strip in part.strips)
            return replace(part, mark=state, heading=heading, strips=strips)
        case Passage():
            return replace(part, mark=state, blocks=tuple(_marked(block, state) for block in part.blocks))


# ── what is the same thing ─────────────────────────────────────────────────────────────────────


def _sense(part: Block | Strip) -> Hashable:
    """Say what a row is, but for what is computed: its number, and what its references say."""
    match part:
        case FlatLine():
            return part.role, words.sense(part.runs)
        case Strip():
            return part.role, tuple(map(words.sense, part.cells))
        case FlatList():
            return part.ordered, tuple(map(_sense, part.lines))
        case FlatTable():
            return (
                part.kind,
                part.numeric,
                part.heading and _sense(part.heading),
                tuple(map(_sense, part.strips)),
            )


def _never(_old: Passage, _new: Passage) -> float:
    return 0.0


def _likeness(old: Block | Strip, new: Block | Strip) -> float:
    """Say how alike two rows are, from 0 (not to be merged) to 1."""
    match old, new:
        case FlatLine(), FlatLine():
            return _line_likeness(old, new)
        case FlatList(), FlatList():
            return words.likeness(_all(old), _all(new)) if old.ordered == new.ordered else 0.0
        case FlatTable(), FlatTable():
            return _grid_likeness(old, new) if _shape(old) == _shape(new) else 0.0
        case Strip(), Strip():
            alike = words.likeness(chain(*old.cells), chain(*new.cells))
            return (
                max(alike, _labelled(old.cells[:1], new.cells[:1]))
                if len(old.cells) == len(new.cells) and old.role == new.role
                else 0.0
            )
    return 0.0


def _line_likeness(old: FlatLine, new: FlatLine) -> float:
    if old.role != new.role and {old.role, new.role} not in (_PROSE, _DEFINED):
        return 0.0
    if old.role in _ALONE and old.role == new.role:
        return 1.0
    label = _labelled((old.runs[:1],), (new.runs[:1],)) if new.role in _DEFINED else 0.0
    return max(words.likeness(old.runs, new.runs), label)


def _grid_likeness(old: FlatTable, new: FlatTable) -> float:
    if old.kind in {"facts", "timeline"}:
        return 1.0
    label = _labelled(old.heading.cells, new.heading.cells) if old.heading and new.heading else 0.0
    return max(words.likeness(_all(old), _all(new)), label)


def _labelled(old: tuple[Cell, ...], new: tuple[Cell, ...]) -> float:
    return _SAME_LABEL if old == new else 0.0


def _shape(grid: FlatTable) -> tuple[object, ...]:
    return grid.kind, grid.numeric, grid.heading and len(grid.heading.cells)


def _all(block: FlatList | FlatTable) -> Iterable[Run]:
    if isinstance(block, FlatList):
        return chain(*(line.runs for line in block.lines))
    return chain(*(cell for strip in block.strips for cell in strip.cells))
