"""The best mark that the two sides may give each other, which a clause states for whoever draws the marks."""

from __future__ import annotations

from typing import NamedTuple


class BestMark(NamedTuple):
    """The best mark; the worst is 1."""

    best: int
