"""Whatever people type is printed as they typed it: no template, markup, page or script ever comes of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from charter.core.agreement import Agreement, clause_types
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.term import refusal
from tests.budget import tries

from .free_texts import Pattern, free_texts, matches

Node = Any
"""Any value in the terms."""
Data = dict[str, Node]
Make = Callable[[Data], Agreement]
Inlines = Callable[[object], list[tree.Inline]]

EVERYWHERE = {
    pattern
    for pattern in free_texts(Agreement)
    if pattern[-2:] != ("wording", "text") and pattern[0] != "left_open"
}
"""Every free text of the schema that is printed; the words that replace a clause's own have a test of their own."""

NUMBER = ("financials", "invoicing", "number")
"""Free but for its braces: it holds {n} once, and may hold {year}; the text prints it with the first count."""

HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    '{{ see("exit.termination") }} {# gone #}',
    "# Heading",
    "> In short: nothing",
    "1. one *two* **three** `four` [five](https://six.example)",
    "a | b | c \\| d",
    "<b>bold</b><script>alert(1)</script> &amp; &#65;",
    "#set page(width: 1pt); $x^2$ @ref \\ // /* */",
    "The Client owes the Deliverable on a Business Day under 4.9 (Late payment).",
    "עברית ועוד עברית",
    "العربية نص",
    "日本語の文章、中文句子。",
    "two  spaces --- and … “quotes”",
    "สวัสดี नमस्ते 👩\u200d💻",
    "$(rm -rf ~); `id`; %s %n {0} {n}",
]


def texts(data: Node, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text in the terms."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from texts(item, (*path, key))
    elif isinstance(data, list):
        for at, item in enumerate(data):
            yield from texts(item, (*path, at))
    elif isinstance(data, str):
        yield path


def put(data: Data, path: tuple[Any, ...], text: str) -> Data:
    changed = copy.deepcopy(data)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = text
    return changed


def own_words(inlines: list[tree.Inline]) -> list[tree.Inline]:
    """Give the library's words, but for the full stops after values: a value that ends in one closes its sentence."""
    own = (inline for inline in inlines if not isinstance(inline, tree.Value))
    kept = (tree.Text(one.text.removeprefix(".")) if isinstance(one, tree.Text) else one for one in own)
    return [one for one in kept if one != tree.Text("")]


EVERY = tries(10, 3)
"""Of how many places a text is tried in one: with all clauses there are more than two hundred."""

STEP = tries(8, 1)
"""Of how many texts one is tried as the negotiated words of a clause."""


@pytest.mark.random
@pytest.mark.parametrize("text", HOSTILE)
def test_every_free_text_prints_as_written(
    text: str, data: Callable[[str], Data], agreement: Make, inlines: Inlines
) -> None:
    """The first text stands in every place; of the others each stands in some, and all of them in every place."""
    terms = data("harbourline")
    plain = own_words(inlines(document(agreement(terms))))
    printed: set[Pattern] = set()
    which = HOSTILE.index(text)
    for at, path in enumerate(texts(terms)):
        if which and (at + which) % EVERY:
            continue
        written = f"{text} {{n}}" if path == NUMBER and "{" not in text else text
        try:
            doc = document(agreement(put(terms, path, written)))
        except ValidationError:
            continue
        found = inlines(doc)
        values = [inline.text for inline in found if isinstance(inline, tree.Value)]
        shown = written.replace("{n}", "0001") if path == NUMBER else written
        assert shown in values or doc.title == shown, path
        assert own_words(found) == plain, path
        printed |= {pattern for pattern in EVERYWHERE if matches(path, pattern)}
    assert printed == EVERYWHERE - ({NUMBER} if "{" in text else set()) or (which and printed)


def test_the_schema_says_where_people_may_write() -> None:
    """The places are found from the types; a few that everybody knows prove that the search finds them."""
    assert len(EVERYWHERE) > 25
    assert {
        ("title",),
        ("foundation", "parties", "people", "*", "name"),
        ("scope", "deliverables", "*", "criteria", "*"),
        ("exit", "termination", "cause", "client", "grounds", "*"),
        ("financials", "payment", "bank", "holder"),
    } <= EVERYWHERE
    assert {
        pattern[:-2] for pattern in set(free_texts(Agreement)) - EVERYWHERE if pattern[0] != "left_open"
    } == {tuple(cite.split(".")) for cite in clause_types()}


@pytest.mark.random
@pytest.mark.parametrize("cite", clause_types())
def test_negotiated_words_print_as_written(cite: str, data: Callable[[str], Data], agreement: Make) -> None:
    """Each clause with some of the texts, its neighbours with others, and each with all of them over the large budget."""
    part, clause = cite.split(".")
    for text in HOSTILE[list(clause_types()).index(Cite(cite)) % STEP :: STEP]:
        terms = data("harbourline")
        terms[part][clause]["wording"] = {
            "text": f"{text}\n\nSecond paragraph.", "replaces": "0" * 64, "effect": "manual",
        }  # fmt: skip
        section = next(s for s in tree.sections(document(agreement(terms))) if s.cite == cite)
        said = [tree.plain(b.inlines) for b in section.blocks if isinstance(b, tree.Paragraph)]
        assert said[:2] == [text, "Second paragraph."]
        assert said[2].startswith("The sides negotiated the words of this section.")
        assert said[2].endswith("a person decides on it each time.")


@given(
    text=st.text(min_size=1, max_size=60).filter(
        lambda t: t.strip() == t and not refusal(t) and t.isprintable()
    )
)
@settings(max_examples=tries(8, 200))
def test_any_line_prints_as_written(
    text: str, data: Callable[[str], Data], agreement: Make, inlines: Inlines
) -> None:
    path = ("scope", "boundaries", "testing", "not_done")
    doc = document(agreement(put(data("harbourline"), path, text)))
    values = [i.text for i in inlines(doc) if isinstance(i, tree.Value) and i.path == ".".join(path)]
    assert values == [text, text]  # on the cover and in its clause


def test_a_text_of_many_lines_keeps_them(
    data: Callable[[str], Data], agreement: Make, inlines: Inlines
) -> None:
    text = "first line\n\n- second\n  third"
    doc = document(agreement(put(data("harbourline"), ("scope", "deliverables", "audit", "outcome"), text)))
    assert tree.Value("scope.deliverables.audit.outcome", text) in inlines(doc)
