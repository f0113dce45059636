"""Articles and their clauses, the definitions, and the schedules."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from charter.core.document import tree
from charter.formats.html.blocks import blocks, table_html
from charter.formats.html.lines import line_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.formats.html.lines import HtmlPage


def articles(document: tree.Document, page: HtmlPage) -> str:
    """Every article with its sections."""
    counted = numbers_of_counting(document)
    return "".join([_article(article, counted, page) for article in document.articles])


def numbers_of_counting(document: tree.Document) -> dict[str, str]:
    """The number that each clause has in the schedule How we count, by the clause's path."""
    return {
        part.cite: part.number
        for each in document.schedules
        if isinstance(each, tree.Counting)
        for part in each.parts
    }


def _article(article: tree.Article, counted: Mapping[str, str], page: HtmlPage) -> str:
    part, heading = escape(article.part), escape(article.heading)
    sections = "".join([section_html(section, counted, page) for section in article.sections])
    return (
        f'<article id="{part}" aria-labelledby="{part}--heading">\n<h2 id="{part}--heading">'
        f'<span class="number">{escape(article.number)}</span> {heading}</h2>\n{sections}</article>\n'
    )


def section_html(section: tree.Section, counted: Mapping[str, str], page: HtmlPage) -> str:
    """One clause: heading, the line in short, its paragraphs."""
    cite, heading = escape(section.cite), escape(section.heading)
    short = f'<aside class="in-short"><p>{line_html(section.in_short, page)}</p></aside>\n'
    return (
        f'<section id="{cite}" aria-labelledby="{cite}--heading">\n<h3 id="{cite}--heading">'
        f'<span class="number">{escape(section.number)}</span> {heading}</h3>\n'
        f"{short if section.in_short else ''}{blocks(section.blocks, section.heading, page)}"
        f"{_counting_of(section, counted)}</section>\n"
    )


def _counting_of(section: tree.Section, counted: Mapping[str, str]) -> str:
    """The way from a clause to what it says in How we count."""
    if section.cite not in counted:
        return ""
    number = escape(counted[section.cite])
    return f'<p class="belongs"><a href="#{number}">How we count: {number}</a></p>\n'


def definition_list(document: tree.Document, page: HtmlPage) -> str:
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
        '<h2 id="definitions--heading">Words with a fixed meaning</h2>\n'
        f'<dl class="glossary">\n{entries}</dl>\n</section>\n'
    )


def schedules(document: tree.Document, page: HtmlPage) -> str:
    """The tables at the end."""
    numbers = {s.cite: f"{s.number} {s.heading}" for a in document.articles for s in a.sections}
    return "".join([_schedule(schedule, numbers, page.away()) for schedule in document.schedules])


def _schedule(schedule: tree.Schedule | tree.Counting, numbers: dict[str, str], page: HtmlPage) -> str:
    """One schedule, with a way back to its clause."""
    name, letter = f"schedule-{escape(schedule.letter.lower())}", escape(schedule.letter)
    clause = numbers.get(schedule.cite)
    link = f'<a href="#{escape(schedule.cite)}">{escape(clause)}</a>' if clause else ""
    back = f'<p class="belongs">Belongs to {link}</p>\n' if link else ""
    intro = f"<p>{line_html(schedule.intro, page)}</p>\n" if schedule.intro else ""
    return (
        f'<section class="back schedule" id="{name}" aria-labelledby="{name}--heading">\n'
        f'<h2 id="{name}--heading"><span class="letter">Schedule {letter}</span> {escape(schedule.heading)}</h2>\n'
        f"{back}{intro}{_held(schedule, page)}</section>\n"
    )


def _held(schedule: tree.Schedule | tree.Counting, page: HtmlPage) -> str:
    if isinstance(schedule, tree.Schedule):
        return table_html(schedule.table, schedule.heading, page)
    parts = "".join([_part(part, page) for part in schedule.parts])
    return f'<div class="counting">\n{parts}</div>\n'


def _part(part: tree.CountingPart, page: HtmlPage) -> str:
    """What one clause says in How we count, its heading the way back to it."""
    number, cite, heading = escape(part.number), escape(part.cite), escape(part.heading)
    return (
        f'<section id="{number}" aria-labelledby="{number}--heading">\n<h3 id="{number}--heading">'
        f'<a href="#{cite}"><span class="number">{number}</span> {heading}</a></h3>\n'
        f"{blocks(part.blocks, part.heading, page)}</section>\n"
    )
