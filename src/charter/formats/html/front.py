"""The first page: title, the whole deal as facts, and the picture of the engagement."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from charter.formats import days, series
from charter.formats.html.lines import Page, line

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.document import tree


def cover(document: tree.Document, page: Page) -> str:
    """The cover; every value on it leads to its clause."""
    subtitle = f'<p class="subtitle" dir="auto">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    facts = "".join([_fact(fact, page.away()) for fact in document.cover])
    deal = f'<dl class="deal">\n{facts}</dl>\n' if facts else ""
    picture = _timeline(document.timeline, page) if document.timeline else ""
    return (
        f'<header class="cover">\n<h1 dir="auto">{escape(document.title)}</h1>\n{subtitle}'
        f'<p class="version">{escape(document.version)}, dated {day(document.dated)}</p>\n'
        f"{deal}{picture}</header>\n"
    )


def day(date: dt.date) -> str:
    """A date that programs can read too.

    >>> import datetime as dt
    >>> day(dt.date(2026, 3, 1))
    '<time datetime="2026-03-01">1 March 2026</time>'
    """
    return f'<time datetime="{date.isoformat()}">{days.long(date)}</time>'


def _fact(fact: tree.Fact, page: Page) -> str:
    return f"<div><dt>{escape(fact.label)}</dt><dd>{line(fact.inlines, page)}</dd></div>\n"


def _timeline(timeline: tree.Timeline, page: Page) -> str:
    """The picture, and the same in a table; a narrow screen shows the table in its place."""
    rows = "".join([_mark(mark, page) for mark in timeline.marks])
    return (
        f'<figure id="timeline">\n<div class="picture">{series.timeline(timeline)}</div>\n'
        '<details class="days">\n<summary>The same, day by day</summary>\n'
        "<table>\n<caption>The engagement, day by day</caption>\n"
        '<thead><tr><th scope="col">Day</th><th scope="col">What</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</details>\n"
        f"<figcaption>{escape(timeline.alt)}</figcaption>\n</figure>\n"
    )


def _mark(mark: tree.Mark, page: Page) -> str:
    label = escape(mark.label)
    if mark.cite in page.cites:
        label = f'<a href="#{escape(mark.cite)}">{label}</a>'
    kind = escape(mark.kind)
    return f'<tr class="{kind}"><th scope="row">{day(mark.day)}</th><td dir="auto">{label}</td></tr>\n'
