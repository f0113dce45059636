"""What stands around the text: the head with its policy and style, the contents, the foot."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from charter.formats.html.front import version
from charter.formats.scripts import FONTS

if TYPE_CHECKING:
    from charter.core.document import tree


_FACES = (
    ("Agreement Serif", 400, "serif-400"),
    ("Agreement Serif", 600, "serif-600"),
    ("Agreement Sans", 400, "sans-400"),
    ("Agreement Sans", 600, "sans-600"),
)
"""The PDF's faces, with the letters of most agreements; `tests/formats/html/web_fonts.py` cuts them."""


@cache
def style() -> str:
    """The style sheet, which every page carries within itself, and in it the faces."""
    return faces() + files(__package__).joinpath("agreement.css").read_text(encoding="utf-8")


def faces() -> str:
    """The faces of the PDF as a style sheet holds them."""
    return "".join(_face(family, weight, name) for family, weight, name in _FACES)


def _face(family: str, weight: int, name: str) -> str:
    data = base64.b64encode((FONTS / "web" / f"{name}.woff").read_bytes()).decode()
    source = f'url(data:font/woff;base64,{data}) format("woff")'
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}\n'


@cache
def policy() -> str:
    """Content security policy of the page: its own style by digest, the faces in it, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    own = f"style-src 'sha256-{digest}'; font-src data:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def opening(document: tree.Document) -> str:
    """Everything before the contents."""
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.title)}</title>\n<style>{style()}</style>\n</head>\n"
        f'<body class="{document.paper}">\n<a class="skip" href="#agreement">Skip to the agreement</a>\n'
    )


def contents(document: tree.Document) -> str:
    """The contents: beside the text where there is room, else folded above it."""
    articles = "".join([_article(article) for article in document.articles])
    return (
        '<nav class="contents" aria-label="Contents">\n<details>\n<summary>Contents</summary>\n'
        f"<ol>\n{articles}{_back_matter(document)}</ol>\n</details>\n</nav>\n"
    )


def _article(article: tree.Article) -> str:
    sections = "".join([_entry(s.cite, s.number, s.heading) + "</li>\n" for s in article.sections])
    return f"{_entry(article.part, article.number, article.heading)}\n<ol>\n{sections}</ol></li>\n"


def _entry(anchor: str, number: str, heading: str) -> str:
    return (
        f'<li><a href="#{escape(anchor)}"><span class="number">{escape(number)}</span> {escape(heading)}</a>'
    )


def _back_matter(document: tree.Document) -> str:
    """Entries for what follows the articles."""
    entries = [_entry(f"schedule-{s.letter.lower()}", s.letter, s.heading) for s in document.schedules]
    entries += [_entry("definitions", "", "Words with a fixed meaning")] if document.glossary else []
    if document.signatures or document.closing:
        entries.append(_entry("signatures", "", "Signatures"))
    return "".join([entry + "</li>\n" for entry in entries])


def closing(document: tree.Document) -> str:
    """Everything after the text."""
    return (
        f'<footer>\n<p><span dir="auto">{escape(document.title)}</span> · {version(document)}</p>\n'
        "</footer>\n</body>\n</html>\n"
    )
