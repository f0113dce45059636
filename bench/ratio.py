"""What a measurement gives: our figure and a peer's, taken in the same run, and the bound that was promised.

Seconds of one machine say nothing on another, so a promise is a ratio. `beside` takes both figures turn by turn, so
that whatever else the machine does meanwhile falls on both, and keeps medians.

>>> ratio = Ratio("HTML of the example", "bare Jinja and markdown-it", 0.006, 0.002, at_most=4)
>>> ratio.times
3.0
>>> ratio.kept
True
"""

from __future__ import annotations

import gc
import importlib
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: `ours` and `theirs` in the same `unit`, and how many times theirs ours may be.

    `what` names what was measured, `peer` what it is measured against: a floor, a named library, a smaller input.
    """

    what: str
    peer: str
    ours: float
    theirs: float
    at_most: float
    unit: str = "s"

    @property
    def times(self) -> float:
        """How many times the peer's figure ours is."""
        return self.ours / self.theirs

    @property
    def kept(self) -> bool:
        """Whether the promise holds in this run."""
        return self.times <= self.at_most


def of_file(name: str) -> list[Ratio]:
    """Measure what one file of this folder measures."""
    return list(importlib.import_module(f"bench.{name}").measure())


def beside(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """Give the median seconds of ours and of theirs, taken in turn, after one unmeasured round of each."""
    ours(), theirs()
    taken = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(our for our, _ in taken), statistics.median(their for _, their in taken)


def seconds(work: Callable[[], object]) -> float:
    """Give the seconds that one run of the work takes; the garbage of others is collected before, none during."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()
