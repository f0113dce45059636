"""What verification answers: separate truths, each with its reason, never one yes or no.

>>> answer = no("byte-range", "The seal leaves a gap that is not its own.")
>>> answer.holds, answer.reason
(False, 'byte-range')
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

_LONGEST = 400
"""Characters of what a file says that a sentence can take."""


def printable(text: object) -> str:
    r"""A text from a file that may be hostile, so that it cannot pose as ours: one line, nothing unseen.

    >>> printable("Mara\n\x1b[2Kall is well")
    'Mara �[2Kall is well'
    """
    kept = str(text)[: _LONGEST + 1]
    seen = "".join(" " if each.isspace() else each if each.isprintable() else "\ufffd" for each in kept)
    return seen if len(seen) <= _LONGEST else seen[:_LONGEST] + "…"


@dataclass(frozen=True)
class VerdictAnswer:
    """One answer: `holds` is yes, no, or None where nothing was found to judge by.

    `reason` is a stable word for programs, `says` a sentence for people that says how to mend it
    where that can be mended.
    """

    holds: bool | None
    reason: str
    says: str


def yes(reason: str, says: str) -> VerdictAnswer:
    """Answer that it holds."""
    return VerdictAnswer(holds=True, reason=reason, says=printable(says))


def no(reason: str, says: str) -> VerdictAnswer:
    """Answer that it does not hold."""
    return VerdictAnswer(holds=False, reason=reason, says=printable(says))


def open_question(reason: str, says: str) -> VerdictAnswer:
    """Answer that there is nothing here to judge by."""
    return VerdictAnswer(holds=None, reason=reason, says=printable(says))


@dataclass(frozen=True)
class Signer:
    """Whose certificate it is: name, SHA-256 fingerprint in hex, and its span of validity."""

    name: str
    issuer: str
    fingerprint: str
    valid_from: dt.datetime
    valid_until: dt.datetime


@dataclass(frozen=True)
class Stamp:
    """A timestamp by an outside service.

    `over` is what it covers: the seal's signature, or the whole document up to it; `at` is None where
    that cannot be read.
    """

    by: str
    at: dt.datetime | None
    over: Literal["signature", "document"]
    sound: VerdictAnswer
    trusted: VerdictAnswer


@dataclass(frozen=True)
class Further:
    """A signature that was added to the sealed file; `at` is what its signer claims, `stamp` who saw it when."""

    field: str
    signer: Signer | None
    at: dt.datetime | None
    intact: VerdictAnswer
    trusted: VerdictAnswer
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Verdict:
    """All that a sealed PDF proves. The fields are independent of one another.

    `level` is the PAdES level that the file really has; `claimed_at` the sealing time that only the
    operator vouches for; `amends` the digest of the sealed file that this one says it amends, or "", and `amended`
    whether the evidence records that file's seal (None where it amends none). `master` is the one that an order says
    it stands under, with the day on which that was signed, or "". `printed` is whether the days of signing and the sums
    that it prints are those of the evidence and of its terms (None where it prints none).
    """

    intact: VerdictAnswer
    covers_whole_file: VerdictAnswer
    by_signer: VerdictAnswer
    identity: VerdictAnswer
    trusted: VerdictAnswer
    timestamped: VerdictAnswer
    terms_match: VerdictAnswer
    chain: VerdictAnswer
    level: str
    digest: str
    claimed_at: dt.datetime | None = None
    signer: Signer | None = None
    stamps: tuple[Stamp, ...] = ()
    further: tuple[Further, ...] = ()
    amends: str = ""
    amended: VerdictAnswer | None = None
    master: str = ""
    printed: VerdictAnswer | None = None

    def answers(self) -> dict[str, VerdictAnswer]:
        """Every answer by name, those of timestamps and further signatures included."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        found = {name: value for name, value in own.items() if isinstance(value, VerdictAnswer)}
        for number, stamp in enumerate(self.stamps, 1):
            found |= {f"timestamp {number} sound": stamp.sound, f"timestamp {number} trusted": stamp.trusted}
        for more in self.further:
            found |= {f"{more.field} intact": more.intact, f"{more.field} trusted": more.trusted}
            if more.stamp:
                found[f"{more.field} timestamp sound"] = more.stamp.sound
                found[f"{more.field} timestamp trusted"] = more.stamp.trusted
        return found

    @property
    def findings(self) -> dict[str, VerdictAnswer]:
        """The answers that do not hold."""
        return {name: answer for name, answer in self.answers().items() if answer.holds is False}

    @property
    def exit_code(self) -> int:
        """0 when no answer is no; 1 otherwise."""
        return 1 if self.findings else 0

    def to_data(self) -> dict[str, Any]:
        """Give the verdict as JSON data; times in ISO form."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.datetime) else value
