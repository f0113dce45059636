r"""The pages of the guide: Markdown in, HTML out, with links between them that lead from page to page.

>>> pages = {"README.md": "[How to begin](docs/begin.md#first)", "docs/begin.md": "# Begin"}
>>> '<a href="docs/begin.html#first">How to begin</a>' in page("README.md", pages)
True
>>> dead_links("docs/begin.md", "[the money](money.md), [elsewhere](mailto:mara@example.org)", lambda path: False)
['money.md']
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_STYLE = """
body { font: 1.05rem/1.55 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b }
pre, code { font: 0.9em/1.45 ui-monospace, monospace; background: #f4f2ee }
pre { padding: 0.8rem; overflow: auto }
table { border-collapse: collapse }
th, td { text-align: left; padding: 0.3rem 0.8rem; border-bottom: 1px solid #ccc }
nav { font-size: 0.9rem; border-bottom: 1px solid #ccc; padding-bottom: 0.6rem }
"""
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} · Charter</title><meta name="viewport" content="width=device-width">
<style>{style}</style></head>
<body><nav>{nav}</nav><main>{body}</main></body>
</html>
"""


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
    menu = " · ".join(f'<a href="{up}{address(n)}">{html.escape(title(n, m))}</a>' for n, m in pages.items())
    body = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return _PAGE.format(title=html.escape(title(name, pages[name])), style=_STYLE, nav=menu, body=body)


def dead_links(name: str, markdown: str, exists: Callable[[str], bool]) -> list[str]:
    """Give the links of a page to files that do not exist; `exists` is asked with paths from the root."""
    targets = [str(link.attrs["href"]).partition("#")[0] for link in _links(_MARKDOWN.parse(markdown))]
    return [t for t in targets if t and not re.match("[a-z]+:", t) and not exists(_beside(name, t))]


def _beside(name: str, target: str) -> str:
    return normpath(str(PurePosixPath(name).parent / target))


def _links(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_open":
            yield token
        yield from _links(token.children or [])
