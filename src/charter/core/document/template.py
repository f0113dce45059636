r"""Templates of the clause texts: a small part of Jinja, bounded by an allow-list over its syntax tree.

A text may print terms, choose words by them, repeat words over lists, and cite other clauses. It can call nothing
but `see` and `has`, and has no ranges, macros, imports, assignments or arithmetic: whatever it says is bounded by
the terms it is given.

>>> from charter.core.document.term import Names, Page
>>> page = Page(Names({}, {}))
>>> str(printed("Pay within {{ due_after }}.", {"due_after": Term(page, "x.y.due_after", "30 days")}))
'Pay within \ue0000\ue001.'
>>> allowed(parsed("{% for x in range(9) %}{{ x }}{% endfor %}"))
['line 1: only see("part.clause") and has("part.clause") may be called']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.runtime import LoopContext

from charter.core.document.speech import with_weekday
from charter.core.document.term import Term, Token
from charter.core.vocabulary.country import country_name
from charter.core.vocabulary.local import time_of
from charter.core.vocabulary.sentence import enumeration

FEW = 6
"""As many of a list as the cover page shows; the rest stands in its clause."""

_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%[^%]*%\}[ \t]*)+)\n", re.MULTILINE)
_CALLABLE = frozenset({"see", "has"})
_LOOP = frozenset({"first", "last"})
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If, nodes.For, nodes.Compare,
    nodes.Operand, nodes.Const, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter, nodes.Call, nodes.Tuple,
)  # fmt: skip


# ── what a text may use beside its terms ───────────────────────────────────────────────────────


def _joined(items: Iterable[object], word: str) -> Token:
    return Token(enumeration([str(item) for item in items], word))


def _person(term: Term) -> Term:
    return term.renamed(term.page.names.people)


def _role(term: Term) -> Term:
    return term.renamed(term.page.names.roles)


def _deliverable(term: Term) -> Term:
    return term.renamed(term.page.names.deliverables)


def _country(term: Term) -> Term:
    return Term(term.page, term.path, term.page.places.country(term.value))


def _law(term: Term) -> Term:
    return Term(term.page, term.path, term.page.places.law(term.value))


def _place(term: Term) -> Term:
    return Term(term.page, term.path, country_name(term.value))


def _zone(term: Term) -> Term:
    return Term(term.page, term.path, time_of(term.value))


def _locale(term: Term) -> Term:
    return Term(term.page, term.path, term.page.places.locale(term.value))


def _weekday(term: Term) -> Term:
    return Term(term.page, term.path, with_weekday(term.value, term.page.country))


def _few(term: Term) -> Term:
    return term.first(FEW)


def _zero(term: Term) -> bool:
    return not term.value


def _many(term: Term) -> bool:
    return len(term.value) > FEW


FILTERS = {
    "joined": _joined,
    "person": _person,
    "deliverable": _deliverable,
    "role": _role,
    "country": _country,
    "law": _law,
    "locale": _locale,
    "place": _place,
    "zone": _zone,
    "weekday": _weekday,
    "few": _few,
}
TESTS = {"zero": _zero, "many": _many}


# ── printing ───────────────────────────────────────────────────────────────────────────────────


def printed(source: str, names: Mapping[str, Any]) -> str:
    """Print a text: its words, with a token for each value.

    Raises LookupError for a term that is not there, TypeError for a value without words, and ValueError for a text
    that uses more than it may: mistakes of the text's author, which the linter finds.
    """
    return _compiled(source).render(names)


def parsed(source: str) -> nodes.Template:
    """Give the syntax tree of a text. A line made of tags alone leaves no empty line behind."""
    return _environment().parse(_TAGS_ALONE.sub(r"\1", source))


def allowed(template: nodes.Template) -> list[str]:
    """Say what a text uses that it may not, with the line."""
    found = template.find_all(nodes.Node)
    return [f"line {node.lineno}: {wrong}" for node in found for wrong in _refusals(node)]


def _refusals(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Call() if not _cites(node):
            yield 'only see("part.clause") and has("part.clause") may be called'
        case nodes.Filter() if node.name not in FILTERS or not _constant(node.args) or node.kwargs:
            yield f"no filter {node.name}: there are {', '.join(FILTERS)}"
        case nodes.Test() if node.name not in TESTS or node.args or node.kwargs:
            yield f"no test {node.name}: there are {', '.join(TESTS)}"
        case nodes.For() if node.recursive or node.test or node.else_:
            yield "a loop has no if, else or recursive"
        case nodes.Operand() if node.op not in {"eq", "ne"}:
            yield "values are compared with == and != only"
        case nodes.Getattr() if node.attr.startswith("_"):
            yield f"no term is called {node.attr}"
        case nodes.Output() if any(isinstance(child, nodes.Const) for child in node.nodes):
            yield "write words as words, outside of {{ }}"
        case _ if not isinstance(node, _NODES):
            yield f"{type(node).__name__} has no place in a text"


def _cites(call: nodes.Call) -> bool:
    plain = isinstance(call.node, nodes.Name) and call.node.name in _CALLABLE
    return plain and len(call.args) == 1 and _constant(call.args) and not call.kwargs and not call.dyn_args


def _constant(arguments: list[nodes.Expr]) -> bool:
    return all(isinstance(argument, nodes.Const) for argument in arguments)


class _Environment(Environment):
    """Jinja with terms: a dot leads from a term to the term inside, and to nothing else."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's signature
        if isinstance(obj, Term):
            return obj.deeper(attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        raise LookupError(f"there is no {attribute} here")


@cache
def _environment() -> Environment:
    environment = _Environment(finalize=_final, autoescape=False, keep_trailing_newline=True)
    environment.filters = dict(FILTERS)
    environment.tests = dict(TESTS)
    return environment


def _final(value: object) -> str:
    if isinstance(value, Term):
        return str(value)
    if isinstance(value, Token):
        return value
    raise TypeError(f"{value!r} is no term and cannot be printed")


@lru_cache(maxsize=1024)
def _compiled(source: str) -> Template:
    template = parsed(source)
    if wrong := allowed(template):
        raise ValueError("; ".join(wrong))
    environment = _environment()
    return Template.from_code(environment, environment.compile(template), {})
