"""The document in pieces, for a page that has a frame and a style of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from charter.formats.html import body, front, signing
from charter.formats.html.blocks import table_html
from charter.formats.html.lines import line_html, page_of

if TYPE_CHECKING:
    from charter.core.document import tree


class ClauseFragment(NamedTuple):
    """A clause: its path, its number and heading as text, its HTML with heading, id and paragraphs."""

    cite: str
    number: str
    heading: str
    html: str


class ArticleFragment(NamedTuple):
    """An article: its part, number and heading as text, and its clauses."""

    part: str
    number: str
    heading: str
    clauses: tuple[ClauseFragment, ...]


class Fragments(NamedTuple):
    """The whole document, in its order; all but the articles is HTML."""

    cover: str
    articles: tuple[ArticleFragment, ...]
    schedules: str
    glossary: str
    signatures: str


def fragments(document: tree.Document, *, terms_href: str | None = None) -> Fragments:
    """Print a document in pieces, without head, style or policy; whatever was written is escaped, as in `render`.

    `terms_href` as for `render`.
    """
    page = page_of(document, terms_href)
    counted = body.numbers_of_counting(document)
    articles = tuple(
        ArticleFragment(
            article.part,
            article.number,
            article.heading,
            tuple(
                ClauseFragment(each.cite, each.number, each.heading, body.section_html(each, counted, page))
                for each in article.sections
            ),
        )
        for article in document.articles
    )
    return Fragments(
        front.cover(document, page),
        articles,
        body.schedules(document, page),
        body.definition_list(document, page),
        signing.signature_page(document, page),
    )


TERM = re.compile('data-term="([^"]*)"')


class FactFragment(NamedTuple):
    """A row of the cover: its label as text, what it says as HTML without links, and the paths of the terms in it."""

    label: str
    html: str
    terms: frozenset[str]


def cover_facts(document: tree.Document) -> tuple[FactFragment, ...]:
    """Print the rows of the cover for a page that shows them alone; whatever was written is escaped."""
    page = replace(page_of(document, None), cites=frozenset(), letters=frozenset(), summary=True)
    rows = [
        (
            fact.label,
            line_html(fact.inlines, page) + (table_html(fact.table, fact.label, page) if fact.table else ""),
        )
        for fact in document.cover
    ]
    return tuple(
        FactFragment(label, html, frozenset(map(unescape, TERM.findall(html)))) for label, html in rows
    )
