"""What one module of the source says of the findings that it gives, read off its syntax tree.

A value is followed to where it is made: through names, loops over tables, the functions of this module, and those that
it imports.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from charter.core.agreement import clause_types
from charter.core.vocabulary.finding import Source

NAME = re.compile(r"CH-[A-Z]{3}-[0-9]{3}")
_DEPTH = 4
"""How far a value is followed through names and functions."""
IN_ITS_WORDS = "What the law that governs says, in its own words, as the table of laws has it."
"""What a rule says that repeats the rule of a fact of law."""
IN_OTHER_WORDS = "In the words of the clause that the entry falls under, which say why it changes nothing."
"""What a rule says that passes on what a clause objects."""
LAW_SAYS = "as the law says"
"""The level of a rule that a fact of law sets."""


class Given(NamedTuple):
    """One place of the source that gives a finding."""

    looks: str
    levels: tuple[str, ...]
    places: tuple[str, ...]
    says: tuple[str, ...]
    hints: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[str, ...]


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Give texts once each, in their order, without empty ones."""
    return tuple(dict.fromkeys(text for text in texts if text))


def clause_of(module: str) -> str | None:
    """Give the path of the clause that a module is of; None where it is of none."""
    _, _, place = module.partition(".clauses.")
    cite = ".".join(place.split(".")[:2])
    return cite if cite in {str(each) for each in clause_types()} else None


@cache
def reader(module: str) -> Reader:
    """Give the reader of a module, once for all that ask."""
    return Reader(module)


