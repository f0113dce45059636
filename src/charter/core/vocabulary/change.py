"""One change of a term: where, from what, to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one term. `before` or `after` is None where the term is absent on that side.

    Values are the terms' own written forms: strings, booleans, numbers, lists and tables of them, as in the file.
    """

    path: str
    before: Any
    after: Any
