"""Which terms a text mentions, read from its syntax tree with the kinds of the names in scope.

>>> from charter.core.document.template import parsed
>>> from charter.core.vocabulary.money import Percent
>>> reader = Reader({"share": Percent})
>>> reader.read(parsed("{{ share }} of {{ total }}"))
>>> reader.used, reader.mistakes
({'share'}, ['line 1: no term is called total'])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from jinja2 import nodes
from pydantic import BaseModel

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.figure import figures
from charter.core.vocabulary.late import annotation_of

_FOUND = (nodes.Getattr, nodes.Name)

TermKind = Any
"""The annotation of a term: a type, an optional type, or a list or table of one."""


class Reader:
    """Walks a text with the kinds of the names in scope; remembers what it mentions."""

    def __init__(self, names: Mapping[str, TermKind]) -> None:
        self.scope: dict[str, tuple[str, TermKind]] = {name: (name, kind) for name, kind in names.items()}
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

    def _term(self, node: nodes.Node) -> tuple[str, TermKind] | None:
        """Find the path and kind that an expression names; None for what is no term."""
        match node:
            case nodes.Name() if node.name in self.scope:
                path, kind = self.scope[node.name]
            case nodes.Name():
                if node.name not in {"see", "has", "deal", "loop", "schedule", "unsaid"}:
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

    def _inside(self, node: nodes.Getattr) -> tuple[str, TermKind] | None:
        held = self._term(node.node)
        if held is None:
            return None
        path, kind = held
        model = bare(kind)
        if node.attr == "things" and isinstance(model, type) and issubclass(model, Keyed):
            return path, dict[str, item_kind(model)]  # type: ignore[misc]  # read at run time
        known = inside(model)
        if node.attr not in known:
            self.mistakes.append(f"line {node.lineno}: {path} has no term {node.attr}")
            return None
        return f"{path}.{node.attr}", known[node.attr]


def inside(model: TermKind) -> Mapping[str, TermKind]:
    """Give the kinds of the terms and figures in a table of terms, by name; in what is no table its figures alone."""
    if not isinstance(model, type):
        return {}
    if not issubclass(model, BaseModel):
        return figures(model)  # type: ignore[arg-type]  # every class is hashable
    return {name: annotation_of(field) for name, field in model.model_fields.items()} | figures(model)


def item_kind(kind: type[Keyed[Any]]) -> TermKind:
    """Give the type of the things in a keyed clause."""
    return next(_generic(base)["args"][0] for base in kind.__mro__ if _is_keyed(base))


def _is_keyed(base: Any) -> bool:  # noqa: ANN401 - any class
    meta = _generic(base)
    return bool(meta and meta["origin"] is Keyed)


def _generic(base: Any) -> Any:  # noqa: ANN401 - pydantic's record of a generic class
    return getattr(base, "__pydantic_generic_metadata__", None)


def bare(kind: TermKind) -> TermKind:
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


def _origin(kind: TermKind) -> TermKind:
    return get_origin(kind)


def leaves(names: Mapping[str, TermKind], path: str = "") -> Iterator[str]:
    """Give the path of every term that has no terms inside; the things of a table as `*`."""
    for name, kind in names.items():
        yield from _leaf(f"{path}{name}", bare(kind))


def _leaf(path: str, kind: TermKind) -> Iterator[str]:
    if _origin(kind) is dict:
        yield from _leaf(f"{path}.*", bare(get_args(kind)[1]))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from leaves(
            {name: annotation_of(field) for name, field in kind.model_fields.items()}, f"{path}."
        )
    else:
        yield path
