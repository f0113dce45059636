"""A finding: something wrong, risky or missing, that says where, why and how to mend it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from charter.core.vocabulary.change import Change
from charter.core.vocabulary.sentence import Sentence


class Level(IntEnum):
    """How bad it is; errors first."""

    ERROR = 0
    WARNING = 1
    ADVICE = 2
    OPEN = 3
    """What a side has yet to say: nothing is wrong, and nobody can sign before it is said."""

    def __str__(self) -> str:
        """Give the word that people see."""
        return self.name.lower()

    @property
    def may_be_accepted(self) -> bool:
        """Whether a person may accept it: an error is mended or told above the signatures, and what is open is said."""
        return self in {Level.WARNING, Level.ADVICE}


class Source(NamedTuple):
    """What a finding rests on: the statute or practice, how sure we are, and when that was last confirmed."""

    text: str
    confidence: str = "certain"
    as_of: str = ""

    def __str__(self) -> str:
        """Give the source in one line; what nobody has seen in print says so."""
        doubt = "" if self.confidence in {"certain", "verified", "seen"} else " (unconfirmed)"
        return f"{self.text}{doubt}" + (f", confirmed {self.as_of}" if self.as_of and not doubt else "")


class Finding(NamedTuple):
    """One finding. `id` is stable ("CH-FIN-004"); `place` a term path; `mend` the changes that would mend it."""

    id: str
    level: Level
    place: str
    message: Sentence
    hint: Sentence
    source: Source | None = None
    mend: tuple[Change, ...] = ()
