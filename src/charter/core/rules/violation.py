"""What breaks a rule: where, what, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""The keys and places that lead to a term or an entry, from the top of its file."""


class Violation(NamedTuple):
    """A rule broken by the value at `path`, or by the key that ends the path."""

    path: Path
    message: str
    hint: str = ""
    key: bool = False

    @property
    def dotted(self) -> str:
        """The path as people write it: "scope.acceptance.review"."""
        return ".".join(map(str, self.path))
