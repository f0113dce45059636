"""What breaks a rule: where, what, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

from charter.core.vocabulary.reference import DataPath


class Violation(NamedTuple):
    """A rule broken by the value at `path`, or by the key that ends the path."""

    path: DataPath
    message: str
    hint: str = ""
    key: bool = False

    @property
    def dotted(self) -> str:
        """The path as people write it: "scope.acceptance.review"."""
        return ".".join(map(str, self.path))
