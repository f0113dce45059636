"""Rows as paragraphs and tables of WordprocessingML.

Every look is a style (`styles.py`), every number is counted by Word (`numbering.py`); what stands here
is only what is what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from charter.formats.docx import columns
from charter.formats.docx.ink import Ink, escape
from charter.formats.docx.names import bookmark
from charter.formats.docx.runs import write_runs
from charter.formats.docx.styles import LABELS, STYLE_OF, TABLE_STYLE_OF, PageSize
from charter.formats.rows import (
    Block,
    Cell,
    FlatLine,
    FlatList,
    FlatTable,
    Passage,
    Redline,
    State,
    Strip,
    StripRole,
    text_of_side,
)

FIRST_LIST = 10
"""Lettered lists take the numbering instances from here on, one each."""

_FACTS = ("FactLabel", "FactText")
_SIGNING: dict[StripRole, str] = {
    "side": "SignatureSide",
    "party": "SignatureParty",
    "hand": "SignatureHand",
    "name": "SignatureName",
    "title": "SignatureTitle",
    "given": "SignatureGiven",
    "date": "SignatureDate",
}
"""The style of a row where the sides sign. A line to sign on is the upper edge of the name below it."""
_ROOM_TO_SIGN = '<w:trHeight w:val="794" w:hRule="atLeast"/>'
"""14 mm for a hand or a date, in twentieths of a point."""


class Body:
    """Writes a redline's rows; knows which bookmarks are taken and how many lists there are."""

    def __init__(self, redline: Redline, ink: Ink, page: PageSize, section: Callable[[int], str]) -> None:
        """Take what writes the end of a section of so many columns."""
        self._redline, self._ink, self._page, self._section = redline, ink, page, section
        self._kept = {line.anchor for passage in redline.passages for line in _headings(passage)}
        self.lists = 0

    def write(self) -> str:
        """Write all passages, one after the other: what a page holds hangs on the faces that a machine has."""
        blocks = (xml for passage in self._redline.passages for xml in self._passage(passage))
        return "".join(blocks) + self._p("Gap", "", "same")

    def _passage(self, passage: Passage) -> Iterator[str]:
        """Write a passage; what is counted in it stands in two columns, between the ends of two sections.

        Where all that is counted is new, or goes, the columns come and go with it.
        """
        written = [self._block(block) for block in passage.blocks]
        counted = next((at for at, block in enumerate(passage.blocks) if _is_counted(block)), None)
        if counted is None:
            yield from written
        else:
            marks = {block.mark for block in passage.blocks[counted:]}
            mark = marks.pop() if len(marks) == 1 else passage.mark
            yield from written[:counted]
            yield self._end_of_section(1, mark)
            yield from written[counted:]
            yield self._end_of_section(2, mark)

    def _end_of_section(self, columns: int, mark: State) -> str:
        marked, section = self._mark(mark), self._section(columns)
        return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{marked}{section}</w:pPr></w:p>'

    def _block(self, block: Block) -> str:
        match block:
            case FlatLine():
                return self.paragraph(block)
            case FlatList():
                return self._listing(block)
            case FlatTable():
                gap = "SignatureGap" if block.kind == "signature" else "Gap"
                return self._grid(block) + self._p(gap, "", block.mark)

    # ── paragraphs ─────────────────────────────────────────────────────────────────────────────

    def paragraph(self, line: FlatLine, numbered: str = "", ending: str = "") -> str:
        """Write one paragraph; `numbered` is its numbering, where the style has none, `ending` what closes it."""
        content = write_runs(line.runs, self._ink)
        if line.anchor and (line.mark != "deleted" or line.anchor not in self._kept):
            number = self._ink.number()
            start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(line.anchor)}"/>'
            content = f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
        changed = self._role_change(line)
        kept = "<w:keepNext/>" if text_of_side(line.runs).endswith(":") else ""
        return self._p(STYLE_OF[line.role], content + ending, line.mark, kept + numbered, changed)

    def _p(self, style: str, content: str, mark: State, numbered: str = "", changed: str = "") -> str:
        marked = self._mark(mark)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbered}{marked}{changed}</w:pPr>{content}</w:p>'

    def _mark(self, mark: State) -> str:
        return f"<w:rPr>{self._ink.mark(mark)}</w:rPr>" if mark != "same" else ""

    def _role_change(self, line: FlatLine) -> str:
        if line.was is None:
            return ""
        old = f'<w:pPr><w:pStyle w:val="{STYLE_OF[line.was]}"/></w:pPr>'
        return f"<w:pPrChange {self._ink.stamp()}>{old}</w:pPrChange>"

    def _listing(self, listing: FlatList) -> str:
        if not listing.ordered:
            return "".join(self.paragraph(line) for line in listing.lines)
        numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{FIRST_LIST + self.lists}"/></w:numPr>'
        self.lists += 1
        return "".join(self.paragraph(line, numbered) for line in listing.lines)

    # ── tables ─────────────────────────────────────────────────────────────────────────────────

    def _grid(self, grid: FlatTable) -> str:
        widths = _widths(grid, self._page.text_width)
        grid_columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [self._strip(grid, strip, widths, heading=False) for strip in grid.strips]
        if grid.heading:
            rows.insert(0, self._strip(grid, grid.heading, widths, heading=True))
        look = (
            f'<w:tblStyle w:val="{TABLE_STYLE_OF[grid.kind]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0020" w:firstRow="{int(grid.heading is not None)}" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        properties = f"{look}{_caption(grid.title)}{self._title_change(grid, look)}"
        return (
            f"<w:tbl><w:tblPr>{properties}</w:tblPr>"
            f"<w:tblGrid>{grid_columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _title_change(self, grid: FlatTable, look: str) -> str:
        if grid.was is None:
            return ""
        old = f"<w:tblPr>{look}{_caption(grid.was)}</w:tblPr>"
        return f"<w:tblPrChange {self._ink.stamp()}>{old}</w:tblPrChange>"

    def _strip(self, grid: FlatTable, strip: Strip, widths: list[int], *, heading: bool) -> str:
        repeated = "<w:tblHeader/>" if heading else ""
        room, place = (_ROOM_TO_SIGN, '<w:vAlign w:val="bottom"/>') if strip.role == "hand" else ("", "")
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{place}</w:tcPr>'
            f"{self._cell(cell, _cell_style(grid, strip, column, heading=heading), strip.mark)}</w:tc>"
            for column, (cell, width) in enumerate(zip(strip.cells, widths, strict=False))
        )
        properties = f"<w:cantSplit/>{room}{repeated}{self._ink.mark(strip.mark)}"
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, style: str, mark: State) -> str:
        return self._p(style, write_runs(cell, self._ink), mark)


