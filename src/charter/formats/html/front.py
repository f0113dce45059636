"""The first page: title, the whole deal as facts, and the picture of the engagement."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from charter.formats import days, series
from charter.formats.html.blocks import table_html
from charter.formats.html.lines import HtmlPage, line_html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from charter.core.document import tree


def cover(document: tree.Document, page: HtmlPage) -> str:
    """The cover; every value on it leads to its clause."""
    subtitle = (
        f'<p class="subtitle" dir="auto">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    )
    facts = "".join([_fact(fact, page.away()) for fact in document.cover])
    deal = f'<dl class="deal">\n{facts}</dl>\n' if facts else ""
    picture = _timeline(document.timeline, page) if document.timeline else ""
    return (
        f'<header class="cover">\n<h1 dir="auto">{escape(document.title)}</h1>\n{subtitle}'
        f'<p class="version">{version(document)}</p>\n'
        f"{deal}{picture}</header>\n"
    )


def date_element(date: dt.date, country: str = "") -> str:
    """A date that programs can read too.

    >>> import datetime as dt
    >>> date_element(dt.date(2026, 3, 1))
    '<time datetime="2026-03-01">1 March 2026</time>'
    """
    return f'<time datetime="{date.isoformat()}">{days.long(date, country)}</time>'


def version(document: tree.Document) -> str:
    """The version and its date, which is not said twice: "Draft of 1 March 2026" has it already."""
    country = days.country(document)
    words, date = escape(document.version, quote=False), date_element(document.dated, country)
    said = days.long(document.dated, country)
    return words.replace(said, date, 1) if said in words else f"{words}, {date}"


def _fact(fact: tree.Fact, page: HtmlPage) -> str:
    table = f"\n{table_html(fact.table, fact.label, page)}" if fact.table else ""
    return f"<div><dt>{escape(fact.label)}</dt><dd>{line_html(fact.inlines, page)}{table}</dd></div>\n"


def _timeline(timeline: tree.Timeline, page: HtmlPage) -> str:
    """The picture, and the same in a table; a narrow screen shows the table in its place."""
    cites = {(mark.kind, mark.label): mark.cite for mark in reversed(timeline.marks)}
    rows = "".join([_row(row, cites[row.kind, row.label], page) for row in series.rows(timeline.marks)])
    return (
        f'<figure id="timeline">\n<figcaption>Timeline</figcaption>\n'
        f'<div class="picture">{series.draw_timeline(timeline, page.country)}</div>\n'
        '<details class="days">\n<summary>The same as a table</summary>\n'
        "<table>\n<caption>What happens when</caption>\n"
        '<thead><tr><th scope="col">What</th><th scope="col">When</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</details>\n</figure>\n"
    )


def _row(row: series.TimelineRow, cite: str, page: HtmlPage) -> str:
    label = escape(row.label)
    if cite in page.cites:
        label = f'<a href="#{escape(cite)}">{label}</a>'
    return (
        f'<tr class="{escape(row.kind)}"><th scope="row" dir="auto">{label}</th>'
        f"<td>{', '.join(_days(row.days, page.country))}</td></tr>\n"
    )


def _days(on: tuple[dt.date, ...], country: str = "") -> Iterator[str]:
    """Days in a row; each year is named where its last day stands.

    >>> import datetime as dt
    >>> [text[28:-7] for text in _days((dt.date(2026, 11, 1), dt.date(2026, 12, 1), dt.date(2027, 1, 1)))]
    ['1 Nov', '1 Dec 2026', '1 Jan 2027']
    """
    for date, after in zip(on, (*on[1:], None), strict=True):
        year = after is None or after.year != date.year
        yield f'<time datetime="{date.isoformat()}">{days.short(date, country, year=year)}</time>'
