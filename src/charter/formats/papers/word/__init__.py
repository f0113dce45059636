"""A paper of money as a Word file, the same bytes for the same tree, for who writes into it before it goes out.

Its address shows in the same window as on the PDF. A sum carried from page to page, the bars, and the payment part of a
Swiss bill, whose measures are a standard's, stand in the PDF alone; their figures and the account stand in both.
"""

from __future__ import annotations

from charter.core.papers.tree import Paper
from charter.formats import scripts
from charter.formats.docx import numbering, package
from charter.formats.docx.fields import FIELD
from charter.formats.docx.styles import PAGES, font_table
from charter.formats.papers.sheets import SHEETS, PaperSheet
from charter.formats.papers.word.band import band_table
from charter.formats.papers.word.body import APART, GAP, hung_facts, written_parts
from charter.formats.papers.word.grid import (
    GridRow,
    WordParagraph,
    styled,
    styled_inlines,
    text_run,
    twips,
    word_table,
)
from charter.formats.papers.word.look import paper_styles

_FOOT = 31
"""The margin below, in millimetres."""


def render(paper: Paper) -> bytes:
    """Print a paper as a Word file. Raises MissingScript as the PDF does."""
    scripts.refuse_missing(scripts.printed_texts(paper))
    sheet = SHEETS[paper.sheet]
    width = sheet.text_width
    foot = WordParagraph("PaperFoot", text_run(f"{paper.foot}\t") + _pages(paper.pages)).xml
    legal = "".join(styled("PaperLegal", " \u00b7 ".join(column)).xml for column in paper.legal)
    band = band_table(paper.band, width) if paper.band is not None else ""
    above = _head(paper, sheet) + APART + band + GAP
    content = above + written_parts(paper.body, width) + hung_facts(paper.notes, width)
    return package.archive(
        {
            "document": f"<w:body>{content}{_section(sheet)}</w:body>",
            "styles": paper_styles(paper.language, PAGES[sheet.paper], twips(width)),
            "numbering": numbering.numbering(0),
            "settings": package.SETTINGS,
            "fontTable": font_table(),
            "header1": styled("PaperLabel", paper.running).xml,
            "footer1": foot,
            "footer2": foot + legal,
        },
        package.core_properties(paper.title, paper.lead, paper.language, paper.dated),
    )


def _pages(words: str) -> str:
    """Write the number of a page as fields that Word counts."""
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return (
        text_run(before)
        + FIELD.format("PAGE")
        + text_run(between)
        + FIELD.format("NUMPAGES")
        + text_run(after)
    )


def _section(sheet: PaperSheet) -> str:
    page = PAGES[sheet.paper]
    return (
        f"<w:sectPr>{package.HEAD_AND_FOOT}"
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{twips(sheet.title)}" w:right="{twips(sheet.right)}" w:bottom="{twips(_FOOT)}"'
        f' w:left="{twips(sheet.left)}" w:header="340" w:footer="340" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _head(paper: Paper, sheet: PaperSheet) -> str:
    """Write title and sender, then the address in its window and the facts beside it."""
    first, *more = paper.house
    house = (styled("PaperHouse", first), *(styled("PaperHouseLine", line) for line in more))
    title = (styled("PaperTitle", paper.title), styled("PaperLead", paper.lead))
    whole, top = sheet.text_width, sheet.back or sheet.at[1]
    above = word_table(
        (twips(whole * 0.68), twips(whole * 0.32)), (GridRow((title, house), twips(top - sheet.title)),)
    )
    sender = (styled("PaperSender", paper.sender),) if sheet.back else ()
    sides = [
        (sheet.at[0], (*sender, styled("PaperAddress", *paper.address))),
        (sheet.facts[0], _facts(paper)),
    ]
    (_, left), (split, right) = sorted(sides, key=lambda side: side[0])
    widths = (twips(split - sheet.left), twips(sheet.width - sheet.right - split))
    return above + APART + word_table(widths, (GridRow((left, right), twips(sheet.body - top)),))


def _facts(paper: Paper) -> tuple[WordParagraph, ...]:
    """Give what stands beside the address, each after its label."""
    return tuple(
        WordParagraph(
            "PaperFact", text_run(f"{one.label}\t", "PaperTag") + styled_inlines("", one.inlines).runs
        )
        for one in paper.facts
    )