def _is_counted(block: Block) -> bool:
    return isinstance(block, FlatLine) and block.role == "counted-heading"


def _caption(title: str) -> str:
    return f'<w:tblCaption w:val="{escape(title)}"/>'


def _headings(passage: Passage) -> Iterator[FlatLine]:
    return (
        line
        for line in passage.blocks
        if isinstance(line, FlatLine) and line.anchor and line.mark != "deleted"
    )


def _cell_style(grid: FlatTable, strip: Strip, column: int, *, heading: bool) -> str:
    if grid.kind == "facts":
        return _FACTS[min(column, 1)]
    if strip.role:
        return _SIGNING[strip.role]
    if heading:
        return "TableHeadingNumber" if column in grid.numeric else "TableHeading"
    return "TableNumber" if column in grid.numeric else "TableText"


def _widths(grid: FlatTable, whole: int) -> list[int]:
    """Share the width of the page (in twentieths of a point) out by what the columns hold."""
    if grid.kind == "facts":
        return [LABELS, whole - LABELS]
    if grid.kind == "signature":
        sides = max(len(strip.cells) for strip in grid.strips)
        return [whole // sides] * sides
    staying = [strip for strip in grid.strips if strip.mark != "deleted"] or list(grid.strips)
    rows = [strip.cells for strip in (*staying, *([grid.heading] if grid.heading else []))]
    sizes = [columns.cell_lengths(map(text_of_side, column)) for column in zip_longest(*rows, fillvalue=())]
    letters = columns.shared(sizes, whole // columns.LETTER)
    return [whole * share // sum(letters) for share in letters]
