r"""Paragraphs, lists and tables as HTML.

>>> from charter.formats.html.lines import HtmlPage
>>> page = HtmlPage(frozenset(), {}, None, set())
>>> blocks((tree.Paragraph("4.9.1", (tree.Text("Interest runs."),)),), "Late payment", page)
'<p id="4.9.1"><span class="number">4.9.1</span> Interest runs.</p>\n'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from charter.core.document import tree
from charter.formats.html.lines import HtmlPage, line_html


def blocks(parts: tuple[tree.Block, ...], caption: str, page: HtmlPage) -> str:
    """The blocks of one section; `caption` names its tables to those who do not see where they stand."""
    return "".join([_RENDER[type(part)](part, caption, page) for part in parts])


def paragraph(node: tree.Paragraph, _caption: str, page: HtmlPage) -> str:
    """One paragraph, its number first, so that a style can hang it in the margin."""
    caption = f'<strong class="caption">{escape(node.caption, quote=False)}</strong> ' if node.caption else ""
    if not node.number:
        return f"<p>{caption}{line_html(node.inlines, page)}</p>\n"
    number = escape(node.number)
    return f'<p id="{number}"><span class="number">{number}</span> {caption}{line_html(node.inlines, page)}</p>\n'


def items(node: tree.Items, _caption: str, page: HtmlPage) -> str:
    """One list; the letters of an ordered one are the browser's."""
    rows = "".join([f"<li>{line_html(item, page)}</li>\n" for item in node.items])
    return f'<ol type="a">\n{rows}</ol>\n' if node.ordered else f"<ul>\n{rows}</ul>\n"


_NARROW = 2
"""A table of more columns is shown row by row on a narrow screen, each cell under its head."""


def table_html(node: tree.Table, caption: str, page: HtmlPage) -> str:
    """One table, in a box that scrolls sideways where the screen is narrower than the table.

    A narrow screen shows each row of many columns as a card: `data-head` says there what a cell is.
    """
    flush = [' class="numeric"' if column in node.numeric else "" for column in range(len(node.columns))]
    head = "".join(
        f'<th scope="col"{cls}>{escape(name, quote=False)}</th>'
        for name, cls in zip(node.columns, flush, strict=True)
    )
    many = len(node.columns) > _NARROW
    heads = [f' data-head="{escape(name)}"' if many and name else "" for name in node.columns]
    rows = "".join([f"<tr>{_cells(row, flush, heads, page)}</tr>\n" for row in node.rows])
    name = escape(caption)
    cards = ' class="cards"' if many else ""
    return (
        f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">\n'
        f"<table{cards}>\n<caption>{name}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _cells(
    row: tuple[tuple[tree.Inline, ...], ...], flush: list[str], heads: list[str], page: HtmlPage
) -> str:
    """The cells of one row; its first one names the row, unless it is a figure."""
    cells = [
        f"<td{cls}{head if cell else ''}>{line_html(cell, page)}</td>"
        for cell, cls, head in zip(row, flush, heads, strict=True)
    ]
    if row and not flush[0]:
        cells[0] = f'<th scope="row">{line_html(row[0], page)}</th>'
    return "".join(cells)


_RENDER: Mapping[type, Callable[[Any, str, HtmlPage], str]] = {
    tree.Paragraph: paragraph,
    tree.Items: items,
    tree.Table: table_html,
}
