"""What a paper consists of, part by part, as WordprocessingML: lines, tables, bars, and the paragraphs of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charter.core.document.tree import Fact
from charter.core.papers.tree import (
    Bar,
    BodyPart,
    Closing,
    LineTable,
    PaperLine,
    PaperTable,
    Reckoning,
    Said,
)
from charter.formats.papers.word.grid import (
    ACCENT,
    HAIR,
    GridEdges,
    GridRow,
    WordParagraph,
    styled,
    styled_inlines,
    twips,
    word_table,
)

HANG = 31.4
"""The margin column in millimetres: periods, clause numbers, labels."""
_LINE_WIDTHS = (8, 24, 0, 18.5, 22, 13, 25)
"""Columns of a line in millimetres; 0 takes what is left. The sixth is the tax."""
_TAX, _FIGURES = 5, 3
_TOTALS, _SUM = 108, 42
GAP, APART = styled("PaperGap").xml, styled("PaperThin").xml
"""What keeps two tables apart, which Word would make one of."""
_LISTED = GridEdges((8, ACCENT), (4, HAIR), (4, HAIR))
_SUMMED = GridEdges((8, ACCENT), (8, ACCENT), (4, HAIR))


def written_parts(body: Sequence[BodyPart], width: float) -> str:
    """Write the parts of a body, in the width of the page in millimetres."""
    return "".join(xml for part in body for xml in _part(part, width))


def _part(part: BodyPart, width: float) -> Iterator[str]:
    match part:
        case LineTable():
            yield _lines(part, width)
            yield GAP
            yield _sums((*part.totals, part.due), _TOTALS, width - _TOTALS) + GAP
        case PaperTable():
            yield styled("PaperHeading", part.heading).xml if part.heading else ""
            yield _listing(part.heading, part, _shared(part.widths, width)) + GAP
        case Bar():
            names, values = zip(*((one.label, one.value) for one in part.shares), strict=True)
            each = [twips(width / len(names))] * len(names)
            yield styled("PaperLabel", part.label).xml
            yield (
                _listing(part.label, PaperTable("", names, (values,), (), tuple(range(len(names)))), each)
                + GAP
            )
        case Reckoning():
            yield _sums(part.rows, width - HANG, HANG) + GAP
        case Said():
            yield _hung(
                (styled("PaperNote", part.cite),), (styled_inlines("PaperText", part.inlines),), width
            )
        case Closing():  # pragma: no branch - the last of the kinds
            named = (styled("PaperStrong", part.name), styled("PaperText", part.of))
            yield _hung((), (styled("PaperText", part.greeting), *named), width)


def hung_facts(rows: Sequence[Fact], width: float) -> str:
    """Write labels that hang, and what is said beside each."""
    return "".join(
        _hung((styled("PaperLabel", one.label),), (styled_inlines("PaperWord", one.inlines),), width)
        for one in rows
    )


def _hung(beside: Sequence[WordParagraph], words: Sequence[WordParagraph], width: float) -> str:
    return word_table((twips(HANG), twips(width - HANG)), (GridRow((beside, words)),)) + APART


def _shared(widths: Sequence[float], whole: float) -> list[int]:
    """Give widths of which each that is 0 takes what the others leave."""
    rest = whole - sum(widths)
    return [twips(each or rest) for each in widths]


def _lines(part: LineTable, width: float) -> str:
    widths = [each for place, each in enumerate(_LINE_WIDTHS) if part.taxed or place != _TAX]
    rows = (GridRow(_cells(line, taxed=part.taxed)) for line in part.rows)
    head = _heads(part.columns, range(_FIGURES, len(part.columns)))
    return word_table(_shared(widths, width), (head, *rows), part.columns[2], _LISTED)


def _heads(names: Sequence[str], numeric: Sequence[int]) -> GridRow:
    """Give the row of the names of columns, which stands on every page."""
    styles = ("PaperColumnRight" if place in numeric else "PaperColumn" for place in range(len(names)))
    return GridRow([(styled(style, name),) for style, name in zip(styles, names, strict=True)], heading=True)


def _cells(line: PaperLine, *, taxed: bool) -> tuple[tuple[WordParagraph, ...], ...]:
    figures = (line.quantity, line.price, *((line.tax,) if taxed else ()))
    return (
        (styled("PaperNote", line.number),),
        (styled("PaperNote", line.period),),
        (styled("PaperCell", line.what), styled("PaperNote", line.under)),
        *((styled("PaperFigure", figure),) for figure in figures),
        (styled("PaperFigureStrong", line.amount),),
    )


def _sums(rows: Sequence[tuple[str, str]], width: float, indent: float) -> str:
    """Write rows of a label and a sum; the last is what they come to."""
    looks = [("PaperCell", "PaperFigure")] * (len(rows) - 1) + [("PaperStrong", "PaperSum")]
    cells = (
        GridRow(((styled(label, name),), (styled(figure, value),)))
        for (label, figure), (name, value) in zip(looks, rows, strict=True)
    )
    return word_table((twips(width - _SUM), twips(_SUM)), cells, "", _SUMMED, twips(indent))


def _listing(name: str, part: PaperTable, widths: Sequence[int]) -> str:
    def cell(at: int, place: int, text: str) -> tuple[WordParagraph]:
        style = "PaperFigure" if place in part.numeric else "PaperCell"
        return (styled(f"{style}Strong" if at in part.strong else style, text),)

    rows = (
        GridRow([cell(at, place, text) for place, text in enumerate(row)]) for at, row in enumerate(part.rows)
    )
    return word_table(widths, (_heads(part.columns, part.numeric), *rows), name, _LISTED)
