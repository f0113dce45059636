"""A page for each clause, generated from the clause itself: its terms, its words, what it brings about, who watches it.

>>> page = clause_pages()["docs/reference/clauses/financials.prepaid.md"]
>>> "[CH-FIN-161](../rules/CH-FIN-161.md)" in page, "| `price` |" in page, "**Charges.** " in page
(True, True, True)
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache

from charter.core.agreement import clause_types
from charter.core.document.library import heading, working
from charter.core.known import name_of
from charter.core.reading import schema
from charter.core.vocabulary.clause import Clause
from docs.rules import Rule, rules
from docs.terms import Schema, cell, table_of

FOLDER = "docs/reference/clauses"
_QUESTIONS = {
    "deemed": "What silence or time brings about",
    "charges": "Charges",
    "duties": "Duties and dates",
    "prices": "On the first page",
    "unanswered": "If nobody answers",
    "survives": "After the end",
}
"""What a clause answers, by the name of its method; what it says of itself there is its answer."""


def clause_pages() -> dict[str, str]:
    """Give the pages, Markdown by name: one for each clause."""
    return {
        f"{FOLDER}/{cite}.md": "\n".join(_lines(str(cite), kind)) + "\n"
        for cite, kind in clause_types().items()
    }


def watching(cite: str) -> list[Rule]:
    """Give the rules that look at a clause: its own, and those that look at a term of it."""
    return [
        rule for rule in rules().values()
        if rule.clause == cite or any(place == cite or place.startswith(f"{cite}.") for place in rule.places)
    ]  # fmt: skip


def _lines(cite: str, kind: type[Clause]) -> Iterator[str]:
    whole = _schema()
    table = whole["$defs"][kind.__name__]
    yield f"# {heading(cite)}"
    yield ""
    yield f"`[{cite}]`. {table['description']}"
    yield ""
    yield "## Terms"
    yield ""
    yield from table_of(table, whole["$defs"], "")
    yield ""
    yield from _brings_about(kind)
    yield from _watched(cite)
    yield from _words(cite)


@cache
def _schema() -> Schema:
    return schema()


def _brings_about(kind: type[Clause]) -> Iterator[str]:
    yield "## What it brings about"
    yield ""
    said = [line for name, caption in _QUESTIONS.items() for line in _answer(kind, name, caption)]
    if kind.entries:
        names = ", ".join(
            f"[{name_of(entry)}](../entries.md#{_anchor(name_of(entry))})" for entry in kind.entries
        )
        said.append(f"**Entries of its own.** {names}.")
    if kind.notices:
        said.append(f"**Notices of its own.** {', '.join(notice.name for notice in kind.notices)}.")
    for line in said or ["Its words alone: nothing follows from it by itself."]:
        yield f"- {line}"
    yield ""


def _answer(kind: type[Clause], name: str, caption: str) -> Iterator[str]:
    own = getattr(kind, name)
    if getattr(own, "__func__", own) is not getattr(getattr(Clause, name), "__func__", getattr(Clause, name)):
        yield f"**{caption}.** {(inspect.getdoc(own) or '').partition(chr(10))[0]}"


def _anchor(name: str) -> str:
    return re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-")


def _watched(cite: str) -> Iterator[str]:
    yield "## Which checks watch it"
    yield ""
    found = watching(cite)
    if not found:
        yield "None looks at it alone."
    for rule in found:
        yield f"- [{rule.name}](../rules/{rule.name}.md), {' or '.join(rule.levels)}: {cell(rule.says[0])}"
    yield ""


def _words(cite: str) -> Iterator[str]:
    """Give the source of its text, and what laws add to it or say instead."""
    yield "## Its words"
    yield ""
    yield "As the library has them. Terms stand in braces; `{% if … %}` says when a sentence is printed."
    yield ""
    place = cite.replace(".", "/")
    texts = working().texts
    for name in [f"{place}.md", *sorted(one for one in texts if one.startswith(f"{place}@"))]:
        law = name.removeprefix(place).removesuffix(".md").removeprefix("@")
        if law:
            yield f"### Under the law {law}"
            yield ""
        yield "~~~text"
        yield texts[name].rstrip()
        yield "~~~"
        yield ""
