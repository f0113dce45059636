"""How wide the columns of a table are: by their longest words and by how much they say.

`typst/blocks.typ` shares the room out in the same way for the PDF.

>>> shared([CellLengths(14, 14), CellLengths(104, 10), CellLengths(17, 17)], 75)
[14, 43, 17]
>>> shared([CellLengths(10, 10), CellLengths(10, 10)], 60)
[30, 30]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

LETTER = 100
"""A letter of a table's text, as wide as most, in twentieths of a point; so the room between columns is one letter."""

_BETWEEN_WORDS = re.compile(r"[\s/\u2010\u2013\u2014-]+")
_SHORT = 18
"""A column whose cells are no longer stands in one line, as long as such columns leave the others most of the room."""
_FIGURE = 17
_DATE, _YEAR_LAST = 26, re.compile(r"\d{4}$")
"""A day of the week with its date ("Wednesday, 25 March 2026") stands in one line, too."""
_LONGEST_WORD = 36
"""An address of so many letters stands in one line; a longer one breaks after its @, a longer word anywhere."""
_SHORTEST = 4
"""As many letters stand in one line at least, or a bold "Day" breaks in a wide face that stands in for ours."""
_GAP = 2
"""Letters between two columns."""
_WIDE = 1.15
"""How much wider than most a word may run, in bold or in a face that stands in for ours."""
_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class CellLengths:
    """How many letters the longest cell of a column has, and how many must stand in one line."""

    whole: int
    least: int


def cell_lengths(cells: Iterable[str]) -> CellLengths:
    """Measure a column by what stands in it.

    >>> cell_lengths(["Due", "30 November 2023"]), cell_lengths(["Reviewer", "Jonas Petersen"])
    (CellLengths(whole=18, least=21), CellLengths(whole=16, least=12))
    """
    said = list(cells)
    least = min(max(map(_longest_word, said), default=0), _LONGEST_WORD)
    return CellLengths(max(map(len, said), default=0) + _GAP, ceil(max(least, _SHORTEST) * _WIDE) + _GAP)


def _longest_word(cell: str) -> int:
    if len(cell) <= _FIGURE and any(map(str.isdigit, cell)):
        return len(cell)
    if len(cell) <= _DATE and _YEAR_LAST.search(cell):
        return len(cell)
    return max(map(_unbroken_length, _BETWEEN_WORDS.split(cell)))


def _unbroken_length(word: str) -> int:
    return len(word) if len(word) <= _LONGEST_WORD else max(map(len, word.split("@")))


def shared(sizes: list[CellLengths], room: int) -> list[int]:
    """Share a room of so many letters out, so that the longest cell stands in as few lines as can be."""
    sizes = _unbroken(sizes, room)
    for lines in range(1, _MOST_LINES):
        letters = [float(max(size.least, min(size.whole, size.whole * 1.15 / lines + 2))) for size in sizes]
        if sum(letters) <= room:
            break
    else:
        least = sum(size.least for size in sizes)
        return [max(room * size.least // least, 1) for size in sizes]
    over = room - sum(letters)
    use = [size.whole - has for size, has in zip(sizes, letters, strict=True)]
    use = use if sum(use) > over else letters
    return [int(has + over * more / sum(use)) for has, more in zip(letters, use, strict=True)]


def _unbroken(sizes: list[CellLengths], room: int) -> list[CellLengths]:
    """Let names, dates and amounts stand in one line, as long as they leave the others most of the room."""
    left, kept = room * 0.4, list(sizes)
    for column in sorted(range(len(sizes)), key=lambda column: sizes[column].whole):
        whole = sizes[column].whole
        if whole > _SHORT or whole > left:
            break
        left -= whole
        kept[column] = replace(sizes[column], least=max(whole, sizes[column].least))
    return kept
