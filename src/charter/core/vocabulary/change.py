"""One change of a term: where, from what, to what."""

from __future__ import annotations

from typing import Any, NamedTuple


class Change(NamedTuple):
    """A change of one term. `before` or `after` is None where the term is absent on that side.

    Values are the terms' own written forms: strings, booleans, numbers, lists and tables of them, as in the file.
    """

    path: str
    before: Any
    after: Any
