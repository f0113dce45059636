"""Kinds of notice: each belongs to the clause that knows what it brings about."""

from __future__ import annotations

from typing import NamedTuple

from charter.core.vocabulary.party import Side

BOTH = frozenset(Side)

ON_PAPER = frozenset({"letter", "registered letter", "courier"})
"""Ways that take days, and lead to an address for letters."""
NO_ADDRESS = frozenset({"project tool"})
"""Ways that lead to no address of a side."""


class NoticeKind(NamedTuple):
    """One kind of notice. `name` is what `Notice.of` says.

    `who` are the sides that may give it. `ground` says what it must name ("breach"), empty: nothing. `ends` is how the
    end reads that it brings about ("by the client on 20 June 2026" follows), empty: it ends nothing.
    `reason` is what people type for it where they ask what would follow. `fault` says that the other side then gave
    the reason.
    """

    name: str
    who: frozenset[Side] = BOTH
    ground: str = ""
    ends: str = ""
    reason: str = ""
    fault: bool = False
