"""Of schema 1: forms of writing and the hour until which a message counts stood in `general.interpretation`.

They are now in `general.notices`, apart for messages and for notices; one list was for both, so both get it. What
counted on the day after the hour counts now on the next business day.

>>> old = {"general": {"interpretation": {"zone": "UTC", "cut_off": "18:00", "written": ["letter"]}}}
>>> agreement_with_notices(old)["general"]
{'interpretation': {'zone': 'UTC'}, 'notices': {'message_by': ['letter'], 'notice_by': ['letter'], 'cut_off': '18:00'}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_Values = dict[str, Any]

MOVED = {"written": ("message_by", "notice_by"), "cut_off": ("cut_off",)}
"""The terms of `general.interpretation` that moved, and what they are called in `general.notices`."""

PART, OLD, NEW = "general", "interpretation", "notices"


def agreement_with_notices(values: Mapping[str, Any]) -> _Values:
    """Give the values of an agreement with what moved in its new place."""
    general = values.get(PART)
    old = general.get(OLD) if isinstance(general, Mapping) else None
    if not isinstance(general, Mapping) or not isinstance(old, Mapping) or not set(MOVED) & set(old):
        return dict(values)
    kept = {name: held for name, held in old.items() if name not in MOVED}
    notices = {new: old[name] for name, news in MOVED.items() if name in old for new in news}
    return {**values, PART: {**general, OLD: kept, NEW: notices}}


def changes_with_notices(change: Any) -> Iterator[Any]:
    """Give what a change of schema 1 changes now: the same, or what moved in its new place."""
    path = str(change.get("path", "")) if isinstance(change, Mapping) else ""
    old = f"{PART}.{OLD}."
    moved = MOVED.get(path.removeprefix(old), ()) if path.startswith(old) else ()
    if not moved:
        yield change
    for name in moved:
        yield {**change, "path": f"{PART}.{NEW}.{name}"}
