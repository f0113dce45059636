"""The band of a paper in Word: how much, until when, to where, and the code of it."""

from __future__ import annotations

from charter.core.papers.tree import Band, BandCell, BankAccount
from charter.formats.papers.word.code import code_run
from charter.formats.papers.word.grid import (
    ACCENT,
    HAIR,
    GridEdges,
    GridRow,
    WordParagraph,
    styled,
    text_run,
    twips,
    word_table,
)

_SUM, _UNTIL, _CODE, _GAP = 44, 40, 23, 3
"""Millimetres: the first two cells, a side of the code, and what stays free before it."""


def band_table(it: Band, width: float) -> str:
    """Write the band, in the width of the page in millimetres."""
    cells: list[tuple[float, tuple[WordParagraph, ...]]] = [
        (_SUM, _cell(it.sum, "PaperMoney")),
        (_UNTIL, _cell(it.until, "PaperUntil")),
    ]
    coded = _CODE + _GAP if it.code is not None else 0
    rest = width - _SUM - _UNTIL - coded
    cells.append((rest, _account(it.account) if it.account is not None else ()))
    if it.code is not None:
        cells.append((coded, (WordParagraph("PaperCode", code_run(it.code, _CODE, 1)),)))
    widths, said_in = zip(*cells, strict=True)
    return word_table(
        [twips(each) for each in widths], (GridRow(said_in),), "", GridEdges((8, ACCENT), (4, HAIR))
    )


def _cell(cell: BandCell, style: str) -> tuple[WordParagraph, ...]:
    note = (styled("PaperNote", cell.note),) if cell.note else ()
    return (styled("PaperLabel", cell.label), styled(style, *cell.value), *note)


def _account(account: BankAccount) -> tuple[WordParagraph, ...]:
    rows = (
        WordParagraph("PaperAccount", text_run(f"{label}\t", "PaperQuiet") + text_run(value))
        for label, value in account.rows
    )
    return (styled("PaperLabel", account.label), *rows)
