"""A new agreement of a workspace: the terms to start from, as plain values that a draft completes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from charter.core.agreement import REQUIRED, Agreement
from charter.core.known import known
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import OfWorkspace
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.playbook import LEFT_OUT, Wish
from charter.core.workspace.positions import ANY
from charter.core.workspace.settings import Settings

TABLES: frozenset[OfWorkspace] = frozenset({"consultant", "people"})
"""What a workspace knows in several values: what a frame says of one of them leaves the others."""


def begin(settings: Settings, dated: dt.date, frame: str = "") -> dict[str, Any]:
    """Give the terms that a new agreement starts from, in the order of the document.

    They are the frame's; where it says nothing, the workspace's own: who the consultant is, the zone and the holidays;
    and of clauses that the frame has, the number series, the account, and what the playbook prefers. What is missing
    still, `draft` says. Raises KeyError where there is no such frame.
    """
    table: dict[str, Any] = settings.frames[frame].values if frame else {}
    table.setdefault("dated", dated.isoformat())
    for clause, path, value in _of_workspace(settings):
        if clause in REQUIRED or _get(table, clause) is not None:
            _put(table, path, value)
    for path, value in _preferred(settings):
        if _get(table, path.rpartition(".")[0]) is not None:
            _put(table, path, value)
    return {name: table[name] for name in Agreement.model_fields if name in table}


def _of_workspace(settings: Settings) -> Iterator[tuple[Cite, str, Any]]:
    """Give the terms that begin with what the workspace knows, as the clauses say it: clause, path and value."""
    facts = _facts(settings)
    for cite, each in known().items():
        for term in each.from_workspace:
            value = facts[term]
            if term in TABLES:
                yield from ((cite, f"{cite}.{term}.{name}", held) for name, held in value.items())
            elif value is not None:
                yield cite, f"{cite}.{term}", value


def _facts(settings: Settings) -> dict[OfWorkspace, Any]:
    """Give what the workspace knows, as an agreement writes it; None where it does not. The first series numbers."""
    written = settings.own.model_dump(mode="json", by_alias=True, exclude_none=True)
    people, bank = written.pop("people", {}), written.pop("bank", None)
    return {
        "consultant": written,
        "people": people,
        "zone": settings.calendar.zone,
        "consultant_calendar": settings.calendar.holidays,
        "number": next((series.number for series in settings.series.values()), None),
        "bank": bank,
    }


def _preferred(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Give the values that the playbook prefers: not its bounds, and not terms under a key still unknown."""
    for path, position in settings.playbook.items():
        prefer, steps = position.prefer, path.split(".")
        if prefer is None or prefer == LEFT_OUT or ANY in steps:
            continue
        if not Wish.read(prefer, type_at(Agreement, steps)).bounds:
            yield path, prefer


def _get(table: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    held: Any = table
    for step in path.split("."):
        held = held.get(step) if isinstance(held, Mapping) else None
    return held


def _put(table: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - terms are of any kind
    """Add a value where there is none; what the frame says stays."""
    *steps, last = path.split(".")
    for step in steps:
        table = table.setdefault(step, {})
    table.setdefault(last, value)
