"""A problem in what somebody wrote: where it is, what was expected, what was found, and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WIDEST = 100
"""The most of a source line that is shown."""

MOST = 100
"""The most problems that are told of one text: nobody reads more, and the rest mostly follows from these."""


def visible_line(text: str) -> str:
    r"""Give a line as it may be shown: what would move the cursor, hide or turn the text becomes a sign.

    >>> visible_line("a\x1b[2Jb\u202ec"), visible_line("a\tb\xa0c")
    ('a\ufffd[2Jb\ufffdc', 'a b c')
    """
    return "".join(
        c if c.isprintable() else " " if c == "\t" or unicodedata.category(c) == "Zs" else "\ufffd"
        for c in text
    )


def counted(path: str) -> str:
    """Give a path as people read it: its lists are counted from 1, as lines and entries are, and not from 0.

    >>> counted("entry.24.kind")
    'entry.25.kind'
    """
    return ".".join(str(int(step) + 1) if step.isdecimal() else step for step in path.split("."))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. `line` and `column` count from 1, and are 0 where there is no text; `source` is the line itself.

    `path` is the term, and `file` what it stands in.
    """

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
        lines = [visible_line(f"{self._head}{self.message}"), *self.excerpt]
        return "\n".join([*lines, visible_line(f"     = {self.hint}")] if self.hint else lines)

    @property
    def excerpt(self) -> list[str]:
        """The line itself and a caret under the place; nothing where there is no line."""
        if not self.source:
            return []
        start = max(0, self.column - WIDEST + 20)
        caret = "     | " + " " * (self.column - 1 - start) + "^"
        return [visible_line(f"{self.line:4} | {self.source[start : start + WIDEST]}"), caret]

    @property
    def _head(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return "".join(f"{each}: " for each in (where, counted(self.path)) if each)

    def __str__(self) -> str:
        """Give it in one line."""
        hint = f" ({self.hint})" if self.hint else ""
        return visible_line(f"{self._head}{self.message}{hint}")


class Problems(ValueError):  # noqa: N818 - they are what is told, not that something failed
    """All problems of a text; nothing was read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems)[:MOST])
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def cut(self) -> bool:
        """Whether there may be more: only the first are kept."""
        return len(self.problems) == MOST
