"""What clauses state of those whom the agreement protects: the group, the officers, and the market."""

from dataclasses import dataclass
from typing import NamedTuple


class Shields(NamedTuple):
    """The companies of the client's group that may claim something of the agreement for themselves, by name."""

    companies: tuple[str, ...]


class InsuredOfficers(NamedTuple):
    """The client insures its directors and officers; whether that goes on after the last day."""

    after_the_end: bool


@dataclass(frozen=True, slots=True)
class InsideRuledOut:
    """Nobody may trade on what the market does not know of the client."""
