"""Why something is so, as data: a charge, a duty, a finding, an invoice or a clause, with the words it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from charter.cli import paper
from charter.core.agreement import Agreement
from charter.core.engagement import Engagement
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.duty import Duty

AHEAD = dt.timedelta(days=400)
"""How far ahead duties are looked for: more than any year's rhythm."""


def charges(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    """Give the charges of an id, corrections of them included, or of all that a shorter id begins."""
    for charge in _charged(engagement, on):
        if what in {charge.id, charge.id.partition("@")[0]}:
            agreement = engagement.in_force(charge.span.start if charge.span else charge.on)
            yield {
                "kind": "charge",
                "id": charge.id,
                "reads": charge.reads,
                "amount": paper.amount(charge.minor, charge.currency),
                "on": charge.on,
                **_because(agreement, charge.cite),
                "agreed": charge.agreed,
                "entries": list(charge.entries),
                "sum": charge.basis.in_words(charge.currency),
                "arithmetic": charge.basis.shown,
                "gives": paper.amount(charge.basis.minor, charge.currency),
                "words": _words(agreement, charge.cite),
            }


def duties(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    """Give the duty of an id."""
    agreement = engagement.in_force(on)
    for duty in _due(engagement, on):
        if duty.id == what:
            yield {
                "kind": "duty",
                "id": duty.id,
                "reads": duty.reads,
                "force": str(duty.force),
                "by": duty.by,
                "to": duty.to,
                "due": duty.due,
                "status": str(duty.status),
                "met": duty.met,
                **_because(agreement, duty.cite),
                "meets": dict(duty.meets),
                "words": _words(agreement, duty.cite),
            }


def findings(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    """Give the findings of an id in this agreement."""
    from charter.core.check import check

    agreement = engagement.in_force(on)
    for finding in check(agreement, on):
        if finding.id == what:
            yield {
                "kind": "finding",
                "id": finding.id,
                "level": str(finding.level),
                "place": finding.place,
                "message": finding.message,
                "hint": finding.hint,
                "source": str(finding.source) if finding.source else None,
                "words": _words(agreement, finding.place),
            }


def invoices(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    """Give an invoice by its number, with what was paid on it."""
    from charter.core.billing import invoices as found
    from charter.core.facts import facts
    from charter.core.vocabulary.ledger import ledger

    for entry in found(engagement, on).issued:
        if entry.number == what:
            debt = ledger(facts(engagement, on).journal).debt(what)
            agreement = engagement.in_force(entry.on)
            yield {
                "kind": "invoice",
                "number": entry.number,
                "total": str(entry.total),
                "on": entry.on,
                "due": entry.due,
                "paid": [
                    {"on": day, "amount": paper.amount(minor, debt.currency)} for day, minor in debt.payments
                ]
                if debt
                else [],
                "lines": [
                    {"charge": line.charge, "reads": line.reads, "amount": str(line.amount)}
                    | _because(agreement, line.charge.partition("/")[0])
                    for line in entry.lines
                ],
            }


def terms(agreement: Agreement, what: str) -> Iterator[dict[str, Any]]:
    """Give a clause, or one term or table of it, with the words."""
    from charter.core.changes import data, leaves

    found = [(path, value) for path, value in leaves(data(agreement)) if f"{path}.".startswith(f"{what}.")]
    if found and "." in what:
        yield {
            "kind": "clause",
            **_because(agreement, what),
            "terms": [{"path": path, "value": value} for path, value in found],
            "words": _words(agreement, what),
        }


def names(engagement: Engagement, on: dt.date) -> list[str]:
    """Give all that can be explained."""
    from charter.core.billing import invoices as found
    from charter.core.check import check

    agreement = engagement.in_force(on)
    return [
        *agreement.clauses,
        *(entry.number for entry in found(engagement, on).issued),
        *(charge.id for charge in _charged(engagement, on)),
        *(duty.id for duty in _due(engagement, on)),
        *(finding.id for finding in check(agreement, on)),
    ]


def _charged(engagement: Engagement, on: dt.date) -> tuple[Charge, ...]:
    from charter.core.billing import charges as found

    return found(engagement, on)


def _due(engagement: Engagement, on: dt.date) -> list[Duty]:
    from charter.core.duties import duties as found

    return found(engagement, on, engagement.agreement.foundation.term.starts, on + AHEAD)


def _because(agreement: Agreement, cite: str) -> dict[str, str]:
    return {"clause": str(cite), "citation": paper.cited(agreement, cite)}


def _words(agreement: Agreement, cite: str) -> list[str]:
    from charter.cli.show import block_lines
    from charter.core.document.assembly import document
    from charter.core.document.tree import sections

    for section in sections(document(agreement)):
        if cite == section.cite or cite.startswith(f"{section.cite}."):
            return [line for block in section.blocks for line in block_lines(block)]
    return []
