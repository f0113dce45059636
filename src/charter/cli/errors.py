"""Which exceptions are a user's mistake, and how they read."""

from __future__ import annotations

import os
import sys

from charter.core.reading import Problems
from charter.core.reading.problem import MOST


class Mistake(ValueError):  # noqa: N818 - it is the person's, not the program's
    """What a person asked for cannot be done; the message says why and how to mend it."""


MENDABLE = frozenset(
    {
        "charter.sealing.enclosure.NotEnclosed",
        "charter.sealing.freeze.NotFrozen",
        "charter.sealing.keys.UnusableKey",
        "charter.sealing.link.EvidenceError",
        "charter.sealing.opened.NotPdf",
        "charter.sealing.opened.Refused",
        "charter.sealing.seal.NotSealable",
        "charter.sealing.sign.NotSigned",
    }
)
"""What sealing says to people, by name: to import it for a comparison would cost half a second."""


def words(error: Exception) -> str | None:
    """Give the words for an error that a person can mend; None for a bug."""
    if isinstance(error, Problems):
        return "\n\n".join(problem.shown() for problem in error.problems) + _count(len(error.problems))
    if isinstance(error, Mistake) or f"{type(error).__module__}.{type(error).__qualname__}" in MENDABLE:
        return f"error: {error}"
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"error: {where}{error.strerror or error}"
    return None


def _count(n: int) -> str:
    more = ", and perhaps more" if n == MOST else ""
    return f"\n\n{n} problems{more}" if n > 1 else ""


def colour() -> bool:
    """Whether output may be coloured: a terminal, and nobody said no."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
