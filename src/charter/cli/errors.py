"""Which exceptions are a user's mistake, and how they read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from charter import Problems
    from charter.sealing.evidence.act import Act


class Mistake(ValueError):  # noqa: N818 - it is the person's, not the program's
    """What a person asked for cannot be done; the message says why and how to mend it."""


REFUSAL = "charter.sealing.evidence.act.Refusal"
"""What sealing says to people, by name: to import it for a comparison would cost half a second."""

MENDABLE = frozenset(
    {
        REFUSAL,
        "charter.core.issuing.NotIssued",
        "charter.sealing.verification.enclosure.NotEnclosed",
        "charter.sealing.verification.pdf_file.NotPdf",
        "charter.sealing.verification.pdf_file.PdfRefused",
    }
)
"""What may be refused, by name too."""

UNRECORDED = "charter.sealing.evidence.append.Unrecorded"
"""What is done and only not recorded yet: a finding, and no failure."""

COMMAND_FOR_ACT = {
    "RECORD": "run `charter record`",
    "CHECK": "`charter evidence --check` says what to do",
    "RECORD_PERSONAL": "record its entry with --personal, or see `charter evidence --orphans`",
    "REPEAT": "run the same command again: it adds the link",
    "OFFER": "run `charter sign` again, without --as: it adds the link",
    "WRITE_DOWN": "run `charter sign` for it again, without --as: it writes it down",
    "PUT_FORWARD": "run `charter sign` first",
    "SIGN_OR_RECORD": "run `charter sign --amendment {0.amendment}`, or `charter record` where it is signed on paper",
    "TYPE_NAME": 'write --typed "{0.name}", or name another --as',
    "IDENTIFY": '--identified "passport seen", "video call with …"',
    "SAY_IT": "write each in its place; `charter check` shows where",
    "SAY_WHY": 'mend them, or record why it is signed all the same: --despite "why", printed above the signatures',
    "GIVE_REASON": '--reason "asked for by the person concerned"',
    "NAME_TOKEN": "name one, --token LABEL",
    "NAME_KEY": "name one, --key LABEL",
    "NAME_CERTIFICATE": "name a file, --cert FILE",
}
"""What mends a thing that sealing refuses (`Act`), as the command line calls it."""


class Mendable(Protocol):
    """What knows what is wrong, and which act would put it right."""

    @property
    def reason(self) -> str:
        """What is wrong."""

    @property
    def act(self) -> Act | None:
        """What would put it right."""

    def with_act(self, act: str) -> str:
        """Say both, with the act in the words given."""


def message_with_command(found: Mendable) -> str:
    """Say what is wrong, and which command puts it right."""
    return found.with_act(COMMAND_FOR_ACT[found.act.name].format(found)) if found.act else found.reason


PROBLEMS = "charter.core.reading.problem.Problems"
"""What reading says, by name too: every command imports this module, also the help that reads nothing."""


def message_for(error: Exception) -> str | None:
    """Give the words for an error that a person can mend; None for a bug."""
    name = _name(error)
    if name == PROBLEMS:
        found = cast("Problems", error)
        return "\n\n".join(problem.shown() for problem in found.problems) + _count(found)
    kinds = _kinds(error)
    if REFUSAL in kinds:
        return f"error: {message_with_command(cast('Mendable', error))}"
    if isinstance(error, Mistake) or kinds & MENDABLE:
        return f"error: {error}"
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        mend = "; see to its permissions" if isinstance(error, PermissionError) else ""
        return f"error: {where}{error.strerror or error}{mend}"
    return None


def exit_code(error: Exception) -> int:
    """Give the exit code: 1 for what was done but is not recorded yet, 2 for what could not be done."""
    return 1 if _name(error) == UNRECORDED else 2


def _name(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _kinds(error: Exception) -> frozenset[str]:
    return frozenset(f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)


def _count(found: Problems) -> str:
    more = ", and perhaps more" if found.cut else ""
    return f"\n\n{len(found.problems)} problems{more}" if len(found.problems) > 1 else ""


def colour() -> bool:
    """Whether output may be coloured: on a terminal that can, unless NO_COLOR is set."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
