"""What is wrong with a chain, and on which line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "unreadable",  # a line that is no link
    "rewritten",  # a link that is not written canonically: the program did not write this line
    "edited",  # a line changed after the next one was linked to it
    "dropped",  # links that are gone
    "inserted",  # a link that follows no line of the chain
    "moved",  # a link that stands in another place than its own
    "repeated",  # a line that stands there twice
    "forked",  # two links that follow the same line
    "torn",  # a write that was cut off
    "truncated",  # the chain ends before a head that is known
    "replaced",  # the chain does not pass through a head that is known
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a stored chain; `line` counts from 1, the message says what it means."""

    line: int
    kind: FaultKind
    message: str

    def __str__(self) -> str:
        """Give the line to print."""
        return f"line {self.line}: {self.message}"
