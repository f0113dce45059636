"""Which kind of entry a table of the journal is."""

from __future__ import annotations

import difflib
import typing
from typing import Any

from charter.core.reading.problem import Problems
from charter.core.reading.terms import Spot
from charter.core.vocabulary.entry import Entry, Recorded

KINDS: dict[str, type[Entry]] = {
    kind.model_fields["kind"].default: kind for kind in typing.get_args(Recorded)
}
"""Every kind that may stand in a journal, by its name."""


def kind_of(item: Any, spot: Spot) -> type[Entry]:
    """Give the class of an entry. Raises Problems where its kind is missing or unknown."""
    if not isinstance(item, dict):
        raise Problems([spot.problem((), "found no table, expected an entry", "write [[entry]] above it")])
    said = item.get("kind")
    if said is None:
        raise Problems([spot.problem(("kind",), "is missing", f"one of {', '.join(KINDS)}")])
    if not isinstance(said, str) or said not in KINDS:
        near = difflib.get_close_matches(str(said), KINDS, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(KINDS)}"
        raise Problems([spot.problem(("kind",), f"{str(said)[:60]!r} is no kind of entry", hint)])
    if "deemed" in item:
        hint = "leave it out: what silence brings about follows from the terms"
        raise Problems([spot.problem(("deemed",), "'deemed' is not known here", hint, key=True)])
    return KINDS[said]
