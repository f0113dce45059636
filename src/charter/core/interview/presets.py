"""The five kinds of work: which clauses each begins with, which it offers, and why it leaves the others out.

>>> stance("embedded", "financials.retainer"), stance("due diligence", "financials.success")
(<Stance.ON: 'on'>, <Stance.BARRED: 'barred'>)
>>> [left.clause for left in left_out("interim")][:2]
['foundation.frame', 'scope.deliverables']
"""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

PRESETS = ("advisory", "operational", "embedded", "interim", "due diligence")
"""The kinds of work, from the fewest hours to the most."""


def kinds_of_work() -> tuple[str, ...]:
    """Name the kinds of work, from the fewest hours to the most."""
    return PRESETS


class Stance(StrEnum):
    """Whether a kind of work has a clause."""

    ON = "on"
    OFFERED = "offered"
    OFF = "off"
    SECTOR = "sector"
    BARRED = "barred"


class LeftOut(NamedTuple):
    """A clause that a kind of work begins without, and why; `stance` says whether it can be added."""

    clause: str
    stance: Stance
    why: str


def stance(preset: str, clause: str) -> Stance:
    """Say whether a kind of work has a clause. Raises KeyError for an unknown kind or clause."""
    return Stance(_table()[clause][preset])


def clauses() -> tuple[str, ...]:
    """Every clause that the table knows, in the order of the document."""
    return tuple(_table())


def left_out(preset: str) -> tuple[LeftOut, ...]:
    """Give what a kind of work begins without, in the order of the document. Raises KeyError for an unknown kind."""
    rows = ((clause, Stance(row[preset]), row["why"]) for clause, row in _table().items())
    return tuple(LeftOut(*row) for row in rows if row[1] is not Stance.ON)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("presets.csv").read_text("utf-8")
    return {row["clause"]: row for row in csv.DictReader(text.splitlines())}
