"""Figures: what the program works out of the terms, so that the text can print it, like the last day of a term.

A figure is a method of a clause, or of a thing in one, that is given the deal; the text names it as
it names a term.

>>> class Walk:
...     @figure
...     def miles(self, deal: object) -> int | None:
...         return 3
>>> figures(Walk)
{'miles': int | None}
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_type_hints

Figured = TypeVar("Figured", bound=Callable[..., Any])

_FIGURE = "__figure__"


def figure(method: Figured) -> Figured:
    """Mark a method as a figure: `method(self, deal)` gives a value that a text can print, None: nothing."""
    setattr(method, _FIGURE, True)
    return method


@cache
def figures(kind: type) -> dict[str, Any]:
    """Give the kind of value that each figure of a class gives, by name."""
    return {
        name: get_type_hints(method)["return"]
        for name in dir(kind)
        if getattr(method := getattr(kind, name, None), _FIGURE, False)
    }
