"""Which kind of entry a table of the journal is."""

from __future__ import annotations

import typing
from typing import Any

from charter.core.reading.problem import Problems
from charter.core.reading.slips.words import near, other_word
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
        meant = other_word(str(said), KINDS)
        nearly = near(str(said), KINDS)
        listed = f"one of {', '.join(KINDS)}"
        hint = f'write: kind = "{meant}"' if meant else f"did you mean {nearly!r}?" if nearly else listed
        raise Problems([spot.problem(("kind",), f"{str(said)[:60]!r} is no kind of entry", hint)])
    if "deemed" in item:
        hint = "leave it out: what silence brings about follows from the terms"
        raise Problems([spot.problem(("deemed",), "'deemed' is not known here", hint, key=True)])
    return KINDS[said]
