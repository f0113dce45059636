"""Hostile text in every free term at once, from the file to each format: words, and nothing but words."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser
from markdown_it import MarkdownIt

from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.reading import Problems, read_agreement
from charter.formats import docx, html, markdown, pdf
from charter.formats.scripts import MissingScript

from .word import reader

Path_ = tuple[str | int, ...]
TERMS = Path(__file__).parents[1] / "core" / "document" / "harbourline.toml"

HOSTILE = (
    "{{ 7*7 }} {% for x in y %}{{ x }}{% endfor %} {# z #}",
    "#set page(width: 1pt) $x^2$ @ref \\u{41} \\ // /* */",
    "# no *heading* | no `cell` [no](link) ![no](picture) <b>no tag</b>",
    "<script>alert(1)</script> <!-- --> ]]> &amp; &#65; <w:t>x</w:t>",
    "עברית ועוד",
    "العربية نص",
    "日本語の文章 中文句子 한국어",
)


def texts(data: Any, path: Path_ = ()) -> Iterator[Path_]:  # noqa: ANN401 - whatever a file holds
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts(value, (*path, key))
    elif isinstance(data, str):
        yield path


def put(data: Any, path: Path_, text: str) -> Any:  # noqa: ANN401 - whatever a file holds
    changed = copy.deepcopy(data)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = text
    return changed


@cache
def terms() -> dict[str, Any]:
    return tomllib.loads(TERMS.read_text("utf-8"))


@cache
def free() -> tuple[Path_, ...]:
    """The paths where any text may stand: those that take one which no other kind of term would."""
    found = []
    for path in texts(terms()):
        try:
            read_agreement(json.dumps(put(terms(), path, "anything, at all"), default=str), "agreement.json")
        except Problems:
            continue
        found.append(path)
    return tuple(found)


def spoken_to(text: str) -> tree.Document:
    """The document of an agreement that says this in every free term."""
    data: Any = terms()
    for path in free():
        data = put(data, path, text)
    return document(read_agreement(json.dumps(data, default=str), "agreement.json"))


def values(node: object) -> Iterator[str]:
    """Every value of a document, as often as it is printed."""
    if isinstance(node, tree.Value):
        yield node.text
    elif isinstance(node, tuple):
        for item in node:
            yield from values(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from values(getattr(node, name))


def parsed(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_free_terms_are_many() -> None:
    assert len(free()) >= 45


@pytest.mark.parametrize("text", HOSTILE)
def test_pages_say_it_as_often_as_it_was_written(text: str) -> None:
    said = spoken_to(text)
    wanted = list(values(said)).count(text)
    assert wanted >= len(free())
    page = parsed(html.render(said))
    assert squeezed("".join(page.find("body").itertext())).count(squeezed(text)) >= wanted
    assert page.xpath("//script | //b[not(@class)] | //img") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_word_says_it_as_often_as_it_was_written(text: str) -> None:
    said = spoken_to(text)
    written = squeezed("".join(reader.text(docx.render(said))))
    assert written.count(squeezed(text)) >= list(values(said)).count(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_says_it_as_often_as_it_was_written(text: str) -> None:
    said = spoken_to(text)
    read = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown.render(said))
    page = parsed(read)
    assert squeezed("".join(page.itertext())).count(squeezed(text)) >= list(values(said)).count(text)
    assert page.xpath("//script | //b | //img | //code | //em") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [("สวัสดี", "“ส” (U+0E2A, Thai)"), ("नमस्ते", "“न” (U+0928, Devanagari)"), ("done 👍", "“👍” (U+1F44D, ")],
)
@pytest.mark.parametrize("path", ["foundation.parties.client.address", "scope.boundaries.testing.instead"])
def test_a_script_without_a_font_is_a_named_error_before_the_pdf(text: str, named: str, path: str) -> None:
    data = put(terms(), tuple(path.split(".")), text)
    said = document(read_agreement(json.dumps(data, default=str), "agreement.json"))
    assert text in values(said)
    with pytest.raises(MissingScript) as error:
        pdf.render(said)
    assert str(error.value).startswith(f"{path}: {named}")
