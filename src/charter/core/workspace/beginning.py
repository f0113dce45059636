"""A new agreement of a workspace: the terms to start from, as plain values that a draft completes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from charter.core.agreement import Agreement
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.playbook import LEFT_OUT, Wish
from charter.core.workspace.positions import ANY
from charter.core.workspace.settings import Settings

CONSULTANT = "foundation.parties.consultant"
PEOPLE = "foundation.parties.people"
ZONE = "general.interpretation.zone"
HOLIDAYS = "general.interpretation.consultant_calendar"
NUMBER = "financials.invoicing.number"
BANK = "financials.payment.bank"
"""Where in an agreement stands what a workspace knows: the fields of `Agreement`, by path."""


def begin(settings: Settings, dated: dt.date, frame: str = "") -> dict[str, Any]:
    """Give the terms that a new agreement starts from, in the order of the document.

    They are the frame's; where it says nothing, the workspace's own: who the consultant is, the zone and the holidays;
    and of clauses that the frame has, the number series, the account, and what the playbook prefers. What is missing
    still, `draft` says. Raises KeyError where there is no such frame.
    """
    table: dict[str, Any] = settings.frames[frame].values if frame else {}
    table.setdefault("dated", dated.isoformat())
    for path, value in _always(settings):
        _put(table, path, value)
    for path, value in (*_of_clauses(settings), *_preferred(settings)):
        if _get(table, path.rpartition(".")[0]) is not None:
            _put(table, path, value)
    return {name: table[name] for name in Agreement.model_fields if name in table}


def _always(settings: Settings) -> Iterator[tuple[str, Any]]:
    own, calendar = settings.own, settings.calendar
    written = own.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"people", "bank"})
    yield from ((f"{CONSULTANT}.{name}", value) for name, value in written.items())
    for key, person in own.people.items():
        yield f"{PEOPLE}.{key}", person.model_dump(mode="json", by_alias=True, exclude_none=True)
    if calendar.zone is not None:
        yield ZONE, calendar.zone
    if calendar.holidays is not None:
        yield HOLIDAYS, calendar.holidays


def _of_clauses(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Give terms of the workspace for clauses that are there; the first series numbers the invoices."""
    for series in list(settings.series.values())[:1]:
        yield NUMBER, series.number
    if settings.own.bank is not None:
        yield BANK, settings.own.bank.model_dump(mode="json", by_alias=True, exclude_none=True)


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
