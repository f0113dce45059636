"""What happens in the engagements of `test_effects`: the journals that the clauses' homes hold, put together."""

from __future__ import annotations

import json
import tomllib

from charter.core.kinds import entry_adapter
from charter.core.vocabulary.entry import Entry

from .home import homes

Told = tuple[Entry, ...]


def told(*journals: str) -> Told:
    """Read journals as one, in the order of days."""
    held = tomllib.loads("".join(journals)).get("entry", [])
    entries = (entry_adapter().validate_json(json.dumps(entry, default=str), strict=True) for entry in held)
    return tuple(sorted(entries, key=lambda entry: entry.on))


HAPPENS = "".join(home.happens for home in homes().values())
LEFT = told(HAPPENS, *(home.leaving for home in homes().values()))
"""The client leaves for no reason, within the minimum commitment, with money to its credit."""

STAYED = told(HAPPENS, *(home.staying for home in homes().values()))
"""Nobody leaves: the refusal comes too late, and the term is renewed."""
