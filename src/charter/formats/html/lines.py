"""What stands in a line, as HTML, and where a link of the page may point.

Nothing that people wrote becomes a link or a mark: every text is escaped, and every address is an
anchor of this page or the one address the caller gave.

>>> page = HtmlPage(frozenset({"financials.late_payment"}), {}, None, set())
>>> line_html((tree.Text("See "), tree.Reference("financials.late_payment", "4.9 (Late <payment>)")), page)
'See <a class="reference" href="#financials.late_payment">4.9 (Late &lt;payment&gt;)</a>'
>>> line_html((tree.Text("For "), tree.Value("foundation.parties.client.name", "<b>")), page)
'For <data class="value plain" value="foundation.parties.client.name" data-term="foundation.parties.client.name" \
title="foundation.parties.client.name" dir="auto" id="foundation.parties.client.name">&lt;b&gt;</data>'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlsplit

from charter.core.document import tree
from charter.formats import days
from charter.formats.emphasis import is_a_figure, stands_out

_WEB = {"", "http", "https"}
_SCHEDULE = re.compile(r"\bSchedule ([A-Z]{1,2})\b")
"""The library's words for a schedule."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What the lines of one page need to know of the whole.

    `cites` are the clauses printed, `words` the ids of the glossary's entries, `terms_href` the address
    of the terms. `anchored` fills while the page is printed: the ids already given. `letters` are those of the
    schedules, to which their names lead. `summary` is set
    where a value stands away from its clause, and so links to it. `country` says as whose English it is written.
    """

    cites: frozenset[str]
    words: Mapping[str, str]
    terms_href: str | None
    anchored: set[str]
    letters: frozenset[str] = frozenset()
    summary: bool = False
    country: str = ""

    def away(self) -> HtmlPage:
        """The same page for a place away from the clauses: the cover, a schedule."""
        return replace(self, summary=True)

    def address(self, path: str) -> str | None:
        """Where a value of this term links to; None where it stands at home, in its own clause."""
        if self.terms_href is not None:
            return f"{self.terms_href}#{path}"
        clause = ".".join(path.split(".", 2)[:2])
        return f"#{clause}" if self.summary and clause in self.cites else None

    def anchor(self, path: str) -> str:
        """The id attribute of a term's first value in the clauses; empty for every later one."""
        if self.summary or path in self.anchored or "." not in path:
            return ""
        self.anchored.add(path)
        return f' id="{_name(path)}"'


def page_of(document: tree.Document, terms_href: str | None) -> HtmlPage:
    """Gather what the page's links may point to.

    Raises ValueError when `terms_href` is neither a path nor an http address, or carries a fragment.
    """
    if terms_href is not None and (urlsplit(terms_href).scheme not in _WEB or "#" in terms_href):
        raise ValueError(f"{terms_href!r} is no address of a page: give a path or an https address without #")
    cites = frozenset(section.cite for section in tree.sections(document))
    letters = frozenset(schedule.letter for schedule in document.schedules)
    words = _word_ids(document.glossary)
    return HtmlPage(cites, words, terms_href, set(cites), letters, country=days.country(document))


def _word_ids(glossary: tuple[tree.Definition, ...]) -> dict[str, str]:
    """Give each entry an id that can be read: "word-acceptance-period"."""
    ids: dict[str, str] = {}
    for place, entry in enumerate(glossary, start=1):
        name = "".join(char if char.isalnum() else "-" for char in entry.word.casefold())
        plain = f"word-{name}"
        ids.setdefault(entry.word, plain if plain not in ids.values() else f"{plain}--{place}")
    return ids


def _name(path: str) -> str:
    """Write a path as an id: spaces are not allowed in one."""
    return escape("-".join(path.split()))


def line_html(inlines: tuple[tree.Inline, ...], page: HtmlPage) -> str:
    """One line of text as HTML."""
    return "".join([_RENDER[type(inline)](inline, page) for inline in inlines])


def _text(node: tree.Text, page: HtmlPage) -> str:
    text = escape(node.text, quote=False)
    return _SCHEDULE.sub(lambda found: _to_schedule(found, page), text) if page.letters else text


def _to_schedule(found: re.Match[str], page: HtmlPage) -> str:
    letter = found[1]
    link = f'<a class="reference" href="#schedule-{letter.lower()}">{found[0]}</a>'
    return link if letter in page.letters else found[0]


def _value(node: tree.Value, page: HtmlPage) -> str:
    path, address = escape(node.path), page.address(node.path)
    name = "value" + ("" if stands_out(node) else " plain") + (" whole" if is_a_figure(node) else "")
    data = (
        f'<data class="{name}" value="{path}" data-term="{path}" title="{path}" dir="auto"'
        f"{page.anchor(node.path)}>{escape(node.text, quote=False)}</data>"
    )
    return data if address is None else f'<a class="term" href="{escape(address)}">{data}</a>'


def _reference(node: tree.Reference, page: HtmlPage) -> str:
    text = escape(node.text, quote=False)
    return f'<a class="reference" href="#{_name(node.cite)}">{text}</a>' if node.cite in page.cites else text


def _word(node: tree.Word, page: HtmlPage) -> str:
    text = escape(node.text, quote=False)
    return f'<a class="word" href="#{page.words[node.word]}">{text}</a>' if node.word in page.words else text


def _strong(node: tree.Strong, page: HtmlPage) -> str:
    return f"<strong>{line_html(node.inlines, page)}</strong>"


_RENDER: Mapping[type, Callable[[Any, HtmlPage], str]] = {
    tree.Text: _text,
    tree.Value: _value,
    tree.Reference: _reference,
    tree.Word: _word,
    tree.Strong: _strong,
}
