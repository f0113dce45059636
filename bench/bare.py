"""The floor of a document: bare Jinja on the same texts with the same values, and bare markdown-it on the result.

Values are put into words before anything is measured, so the floor does nothing but fill in and read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template
from markdown_it import MarkdownIt
from pydantic import BaseModel

from charter.core.agreement import PARTS, Agreement
from charter.core.document.library import heading, words, working
from charter.core.document.speech import said
from charter.core.document.template import FEW
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.sentence import enumeration
from charter.core.vocabulary.stated import MovesDates

_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%[^%]*%\}[ \t]*)+)\n", re.MULTILINE)
_SHEETS = ("cover", "closing", "glossary")

Filled = tuple[Template, Mapping[str, Any]]


def floor(agreement: Agreement) -> Callable[[], list[str]]:
    """Prepare the texts of an agreement; what is given back fills all of them and parses each."""
    texts = list(_texts(agreement))
    markdown = MarkdownIt("commonmark").enable("table")

    def fill() -> list[str]:
        filled = [template.render(names) for template, names in texts]
        for text in filled:
            markdown.parse(text)
        return filled

    return fill


def _texts(agreement: Agreement) -> Iterator[Filled]:
    environment = _environment()
    shared = _shared(agreement)
    for cite, clause in agreement.clauses.items():
        law = agreement.general.law
        source = words(cite, law.governing, law.language)
        own = {name: _plain(getattr(clause, name)) for name in type(clause).model_fields}
        if isinstance(clause, Keyed):
            own["things"] = _plain(clause.things)
        yield _template(environment, source), shared | own | {"schedule": "Schedule A"}
    parts = {part: _plain(getattr(agreement, part)) for part in PARTS}
    for sheet in _SHEETS:
        for source in working().entries(sheet).values():
            yield _template(environment, source), shared | parts


def _template(environment: Environment, source: str) -> Template:
    return environment.from_string(_TAGS_ALONE.sub(r"\1", source))


def _shared(agreement: Agreement) -> dict[str, Any]:
    numbers = {str(cite): f"{number} ({heading(cite)})" for cite, number in agreement.numbering.items()}
    moving = [numbers[cite] for cite in agreement.all_stating(MovesDates)]
    return {"see": numbers.get, "has": numbers.__contains__, "deal": {"moving": moving}}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any term
    """Put a value, and all in it, into words."""
    if value is None or isinstance(value, bool):
        return value or None
    if isinstance(value, BaseModel):
        things = {"things": _plain(value.things)} if isinstance(value, Keyed) else {}
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields} | things
    if isinstance(value, dict):
        return _Table({key: _plain(item) for key, item in value.items()})
    return [_plain(item) for item in value] if isinstance(value, tuple) else said(value)


class _Table(dict[str, Any]):
    """A keyed table, over which a text loops as over pairs."""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items())


def _few(value: Any) -> Any:  # noqa: ANN401 - a list or a table
    return list(value)[:FEW]


def _environment() -> Environment:
    environment = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 - no page is made of it
    places = working().places
    environment.filters |= {
        "joined": enumeration, "person": lambda value: value, "deliverable": lambda value: value,
        "country": lambda value: value and places.country(value), "law": lambda value: value and places.law(value),
        "few": _few, "locale": lambda value: value and places.locale(value),
    }  # fmt: skip
    environment.tests |= {"zero": lambda value: not value, "many": lambda value: len(value) > FEW}
    return environment
