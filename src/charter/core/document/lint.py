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
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from jinja2 import nodes
from pydantic import BaseModel

from charter.core.agreement import PARTS, Agreement, clause_types
from charter.core.document.glossary import pattern
from charter.core.document.template import allowed, parsed
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed

PROPER = frozenset({"Schedule", "Monday", "Friday", "June", "July", "English", "German", "Civil", "Code"})
"""Capitalised words that are names and not defined words."""

_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CAPITAL = re.compile(r"(?<=[a-z,;)] )([A-Z][a-z]+)")
_FOUND = (nodes.Getattr, nodes.Name)

Kind = Any
"""The annotation of a term: a type, an optional type, or a list or table of one."""


def lint(cite: str, source: str) -> list[str]:
    """Say what is wrong with the text of a clause; an empty list when nothing is."""
    kind = clause_types()[Cite(cite)]
    names: dict[str, Kind] = {
        name: field.annotation for name, field in kind.model_fields.items() if name != "wording"
    }
    if issubclass(kind, Keyed):
        names["things"] = dict[str, _item(kind)]  # type: ignore[misc]  # read at run time
    template = parsed(source)
    reader = _Reader(names)
    reader.read(template)
    unused = [f"the term {path} is never mentioned" for path in _leaves(names) if path not in reader.used]
    return [*allowed(template), *reader.mistakes, *unused, *guarded(template), *undefined(source)]


def lint_sheet(source: str, names: Mapping[str, Kind] | None = None) -> list[str]:
    """Say what is wrong with a text that belongs to no clause and sees the parts, or the names given."""
    template = parsed(source)
    reader = _Reader(dict(names or PARTS))
    reader.read(template)
    return [*allowed(template), *reader.mistakes, *guarded(template), *undefined(source)]


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Walks a text with the kinds of the names in scope; remembers what it mentions."""

    def __init__(self, names: Mapping[str, Kind]) -> None:
        self.scope: dict[str, tuple[str, Kind]] = {name: (name, kind) for name, kind in names.items()}
        self.used: set[str] = set()
        self.mistakes: list[str] = []

    def read(self, node: nodes.Node) -> None:
        """Read a node and what is in it, in the order of the text."""
        if isinstance(node, nodes.For):
            self._loop(node)
        elif isinstance(node, _FOUND):
            self._term(node)
        else:
            for child in node.iter_child_nodes():
                self.read(child)

    def _loop(self, loop: nodes.For) -> None:
        held = self._term(loop.iter)
        before = dict(self.scope)
        targets = loop.target.items if isinstance(loop.target, nodes.Tuple) else [loop.target]
        names = [target.name for target in targets if isinstance(target, nodes.Name)]
        if held is not None:
            path, kind = held
            item = get_args(bare(kind))
            if len(names) == len(("key", "thing")):
                self.scope[names[0]] = (f"{path}.*key", str)
            self.scope[names[-1]] = (
                f"{path}.*" if _origin(bare(kind)) is dict else path,
                item[1 if _origin(bare(kind)) is dict else 0],
            )
        for child in loop.body:
            self.read(child)
        self.scope = before

    def _term(self, node: nodes.Node) -> tuple[str, Kind] | None:
        """Find the path and kind that an expression names; None for what is no term."""
        match node:
            case nodes.Name() if node.name in self.scope:
                path, kind = self.scope[node.name]
            case nodes.Name():
                if node.name not in {"see", "has", "deal", "loop", "schedule"}:
                    self.mistakes.append(f"line {node.lineno}: no term is called {node.name}")
                return None
            case nodes.Filter() if node.node is not None:
                return self._term(node.node)
            case nodes.Getattr():
                inside = self._inside(node)
                if inside is None:
                    return None
                path, kind = inside
            case _:
                for child in node.iter_child_nodes():
                    self.read(child)
                return None
        self.used.add(path)
        return path, kind

    def _inside(self, node: nodes.Getattr) -> tuple[str, Kind] | None:
        held = self._term(node.node)
        if held is None:
            return None
        path, kind = held
        model = bare(kind)
        if node.attr == "things" and isinstance(model, type) and issubclass(model, Keyed):
            return path, dict[str, _item(model)]  # type: ignore[misc]  # read at run time
        if (
            not (isinstance(model, type) and issubclass(model, BaseModel))
            or node.attr not in model.model_fields
        ):
            self.mistakes.append(f"line {node.lineno}: {path} has no term {node.attr}")
            return None
        return f"{path}.{node.attr}", model.model_fields[node.attr].annotation


def _item(kind: type[Keyed[Any]]) -> Kind:
    """Give the type of the things in a keyed clause."""
    return next(_generic(base)["args"][0] for base in kind.__mro__ if _is_keyed(base))


def _is_keyed(base: Any) -> bool:  # noqa: ANN401 - any class
    meta = _generic(base)
    return bool(meta and meta["origin"] is Keyed)


def _generic(base: Any) -> Any:  # noqa: ANN401 - pydantic's record of a generic class
    return getattr(base, "__pydantic_generic_metadata__", None)


def bare(kind: Kind) -> Kind:
    """Give a kind without None and without its checks.

    >>> bare(Annotated[int, "positive"] | None)
    <class 'int'>
    """
    if _origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if _origin(kind) in (Union, UnionType):
        some = [option for option in get_args(kind) if option is not type(None)]
        return bare(some[0]) if len(some) == 1 else kind
    return kind


def _origin(kind: Kind) -> Kind:
    return get_origin(kind)


def _leaves(names: Mapping[str, Kind], path: str = "") -> Iterator[str]:
    for name, kind in names.items():
        yield from _leaf(f"{path}{name}", bare(kind))


def _leaf(path: str, kind: Kind) -> Iterator[str]:
    if _origin(kind) is dict:
        yield from _leaf(f"{path}.*", bare(get_args(kind)[1]))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _leaves({name: field.annotation for name, field in kind.model_fields.items()}, f"{path}.")
    else:
        yield path


# ── guards ─────────────────────────────────────────────────────────────────────────────────────


def optional() -> frozenset[str]:
    """Give the clauses that an agreement may leave out."""
    required = {
        f"{part}.{name}"
        for part, kind in PARTS.items()
        for name, field in kind.model_fields.items()
        if field.is_required() and Agreement.model_fields[part].is_required()
    }
    return frozenset(cite for cite in clause_types() if cite not in required)


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
        if cite not in clause_types():
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
    words = _VALUE.sub("x", _TAG.sub(".", source))
    for found in _CAPITAL.finditer(pattern().sub("x", words)):
        if found[1] not in PROPER:
            yield f"{found[1]} is written like a defined word, and the glossary has none"
