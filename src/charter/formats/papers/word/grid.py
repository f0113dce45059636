"""Paragraphs and tables of a paper as WordprocessingML; every look is a style.

>>> twips(25.4), styled("PaperText", "a < b").xml
(1440, '<w:p><w:pPr><w:pStyle w:val="PaperText"/></w:pPr><w:r><w:t xml:space="preserve">a &lt; b</w:t></w:r></w:p>')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from charter.core.document.tree import Inline, Strong, plain
from charter.formats.docx.ink import characters, escape

_TWIPS = 1440 / 25.4
ACCENT, HAIR = "1F3A5F", "C9C2B4"
GridEdge: TypeAlias = tuple[int, str]
"""A line: how thick in eighths of a point, and its colour."""


def twips(millimetres: float) -> int:
    """Give a distance in twentieths of a point, as WordprocessingML counts."""
    return round(millimetres * _TWIPS)


class WordParagraph(NamedTuple):
    """One paragraph: its style, and its runs as XML."""

    style: str
    runs: str

    @property
    def xml(self) -> str:
        """The paragraph as XML."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/></w:pPr>{self.runs}</w:p>'


class GridRow(NamedTuple):
    """A row of cells, each of paragraphs; `height` is the least it has, a `heading` stands on every page."""

    cells: Sequence[Sequence[WordParagraph]]
    height: int = 0
    heading: bool = False


class GridEdges(NamedTuple):
    """The lines of a table: above it, below it, and between its rows."""

    top: GridEdge | None = None
    bottom: GridEdge | None = None
    inside: GridEdge | None = None

    @property
    def xml(self) -> str:
        """The lines as XML; empty where there is none."""
        named = (("top", self.top), ("bottom", self.bottom), ("insideH", self.inside))
        lines = (
            f'<w:{name} w:val="single" w:sz="{edge[0]}" w:space="0" w:color="{edge[1]}"/>'
            for name, edge in named
            if edge is not None
        )
        return f"<w:tblBorders>{found}</w:tblBorders>" if (found := "".join(lines)) else ""


def text_run(text: str, style: str = "") -> str:
    """Write a run of text; none for no text."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{characters(text, 'same')}</w:r>" if text else ""


def styled(style: str, *texts: str) -> WordParagraph:
    """Give a paragraph of lines, one below the other."""
    return WordParagraph(style, "<w:r><w:br/></w:r>".join(map(text_run, texts)))


def styled_inlines(style: str, parts: Iterable[Inline]) -> WordParagraph:
    """Give a paragraph of words, some of them strong."""
    runs = (text_run(plain((part,)), "Strong" if isinstance(part, Strong) else "") for part in parts)
    return WordParagraph(style, "".join(runs))


_BARE = GridEdges()
_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
"""The room of a cell, said in each table: LibreOffice takes its own where only a style says it."""


def word_table(
    widths: Sequence[int],
    rows: Iterable[GridRow],
    caption: str = "",
    edges: GridEdges = _BARE,
    indent: int = 0,
) -> str:
    """Write a table of fixed widths."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>{edges.xml}'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}{named}'
    )
    body = "".join(_row(row, widths) for row in rows)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _row(row: GridRow, widths: Sequence[int]) -> str:
    height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    heading = "<w:tblHeader/>" if row.heading else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(one.xml for one in cell) or styled('PaperGap').xml}</w:tc>"
        for cell, width in zip(row.cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{cells}</w:tr>"
