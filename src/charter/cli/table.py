r"""Tables on a terminal: aligned columns while there is room, one block a row where there is not.

The last column holds the words; it takes what is left of the line, and wraps. Written without a library, because the
start-up of a command counts.

>>> rows = [("1 Mar 2026", "EUR 12.00", "Retainer"), ("31 Mar 2026", "EUR 9.00", "Hours")]
>>> print("\n".join(table_lines(rows, 60, {1})))
1 Mar 2026   EUR 12.00  Retainer
31 Mar 2026   EUR 9.00  Hours
>>> print("\n".join(table_lines([("1 Mar 2026", "4.1 Retainer", "Retainer for the whole of March")], 34)))
1 Mar 2026  4.1 Retainer
    Retainer for the whole of
    March
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence

_Cell = tuple[str, int, bool]
"""A cell, the width of its column, and whether it stands to the right."""
GAP = "  "
INDENT = "    "
_HELD = re.compile(
    r"(?<=\b[A-Z]{3}) (?=-?[0-9])"  # EUR 12.00
    r"|(?<=\b[0-9]) (?=[A-Z][a-z]+ [0-9]{4}\b)|(?<=\b[0-9]{2}) (?=[A-Z][a-z]+ [0-9]{4}\b)"  # 1 Mar 2026
    r"|(?<=[A-Za-z]{3}) (?=(?:19|20)[0-9]{2}\b)"  # Mar 2026
    r"|(?<=\b[0-9]\.[0-9]) (?=[A-Z])"  # 4.1 Retainer
)
"""The blanks at which no line ends."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NARROWEST = 26
"""The words get a line of their own where the columns before them leave fewer letters than this."""


def table_lines(
    rows: Sequence[Sequence[str]],
    width: int,
    right: Collection[int] = (),
    heads: Sequence[str] = (),
    dress: Callable[[str], str] = str,
) -> Iterator[str]:
    """Lay rows out in lines of a width; `right` are the columns whose figures stand to the right.

    `dress` colours a cell that stands before the words; it may add no column.
    """
    every = [heads, *rows] if heads else rows
    widths = [
        max(columns(line) for cell in cells for line in cell.split("\n"))
        for cells in zip(*every, strict=True)
    ]
    left = width - sum(widths[:-1]) - len(GAP) * (len(widths) - 1)
    beside = left >= min(NARROWEST, widths[-1])
    for row in every if beside else rows:
        cells = [(cell, widths[n], n in right) for n, cell in enumerate(row)]
        yield from _beside(cells, left, dress) if beside else _stacked(cells, width, dress)


def _beside(cells: list[_Cell], left: int, dress: Callable[[str], str]) -> Iterator[str]:
    start = "".join(_set(*cell, dress) + GAP for cell in cells[:-1])
    words = cells[-1][0]
    broad = columns(words) > left or "\n" in words or "\N{NO-BREAK SPACE}" in words
    lines = wrap_lines(words, left) if broad else [_set(*cells[-1], str)]
    if broad and columns(lines[0]) > left:
        lines = ["", *lines]
    yield (start + lines[0]).rstrip()
    indent = sum(size + len(GAP) for _, size, _ in cells[:-1])
    for line in lines[1:]:  # a long id, which stays whole, begins further to the left
        yield (" " * min(indent, max(indent + left - columns(line), 0)) + line).rstrip()


def _stacked(cells: list[_Cell], width: int, dress: Callable[[str], str]) -> Iterator[str]:
    if sum(size + len(GAP) for _, size, _ in cells[:-1]) > width:
        yield from wrap_lines(GAP.join(cell for cell, _, _ in cells[:-1] if cell), width)
    else:
        yield GAP.join(_set(*cell, dress) for cell in cells[:-1]).rstrip()
    if cells[-1][0]:
        yield from (INDENT + line for line in wrap_lines(cells[-1][0], width - len(INDENT)))


def wrap_lines(text: str, width: int) -> list[str]:
    r"""Break a text at its blanks, but not within an amount, a day or a citation; a long id stays whole, to be copied.

    >>> wrap_lines("Paid EUR 21,600.00 on 25 Nov 2023", 18)
    ['Paid EUR 21,600.00', 'on 25 Nov 2023']
    >>> wrap_lines("Deliver: report\nscope.deliverables/deliver/report/2023-11-05", 20)
    ['Deliver: report', 'scope.deliverables/deliver/report/2023-11-05']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _HELD.sub("\N{NO-BREAK SPACE}", paragraph).split(" "):
            if line and columns(line) + 1 + columns(word) > max(width, 10):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return [line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in lines]


def columns(text: str) -> int:
    r"""Count the columns that a text takes: wide letters take two, marks on a letter and colours none.

    >>> columns("café"), columns("日本"), columns("\x1b[31mred\x1b[0m")
    (4, 4, 3)
    """
    if "\x1b" in text:
        text = _COLOUR.sub("", text)
    if text.isascii():
        return len(text)
    return sum(_wide(letter) for letter in text)


def _wide(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _set(cell: str, width: int, to_the_right: bool, dress: Callable[[str], str]) -> str:  # noqa: FBT001 - see _Cell
    blanks = " " * (width - columns(cell))
    return blanks + dress(cell) if to_the_right else dress(cell) + blanks
