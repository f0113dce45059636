"""Articles and their clauses, the definitions, and the schedules."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from charter.formats.html.blocks import blocks, table_html
from charter.formats.html.lines import Page, line_html

if TYPE_CHECKING:
    from charter.core.document import tree


def articles(document: tree.Document, page: Page) -> str:
    """Every article with its sections."""
    return "".join([_article(article, page) for article in document.articles])


def _article(article: tree.Article, page: Page) -> str:
    part, heading = escape(article.part), escape(article.heading)
    sections = "".join([_section(section, page) for section in article.sections])
    return (
        f'<article id="{part}" aria-labelledby="{part}--heading">\n<h2 id="{part}--heading">'
        f'<span class="number">{escape(article.number)}</span> {heading}</h2>\n{sections}</article>\n'
    )


def _section(section: tree.Section, page: Page) -> str:
    cite, heading = escape(section.cite), escape(section.heading)
    short = f'<aside class="in-short"><p>{line_html(section.in_short, page)}</p></aside>\n'
    return (
        f'<section id="{cite}" aria-labelledby="{cite}--heading">\n<h3 id="{cite}--heading">'
        f'<span class="number">{escape(section.number)}</span> {heading}</h3>\n'
        f"{short if section.in_short else ''}{blocks(section.blocks, section.heading, page)}</section>\n"
    )


def definition_list(document: tree.Document, page: Page) -> str:
    """The glossary, to which every defined word links."""
    if not document.glossary:
        return ""
    entries = "".join(
        [
            f'<dt id="{page.words[entry.word]}"><dfn>{escape(entry.word)}</dfn></dt>'
            f"<dd>{line_html(entry.inlines, page.away())}</dd>\n"
            for entry in document.glossary
        ]
    )
    return (
        '<section class="back" id="definitions" aria-labelledby="definitions--heading">\n'
        f'<h2 id="definitions--heading">Definitions</h2>\n<dl class="glossary">\n{entries}</dl>\n</section>\n'
    )


def schedules(document: tree.Document, page: Page) -> str:
    """The tables at the end."""
    numbers = {s.cite: f"{s.number} {s.heading}" for a in document.articles for s in a.sections}
    return "".join([_schedule(schedule, numbers, page.away()) for schedule in document.schedules])


def _schedule(schedule: tree.Schedule, numbers: dict[str, str], page: Page) -> str:
    """One schedule, with a way back to its clause."""
    name, letter = f"schedule-{escape(schedule.letter.lower())}", escape(schedule.letter)
    clause = numbers.get(schedule.cite)
    link = f'<a href="#{escape(schedule.cite)}">{escape(clause)}</a>' if clause else ""
    back = f'<p class="belongs">Belongs to {link}</p>\n' if link else ""
    intro = f"<p>{line_html(schedule.intro, page)}</p>\n" if schedule.intro else ""
    return (
        f'<section class="back schedule" id="{name}" aria-labelledby="{name}--heading">\n'
        f'<h2 id="{name}--heading"><span class="letter">Schedule {letter}</span> {escape(schedule.heading)}</h2>\n'
        f"{back}{intro}{table_html(schedule.table, schedule.heading, page)}</section>\n"
    )
