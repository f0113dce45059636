"""A problem in what somebody wrote: where it is, what was expected, what was found, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDEST = 100
"""The most of a source line that is shown."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. `line` and `column` count from 1; `source` is the line itself, `path` the term."""

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""
    expected: str = ""
    found: str = ""
    source: str = ""

    def shown(self) -> str:
        """Show it as a good compiler does: place, message, the line with a caret, the hint.

        >>> print(Problem("agreement.toml", 3, 9, "a.b", "no unit", 'write "30 days"', source="days  = 30").shown())
        agreement.toml:3:9: a.b: no unit
           3 | days  = 30
             |         ^
             = write "30 days"
        """
        head = (
            f"{self.file}:{self.line}:{self.column}: "
            + (f"{self.path}: " if self.path else "")
            + self.message
        )
        lines = [head]
        if self.source:
            start = max(0, self.column - WIDEST + 20)
            shown = self.source[start : start + WIDEST].replace("\t", " ")
            lines += [f"{self.line:4} | {shown}", "     | " + " " * (self.column - 1 - start) + "^"]
        return "\n".join([*lines, f"     = {self.hint}"] if self.hint else lines)

    def __str__(self) -> str:
        """Give it in one line."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.path + ': ' if self.path else ''}{self.message}{hint}"


class Problems(ValueError):  # noqa: N818 - they are what is told, not that something failed
    """All problems of a text; nothing was read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
