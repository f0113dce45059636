"""The author's linter: what is wrong with a text, found in its words alone, before any agreement uses it.

It finds what a text may not use, terms that are not there, terms of the clause that it never mentions, references
and optional terms without their guard, and capitalised words that nobody defined.

>>> list(guarded(parsed('{% if has("exit.termination") %}{{ see("exit.termination") }}{% endif %}')))
[]
>>> list(guarded(parsed('{{ see("exit.termination") }}')))
['line 1: exit.termination may be absent: put the reference inside {% if has("exit.termination") %}']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from charter.core.agreement import CLAUSES, PARTS, REQUIRED, clause_type
from charter.core.document.library import working
from charter.core.document.mentions import Reader, TermKind, item_kind, leaves
from charter.core.document.prose import COUNTING
from charter.core.document.template import allowed, parsed
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.figure import figures

PROPER = frozenset(
    """
    Schedule Monday Friday June July English German Civil Code General Obligations Law Supply Goods Services Act Notice
    Copyright Bank Rate
    European Union United Kingdom Decision International Data Transfer
    Nations States Security Privacy Rule Regulation Secretary Health Human
    """.split()  # noqa: SIM905 - a list literal would take a line each
)
"""Capitalised words that are names and not defined words."""

_ACT = re.compile(
    r"[A-Z][a-z]+ (?:[A-Z][a-z]+ |\([A-Z][^)]*\) |(?:of|and|for|to) )*(?:Act|Code|Law)(?: \d{4})?"
)
"""The name of a statute, with its year: "Contracts (Rights of Third Parties) Act 1999"."""

_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CAPTION = re.compile(r"^(?:\{%[^%]*%\})*\*\*(.+?)\*\*(.?)", re.MULTILINE)
_LONGEST_CAPTION = 4
_CAPITAL = re.compile(r"(?<=[a-z,;)] )([A-Z][a-z]+)")


def lint(cite: str, source: str) -> list[str]:
    """Say what is wrong with the text of a clause; an empty list when nothing is."""
    kind = clause_type(Cite(cite))
    names: dict[str, TermKind] = {
        name: field.annotation for name, field in kind.model_fields.items() if name != "wording"
    }
    if issubclass(kind, Keyed):
        names["things"] = dict[str, item_kind(kind)]  # type: ignore[misc]  # read at run time
    template = parsed(source)
    reader = Reader(names | figures(kind))
    reader.read(template)
    unused = [f"the term {path} is never mentioned" for path in leaves(names) if path not in reader.used]
    return [
        *allowed(template),
        *reader.mistakes,
        *unused,
        *guarded(template),
        *undefined(source),
        *captions(source),
    ]


def lint_sheet(source: str, names: Mapping[str, TermKind] | None = None) -> list[str]:
    """Say what is wrong with a text that belongs to no clause and sees the parts, or the names given."""
    template = parsed(source)
    reader = Reader(dict(names or PARTS))
    reader.read(template)
    return [*allowed(template), *reader.mistakes, *guarded(template), *undefined(source)]


# ── guards ─────────────────────────────────────────────────────────────────────────────────────


def optional() -> frozenset[str]:
    """Give the clauses that an agreement may leave out."""
    return frozenset(CLAUSES) - REQUIRED


def guarded(node: nodes.Node, safe: frozenset[str] = frozenset()) -> Iterator[str]:
    """Find references to clauses that may be absent, outside of a test that they are there."""
    if isinstance(node, nodes.If):
        known = safe | _present(node.test)
        for child in node.body:
            yield from guarded(child, known)
        for child in (*node.elif_, *node.else_):
            yield from guarded(child, safe)
        return
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "see":
        cite = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else ""
        if cite not in CLAUSES:
            yield f"line {node.lineno}: no clause is called {cite}"
        elif cite in optional() - safe:
            yield f'line {node.lineno}: {cite} may be absent: put the reference inside {{% if has("{cite}") %}}'
    for child in node.iter_child_nodes():
        yield from guarded(child, safe)


def _present(test: nodes.Node) -> frozenset[str]:
    """Give the clauses that are there when a test holds: by has(…), or by naming the clause itself."""
    match test:
        case nodes.And():
            return _present(test.left) | _present(test.right)
        case nodes.Call() if isinstance(test.node, nodes.Name) and test.node.name == "has":
            return frozenset({str(test.args[0].value)} if isinstance(test.args[0], nodes.Const) else ())
        case nodes.Getattr() | nodes.Filter() | nodes.Test():
            return frozenset({_dotted(test)})
        case _:
            return frozenset()


def _dotted(node: nodes.Node | None) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_dotted(node.node)}.{node.attr}"
        case _:
            return ""


# ── words ──────────────────────────────────────────────────────────────────────────────────────


def undefined(source: str) -> Iterator[str]:
    """Find capitalised words inside a sentence that the glossary does not define.

    >>> list(undefined("The Client sees the Dashboard on every Business Day."))
    ['Dashboard is written like a defined word, and the glossary has none']
    """
    words = _ACT.sub("x", _VALUE.sub("x", _TAG.sub(".", source)))
    for found in _CAPITAL.finditer(working().glossary.pattern.sub("x", words)):
        if found[1] not in PROPER:
            yield f"{found[1]} is written like a defined word, and the glossary has none"


def captions(source: str) -> Iterator[str]:
    r"""Find bold words that open a paragraph and are no caption, and an empty "How we count".

    >>> list(captions("**Review**. Read it.\n\n**When it is late.** Wait.\n"))
    ['the caption Review ends in a full stop inside of the bold: **Review.**']
    """
    for words, after in _CAPTION.findall(source):
        if after == "." or (after == " " and words[-1:].isalnum() and words[-2:] != "}}"):
            yield f"the caption {words} ends in a full stop inside of the bold: **{words}.**"
        elif len(words.split()) > _LONGEST_CAPTION and words.endswith("."):
            yield f"the caption {words} has more than four words"
        elif "{{" in words and words.endswith("."):
            yield f"the caption {words} is words alone: print the value after it"
    _, heading, counted = source.partition(f"\n## {COUNTING}\n")
    if heading and not counted.partition("\n## ")[0].strip():
        yield f"{COUNTING} says nothing: leave the heading out"
