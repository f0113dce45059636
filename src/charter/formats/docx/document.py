"""A document tree, or two, as the bytes of a Word file."""

from __future__ import annotations

import datetime as dt

from charter.core.document.tree import Document
from charter.formats.docx import numbering, package
from charter.formats.docx.body import Body
from charter.formats.docx.fields import FIELD
from charter.formats.docx.ink import Ink
from charter.formats.docx.styles import PAGES, font_table, styles
from charter.formats.flatten import flatten
from charter.formats.redline.comparison import compare
from charter.formats.rows import Redline

_PAGE_OF = (
    '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
    f'{FIELD.format("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{FIELD.format("NUMPAGES")}'
)


def render(document: Document) -> bytes:
    """Print a document as a Word file, the same bytes each time.

    Raises NumberOutOfStep where the tree's numbers are not those that Word would count.
    """
    rows = flatten(document)
    numbering.check_numbering(numbering.lines_alone(rows))
    return _packed(rows, Ink(), document, document)


def redline(before: Document, after: Document, *, author: str, date: dt.date | None = None) -> bytes:
    """Print the tracked changes that lead from one document to another, by this author; without a date, on none.

    Accepting all gives `render(after)`, rejecting all `render(before)`: text, styles, numbers, tables, fields,
    paper. What Word cannot track is taken from `after`: the file's properties and its language. A clause that
    moved has its bookmark where it stands now.
    Raises NumberOutOfStep as `render` does.
    """
    for document in (before, after):
        numbering.check_numbering(numbering.lines_alone(flatten(document)))
    ink = Ink(author, f"{date.isoformat()}T00:00:00Z" if date else None)
    return _packed(compare(before, after), ink, before, after)


def _packed(rows: Redline, ink: Ink, before: Document, after: Document) -> bytes:
    page = PAGES[after.paper]
    body = Body(rows, ink, page, lambda columns: _section(ink, before, after, columns))
    content = body.write() + _section(ink, before, after)
    parts = {
        "document": f"<w:body>{content}</w:body>",
        "styles": styles(after.language, page),
        "numbering": numbering.numbering(body.lists),
        "settings": package.SETTINGS,
        "fontTable": font_table(),
        "header1": body.paragraph(rows.header),
        "footer1": body.paragraph(rows.footer, ending=_PAGE_OF),
        "footer2": body.paragraph(rows.footer, ending=_PAGE_OF),
    }
    return package.archive(
        parts, package.core_properties(after.title, after.subtitle, after.language, after.dated)
    )


def _section(ink: Ink, before: Document, after: Document, columns: int = 1) -> str:
    changed = ""
    if before.paper != after.paper:
        sheet = package.section_properties(PAGES[before.paper], columns)
        changed = f"<w:sectPrChange {ink.stamp()}><w:sectPr>{sheet}</w:sectPr></w:sectPrChange>"
    return package.section(PAGES[after.paper], changed, columns)
