"""Which exceptions are a user's mistake, and how they read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from charter.core.reading import Problems


class Mistake(ValueError):  # noqa: N818 - it is the person's, not the program's
    """What a person asked for cannot be done; the message says why and how to mend it."""


MENDABLE = frozenset(
    {
        "charter.sealing.verification.enclosure.NotEnclosed",
        "charter.sealing.signing.freeze.NotFrozen",
        "charter.sealing.making.keys.UnusableKey",
        "charter.sealing.evidence.link.EvidenceError",
        "charter.sealing.verification.pdf_file.NotPdf",
        "charter.sealing.verification.pdf_file.Refused",
        "charter.sealing.making.seal.NotSealable",
        "charter.sealing.signing.sign.NotSigned",
    }
)
"""What sealing says to people, by name: to import it for a comparison would cost half a second."""

UNRECORDED = "charter.sealing.evidence.append.Unrecorded"
"""What is done and only not recorded yet: a finding, and no failure."""

PROBLEMS = "charter.core.reading.problem.Problems"
"""What reading says, by name too: every command imports this module, also the help that reads nothing."""


def words(error: Exception) -> str | None:
    """Give the words for an error that a person can mend; None for a bug."""
    name = _name(error)
    if name == PROBLEMS:
        found = cast("Problems", error).problems
        return "\n\n".join(problem.shown() for problem in found) + _count(len(found))
    if isinstance(error, Mistake) or name in MENDABLE | {UNRECORDED}:
        return f"error: {error}"
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        mend = "; see to its permissions" if isinstance(error, PermissionError) else ""
        return f"error: {where}{error.strerror or error}{mend}"
    return None


def code(error: Exception) -> int:
    """Give the exit code: 1 for what is done and not recorded yet, 2 for what could not be done."""
    return 1 if _name(error) == UNRECORDED else 2


def _name(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _count(n: int) -> str:
    from charter.core.reading.problem import MOST

    more = ", and perhaps more" if n == MOST else ""
    return f"\n\n{n} problems{more}" if n > 1 else ""


def colour() -> bool:
    """Whether output may be coloured: a terminal that can, and nobody said no."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
