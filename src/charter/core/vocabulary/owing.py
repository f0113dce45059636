"""A role of clauses: who limits what a side answers for says how much that is at most."""

from __future__ import annotations

from collections.abc import Callable

from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.party import Side


class Owing:
    """A clause that says up to which sum a side answers for what it does wrong."""

    def most_owed(self, side: Side, fees: Callable[[Duration], int]) -> int:
        """Give the most that a side owes, in minor units; `fees` gives what is charged in a time from the start."""
        raise NotImplementedError
