"""What others build on: each name of the front door, what it takes and gives, as a file that is read in review."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cached_property

import charter

QUOTED = re.compile(r"""(?P<before>: |-> )(?:'(?P<one>[^']*)'|"(?P<other>[^"]*)")""")


def signature(function: Callable[..., object]) -> str:
    """Give a signature with its annotations as they are written, and not as texts."""
    return QUOTED.sub(
        lambda found: f"{found['before']}{found['one'] or found['other']}", str(inspect.signature(function))
    )


def shown(name: str, held: object) -> Iterator[str]:
    """Give the lines of one name: a function on one, a class with what can be asked of it."""
    if not isinstance(held, type):
        assert callable(held)
        yield f"{name}{signature(held)}"
        return
    yield f"{name}: {', '.join(base.__name__ for base in held.__mro__[1:] if base is not object)}".rstrip(
        ": "
    )
    for kind in reversed(held.__mro__):
        if kind.__module__.startswith("charter."):
            yield from (f"    {line}" for line in own(kind))


def own(kind: type) -> Iterator[str]:
    """Give what a class itself says: its fields, its properties, its methods."""
    for field, annotation in inspect.get_annotations(kind).items():
        if not field.startswith("_"):
            yield f"{field}: {annotation}"
    for name, held in vars(kind).items():
        if name.startswith(("_", "model_")):
            continue
        if isinstance(held, property | cached_property):
            function = held.fget if isinstance(held, property) else held.func
            assert function
            yield f"{name} -> {inspect.get_annotations(function)['return']}"
        elif isinstance(held, classmethod | staticmethod) or inspect.isfunction(held):
            yield f"{name}{signature(getattr(kind, name))}"


def test_the_front_door_is_as_it_was_read(golden: Callable[[str, str], None]) -> None:
    lines = (line for name in charter.__all__ for line in shown(name, getattr(charter, name)))
    golden("front_door.txt", "\n".join(lines) + "\n")
