"""Entries in words: what happened, with the names that the agreement gives to things instead of their keys."""

# ruff: noqa: ARG001 - each kind is asked in the same way, whether or not it needs the agreement

from __future__ import annotations

from functools import singledispatch
from typing import Any

from charter.cli import paper
from charter.core.agreement import Agreement
from charter.core.vocabulary import entry as e
from charter.core.vocabulary.clause import Keyed


def sentence(entry: e.Entry, agreement: Agreement) -> str:
    """Say what an entry says: its own words, when it was learned, and which clause brought it about."""
    extra = [f"learned {paper.day(entry.recorded)}"] if entry.recorded else []
    if entry.deemed:
        extra.append(paper.cited(agreement, entry.deemed))
    told = said(entry, agreement) + (f" ({'; '.join(extra)})" if extra else "")
    return f"{told}. {entry.note}" if entry.note else told


@singledispatch
def said(entry: e.Entry, agreement: Agreement) -> str:
    """Say what is particular to a kind of entry."""
    raise NotImplementedError(f"no words for {type(entry).__name__}")


@said.register
def _(entry: e.Worked, agreement: Agreement) -> str:
    return f"{entry.hours}: {entry.work}"


@said.register
def _(entry: e.Delivered, agreement: Agreement) -> str:
    name = _named(entry.deliverable, agreement.scope.deliverables)
    return f"{name} for {paper.day(entry.occasion)}" if entry.occasion else name


@said.register
def _(entry: e.Accepted, agreement: Agreement) -> str:
    return _named(entry.deliverable, agreement.scope.deliverables)


@said.register
def _(entry: e.Rejected, agreement: Agreement) -> str:
    return f"{_named(entry.deliverable, agreement.scope.deliverables)}: {entry.reasons}"


@said.register
def _(entry: e.Provided, agreement: Agreement) -> str:
    return _named(entry.input, agreement.scope.dependencies)


@said.register
def _(entry: e.Delayed, agreement: Agreement) -> str:
    held = ", ".join(_named(key, agreement.scope.deliverables) for key in entry.holds)
    name = _named(entry.input, agreement.scope.dependencies)
    return f"{name}; it holds up: {held}" if held else name


@said.register
def _(entry: e.Met, agreement: Agreement) -> str:
    name = _named(entry.meeting, agreement.communication.meetings)
    return f"{name}, planned for {paper.day(entry.occasion)}" if entry.occasion else name


@said.register
def _(entry: e.Issued, agreement: Agreement) -> str:
    return f"{entry.number}: {entry.total.shown()}, due {paper.day(entry.due)}"


@said.register
def _(entry: e.Received, agreement: Agreement) -> str:
    return entry.invoice


@said.register
def _(entry: e.FallsDue, agreement: Agreement) -> str:
    return f"{entry.invoice} on {paper.day(entry.due)}"


@said.register
def _(entry: e.Paid, agreement: Agreement) -> str:
    return entry.amount.shown() + (f" for {entry.invoice}" if entry.invoice else "")


@said.register
def _(entry: e.Refunded, agreement: Agreement) -> str:
    return f"{entry.amount.shown()} to the client"


@said.register
def _(entry: e.Claimed, agreement: Agreement) -> str:
    return f"interest and the fixed sum on {entry.invoice}"


@said.register
def _(entry: e.Reminded, agreement: Agreement) -> str:
    return f"of {_named(entry.of, agreement.scope.deliverables)}"


@said.register
def _(entry: e.Notice, agreement: Agreement) -> str:
    later = f", received {paper.day(entry.received)}" if entry.received else ""
    ground = f": {entry.ground}" if entry.ground else ""
    until = f", until {paper.day(entry.until)}" if entry.until else ""
    return f"of {entry.of} by the {entry.side}, by {entry.sent}{later}{until}{ground}"


@said.register
def _(entry: e.Cured, agreement: Agreement) -> str:
    return f"what the {entry.side} had broken is mended"


@said.register
def _(entry: e.Waived, agreement: Agreement) -> str:
    return entry.duty


@said.register
def _(entry: e.Void, agreement: Agreement) -> str:
    return f"the entry {entry.entry} never counted"


@said.register
def _(entry: e.Suspended, agreement: Agreement) -> str:
    over = f"over invoice {entry.invoice}" if entry.invoice else "by agreement"
    dates = "the dates move" if entry.moves_dates else "the dates stay"
    return f"{over}; {dates}, the fees {'pause' if entry.pauses_fees else 'run'}"


@said.register
def _(entry: e.Resumed, agreement: Agreement) -> str:
    return "work goes on"


@said.register
def _(entry: e.Renewed, agreement: Agreement) -> str:
    return f"until before {paper.day(entry.until)}" if entry.until else "without an end"


@said.register
def _(entry: e.Ended, agreement: Agreement) -> str:
    return entry.why


def _named(key: str, clause: Keyed[Any] | None) -> str:
    """Give the name of a thing by its key; the key itself where the agreement has it no longer."""
    return str(getattr(clause.things.get(key), "name", key)) if clause else key