class Reader:
    """Reads one module."""

    def __init__(self, module: str) -> None:
        self.module, self.clause = module, clause_of(module)
        file = import_module(module).__file__
        assert file is not None  # noqa: S101 - a module of ours is a file
        with open(file, encoding="utf-8") as text:  # noqa: PTH123 - a file by its name
            self.tree = ast.parse(text.read())
        self.above = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }

    def _elsewhere(self, name: str) -> Reader | None:
        """Give the reader of the module from which a function was imported."""
        home = getattr(getattr(import_module(self.module), name, None), "__module__", "")
        return reader(home) if home.startswith("charter.core.") and home != self.module else None

    def read(self) -> Iterator[tuple[str, Given]]:
        """Give each name of a finding with what is said of it there."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                call = self._call(node)
                if call is not None:
                    yield node.value, self._given(node, call)

    def _call(self, node: ast.expr) -> ast.Call | None:
        """Give the call that makes the finding: the one around the name, or the one that the name is put into later."""
        above = self.above.get(node)
        if isinstance(above, ast.Call) and node in above.args:
            return above
        if isinstance(above, ast.Assign) and isinstance(above.targets[0], ast.Name):
            within = self._function(node) or self.tree
            for each in ast.walk(within):
                first = each.args[0] if isinstance(each, ast.Call) and each.args else None
                if (
                    isinstance(first, ast.Name)
                    and first.id == above.targets[0].id
                    and isinstance(each, ast.Call)
                ):
                    return each
        return None

    def _function(self, node: ast.AST) -> ast.FunctionDef | None:
        while node in self.above:
            node = self.above[node]
            if isinstance(node, ast.FunctionDef):
                return node
        return None

    def _given(self, name: ast.expr, call: ast.Call) -> Given:
        function = self._function(call)
        given = self._by_name(call)
        branch = self._statement(name if isinstance(self.above.get(name), ast.Assign) else call)

        def texts(*names: str) -> tuple[str, ...]:
            held, within = next((given[each] for each in names if each in given), (None, None))
            return once(self._texts(held, within or function, branch, _DEPTH)) if held is not None else ()

        source = next((given[each][0] for each in ("source", "fact") if each in given), None)
        level = given["level"][0] if "level" in given else None
        return Given(
            self._looks(function),
            once(self._levels(level, function, _DEPTH)),
            once(self._places(given, function)),
            texts("message", "said", "says"),
            texts("hint"),
            once(self._sources(source, function, _DEPTH)),
            once(self._facts(function)),
        )

    def _looks(self, function: ast.FunctionDef | None) -> str:
        """Give the first line of what the function says of itself; where it says nothing, of one that calls it."""
        for _ in range(_DEPTH):
            said = ast.get_docstring(function) if function is not None else None
            if said or function is None:
                return (said or "").partition("\n")[0]
            function = next(self._callers(function), None)
        return ""

    def _statement(self, node: ast.AST) -> ast.AST:
        """Give the statement that a node stands in."""
        while not isinstance(node, ast.stmt):
            node = self.above[node]
        return node

    def _by_name(self, call: ast.Call) -> dict[str, tuple[ast.expr, ast.FunctionDef | None]]:
        """Give what a call is given, by the name of the parameter, with the function where its names are set.

        What the call leaves to the function that it calls is read there.
        """
        called = _called(call)
        order = {
            "finding": ["id", "level", "field", "message", "hint"],
            "Finding": ["id", "level", "place", "message", "hint", "source", "mend"],
        }.get(called)
        inner: dict[str, tuple[ast.expr, ast.FunctionDef | None]] = {}
        if order is None and (own := self.functions.get(called)) is not None:
            order = [arg.arg for arg in own.args.args if arg.arg != "self"]
            made = next(
                each for each in ast.walk(own)
                if isinstance(each, ast.Call) and getattr(each.func, "id", "") == "Finding"
            )  # fmt: skip
            inner = {
                name: (one, own)
                for name, (one, _) in self._by_name(made).items()
                if name in {"place", "hint"}
            }
        found = dict(zip(order or [], call.args, strict=False))
        found |= {word.arg: word.value for word in call.keywords if word.arg}
        return inner | {name: (one, None) for name, one in found.items()}

    # ── values ─────────────────────────────────────────────────────────────────────────────────

    def _texts(
        self, node: ast.expr | None, function: ast.FunctionDef | None, branch: ast.AST | None, depth: int
    ) -> Iterator[str]:
        """Give what a sentence may say, with the names of its values in braces."""
        match node:
            case ast.Call(func=ast.Name(id="say" | "say_n"), args=[ast.Constant(value=str(text)), *_]):
                yield text
            case ast.IfExp(body=one, orelse=other):
                yield from self._texts(one, function, branch, depth)
                yield from self._texts(other, function, branch, depth)
            case ast.Attribute(attr="message" | "hint"):
                yield IN_OTHER_WORDS
            case ast.Call(func=ast.Name(id="verbatim")):
                yield IN_ITS_WORDS
            case _ if depth:
                yield from self._followed(node, function, branch, depth)

    def _followed(
        self, node: ast.expr | None, function: ast.FunctionDef | None, branch: ast.AST | None, depth: int
    ) -> Iterator[str]:
        """Follow a sentence to where it is made: a name, a function of this module or another, a table."""
        match node:
            case ast.Name(id=name):
                for held, within in self._held(name, function, branch):
                    yield from self._texts(held, within, branch, depth - 1)
            case ast.Call(func=ast.Name(id=name)) if name in self.functions:
                for each in ast.walk(self.functions[name]):
                    if isinstance(each, ast.Return):
                        yield from self._texts(each.value, self.functions[name], None, depth - 1)
            case ast.Call(func=ast.Name(id=name)) if (home := self._elsewhere(name)) is not None:
                yield from home._texts(node, None, None, depth - 1)  # noqa: SLF001 - a reader of its own kind
            case ast.Subscript(value=ast.Name(id=name)):
                for held, within in self._held(name, function, branch):
                    for each in held.values if isinstance(held, ast.Dict) else ():
                        yield from self._texts(each, within, branch, depth - 1)

    def _held(
        self, name: str, function: ast.FunctionDef | None, branch: ast.AST | None
    ) -> Iterator[tuple[ast.expr, ast.FunctionDef | None]]:
        """Give what a name may hold: what it is set to, beside the finding first; or what a caller gives."""
        here = [
            node for one in self._beside(branch) for node in ast.walk(one) if isinstance(node, ast.Assign)
        ]
        around = [
            node for node in ast.walk(function or self.tree) if isinstance(node, ast.Assign | ast.AnnAssign)
        ]
        around += [node for node in self.tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
        near = [held for node in here for held in _set(node, name)]
        for held in near or [held for node in around for held in _set(node, name)]:
            yield held, function
        for node in ast.walk(function or self.tree):
            if isinstance(node, ast.For | ast.comprehension):
                yield from self._looped(node, name, function)
        if function is not None and name in (names := [arg.arg for arg in function.args.args]):
            for each in ast.walk(self.tree):
                if isinstance(each, ast.Call) and _called(each) == function.name:
                    given = dict(zip([one for one in names if one != "self"], each.args, strict=False))
                    given |= {word.arg: word.value for word in each.keywords if word.arg}
                    if name in given:
                        yield given[name], self._function(each)

    def _beside(self, statement: ast.AST | None) -> list[ast.stmt]:
        """Give the statements of the block that one stands in."""
        around = self.above.get(statement) if statement is not None else None
        blocks = (getattr(around, name, []) for name in ("body", "orelse", "finalbody"))
        return next((block for block in blocks if statement in block), [])

    def _looped(
        self, loop: ast.For | ast.comprehension, name: str, function: ast.FunctionDef | None
    ) -> Iterator[tuple[ast.expr, ast.FunctionDef | None]]:
        """Give what a name holds in turn: the items of a table of the module, or what a function yields."""
        names = [loop.target] if isinstance(loop.target, ast.Name) else getattr(loop.target, "elts", [])
        at = next((at for at, one in enumerate(names) if isinstance(one, ast.Name) and one.id == name), None)
        match loop.iter:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="items")) if at is not None:
                for held, within in self._held(table, function, None):
                    if isinstance(held, ast.Dict):
                        yield from ((one, within) for one in (held.keys, held.values)[at] if one is not None)
            case ast.Call(func=ast.Name(id=called)) if at is not None:
                home = self if called in self.functions else self._elsewhere(called)
                for node in (
                    ast.walk(home.functions[called]) if home is not None and called in home.functions else ()
                ):
                    if isinstance(node, ast.Yield):
                        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                        if at < len(parts) and (part := parts[at]) is not None:
                            yield part, home.functions[called] if home is self else None

    def _levels(self, node: ast.expr | None, function: ast.FunctionDef | None, depth: int) -> Iterator[str]:
        match node:
            case ast.Attribute(value=ast.Name(id="Level"), attr=level):
                yield level.lower()
            case ast.IfExp(body=one, orelse=other):
                yield from self._levels(one, function, depth)
                yield from self._levels(other, function, depth)
            case ast.Attribute(attr="level" | "weight") | ast.Call():
                yield LAW_SAYS if getattr(node, "attr", "") == "weight" else "as the clause says"
            case ast.Name(id=name) if depth:
                for held, within in self._held(name, function, None):
                    yield from self._levels(held, within, depth - 1)

    def _places(
        self, given: dict[str, tuple[ast.expr, ast.FunctionDef | None]], function: ast.FunctionDef | None
    ) -> Iterator[str]:
        if "field" in given:
            for place in self._paths(given["field"][0], function, _DEPTH):
                yield f"{self.clause}.{place}" if place else f"{self.clause}"
        elif "place" in given:
            paths = self._paths(given["place"][0], given["place"][1] or function, _DEPTH)
            yield from (path for path in paths if not path.startswith("KEY"))

    def _paths(self, node: ast.expr, function: ast.FunctionDef | None, depth: int) -> Iterator[str]:
        """Give the paths that a place may be, with KEY for a key."""
        match node:
            case ast.Constant(value=str(path)):
                yield path
            case ast.JoinedStr(values=parts):
                yield "".join(self._step(part) for part in parts)
            case ast.IfExp(body=one, orelse=other):
                yield from self._paths(one, function, depth)
                yield from self._paths(other, function, depth)
            case ast.Name(id=name) if depth:
                for held, within in self._held(name, function, None):
                    yield from self._paths(held, within, depth - 1)
            case ast.Call(func=ast.Name(id="Cite" | "str"), args=[one, *_]):
                yield from self._paths(one, function, depth)

    def _step(self, part: ast.expr) -> str:
        if isinstance(part, ast.Constant):
            return str(part.value)
        said = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
        if said.endswith((".cite", ".place")) and self.clause:
            return self.clause
        return "KEY"

    def _sources(self, node: ast.expr | None, function: ast.FunctionDef | None, depth: int) -> Iterator[str]:
        match node:
            case ast.Name(id=name):
                held = getattr(import_module(self.module), name, None)
                if isinstance(held, Source):
                    yield str(held)
                elif depth:
                    for one, within in self._held(name, function, None):
                        yield from self._sources(one, within, depth - 1)
            case ast.Call(func=ast.Name(id="Source"), args=args):
                yield str(Source(*map(self._constant, args)))
            case ast.IfExp(body=one, orelse=other):
                yield from self._sources(one, function, depth)
                yield from self._sources(other, function, depth)

    def _constant(self, node: ast.expr) -> str:
        """Give a text that stands there, or that a name of the module holds; an ellipsis for what a run puts in."""
        match node:
            case ast.Constant(value=value):
                return str(value)
            case ast.Name(id=name):
                return str(getattr(import_module(self.module), name, "…"))
            case ast.JoinedStr(values=parts):
                return "".join(self._constant(part) for part in parts)
            case _:
                return "…"

    def _facts(self, function: ast.FunctionDef | None) -> Iterator[str]:
        """Give the names of the facts of law that the function asks for."""
        for node in ast.walk(function) if function is not None else ():
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="fact" | "statement" | "source"),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    yield name
                case ast.Call(func=ast.Name(id="practice"), args=[ast.Constant(value=str(topic))]):
                    yield topic
                case ast.Call(func=ast.Attribute(attr="fact"), args=[ast.Name(id=name), *_]):
                    yield from self._topics(name, function)
            if isinstance(node, ast.arg) and node.arg == "fact" and function is not None:
                for each in self._callers(function):
                    yield from self._facts(each)

    def _topics(self, name: str, function: ast.FunctionDef | None) -> Iterator[str]:
        """Give the topics that a name may hold which is looked up in a table of the module."""
        for held, _ in self._held(name, function, None):
            for node in ast.walk(held):
                name_of_table = node.id if isinstance(node, ast.Name) else ""
                table = getattr(import_module(self.module), name_of_table, {})
                yield from map(str, table.values()) if isinstance(table, dict) else ()

    def _callers(self, function: ast.FunctionDef) -> Iterator[ast.FunctionDef]:
        for each in ast.walk(self.tree):
            if isinstance(each, ast.Call) and _called(each) == function.name:
                caller = self._function(each)
                if caller is not None and caller is not function:
                    yield caller


def _called(call: ast.Call) -> str:
    """Give the name by which something is called."""
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def _set(node: ast.Assign | ast.AnnAssign, name: str) -> Iterator[ast.expr]:
    """Give what a name is set to, alone or beside others."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name) and target.id == name and node.value is not None:
            yield node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=False):
                if isinstance(one, ast.Name) and one.id == name:
                    yield value
