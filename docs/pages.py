r"""The pages of the guide: Markdown in, HTML out, with a menu, and links between them that lead from page to page.

>>> pages = {"README.md": "# Home\n\n[How to begin](docs/begin.md#first)", "docs/begin.md": "# Begin\n\n## First"}
>>> '<a href="docs/begin.html#first">How to begin</a>' in page("README.md", pages)
True
>>> broken = pages | {"docs/begin.md": "[money](money.md), [me](mailto:mara@example.org)"}
>>> dead_links("docs/begin.md", broken, lambda path: False)
['money.md']
>>> dead_links("README.md", pages | {"docs/begin.md": "# Begin"}, lambda path: True)
['docs/begin.md#first']
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import normpath

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_STYLE = (Path(__file__).parent / "pages.css").read_text("utf-8")
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} · Charter</title><meta name="viewport" content="width=device-width">
<style>{style}</style></head>
<body><a class="skip" href="#text">To the text</a><nav aria-label="Pages">{menu}</nav>
<main id="text">{body}</main></body>
</html>
"""
_ROOMS = (("docs/guide/", "The guide"), ("docs/reference/", "Reference"), ("docs/decisions/", "Decisions"))


def title(name: str, markdown: str) -> str:
    r"""Give the first heading of a page, or the name of a page without one.

    >>> title("docs/begin.md", "# How to begin\n\nText"), title("docs/begin.md", "Text")
    ('How to begin', 'docs/begin.md')
    """
    heading = re.search(r"^# +(.+)$", markdown, re.MULTILINE)
    return heading[1] if heading else name


def address(name: str) -> str:
    """Give the place of a page, from the root of the pages.

    >>> address("README.md"), address("docs/decisions/0001-one-ledger.md")
    ('index.html', 'docs/decisions/0001-one-ledger.html')
    """
    return "index.html" if name == "README.md" else str(PurePosixPath(name).with_suffix(".html"))


def page(name: str, pages: Mapping[str, str]) -> str:
    """Give one page as HTML; `pages` are all pages of the guide, Markdown by name, in the order of the menu."""
    up = "../" * name.count("/")
    tokens = _MARKDOWN.parse(pages[name])
    for link in _links(tokens):
        target, mark, anchor = str(link.attrs["href"]).partition("#")
        if (other := _beside(name, target)) in pages:
            link.attrs["href"] = up + address(other) + mark + anchor
    for token, slug in _headings(tokens):
        token.attrs["id"] = slug
    body = _MARKDOWN.renderer.render([*_captioned(tokens)], _MARKDOWN.options, {})
    body = body.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    here = html.escape(title(name, pages[name]))
    return _PAGE.format(title=here, style=_STYLE, menu=_menu(name, pages, up), body=body)


def dead_links(name: str, pages: Mapping[str, str], exists: Callable[[str], bool]) -> list[str]:
    """Give the links of a page that lead nowhere: to no page, no heading of one, no file.

    `exists` is asked with paths from the root.
    """
    dead = []
    for link in _links(_MARKDOWN.parse(pages[name])):
        href = str(link.attrs["href"])
        target, _, anchor = href.partition("#")
        if re.match("[a-z]+:", target):
            continue
        other = _beside(name, target) if target else name
        if other in pages:
            dead += [href] if anchor and anchor not in _slugs(pages[other]) else []
        elif not exists(other):
            dead.append(href)
    return dead


@cache
def _slugs(text: str) -> frozenset[str]:
    """Give the anchors of a page's headings; many pages lead to one."""
    return frozenset(slug for _, slug in _headings(_MARKDOWN.parse(text)))


def slug(heading: str) -> str:
    """Give the anchor of a heading, as code hosts make it.

    >>> slug("What `from` means, in 2 words")
    'what-from-means-in-2-words'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _menu(here: str, pages: Mapping[str, str], up: str) -> str:
    """List the pages by room; of the guide the first stands for the room itself. Pages further down are not listed."""

    def entry(name: str) -> str:
        current = ' aria-current="page"' if name == here else ""
        return f'<li><a href="{up}{address(name)}"{current}>{html.escape(title(name, pages[name]))}</a></li>'

    placed = [
        (room, [name for name in pages if str(PurePosixPath(name).parent) + "/" == start])
        for start, room in _ROOMS
    ]
    front = [name for name in pages if "/" not in name]
    rooms = [("The project", front), *((room, names) for room, names in placed if names)]
    return "".join(f"<h2>{room}</h2><ul>{''.join(map(entry, names))}</ul>" for room, names in rooms)


def _captioned(tokens: list[Token]) -> Iterator[Token]:
    """Put the name of the file above a block that is one, as in "toml agreement.toml"; "+" means: added to it."""
    for token in tokens:
        name = token.info.partition(" ")[2] if token.type == "fence" else ""
        if name:
            said = f"{name[1:]}, further down" if name.startswith("+") else name
            yield Token("html_block", "", 0, content=f'<p class="file">{html.escape(said)}</p>\n')
        yield token


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    for token, text in pairwise(tokens):
        if token.type == "heading_open":
            yield token, slug(text.content)


def _beside(name: str, target: str) -> str:
    return normpath(str(PurePosixPath(name).parent / target))


def _links(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_open":
            yield token
        yield from _links(token.children or [])
