"""A reason as data: what it explains, which clause that follows from, and the words of the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.cli import console
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.finding import Finding

if TYPE_CHECKING:
    from charter import Agreement, OfTerms, Reason


def reason_data(reason: Reason) -> dict[str, Any]:
    """Give a reason as data: what it explains, which clause that follows from, and the words of the clause."""
    agreement, words = reason.agreement, list(reason.words)
    match reason.of:
        case Charge() as charge:
            return _of_charge(charge, agreement) | {"words": words}
        case Duty() as duty:
            return _of_duty(duty, agreement) | {"words": words}
        case Finding() as finding:
            return _of_finding(finding) | {"words": words}
        case Issued() as entry:
            return _of_invoice(entry, reason)
    return _of_terms(reason.of, agreement) | {"words": words}


def _because(agreement: Agreement, cite: str) -> dict[str, str]:
    return {"clause": str(cite), "citation": console.cited(agreement, cite)}


def _of_charge(charge: Charge, agreement: Agreement) -> dict[str, Any]:
    return {
        "kind": "charge",
        "id": charge.id,
        "reads": charge.reads,
        "amount": console.plain_amount(charge.minor, charge.currency),
        "on": charge.on,
        **_because(agreement, charge.cite),
        "agreed": charge.agreed,
        "entries": list(charge.entries),
        "sum": charge.basis.in_words(charge.currency),
        "arithmetic": charge.basis.shown,
        "gives": console.plain_amount(charge.basis.minor, charge.currency),
    }


def _of_duty(duty: Duty, agreement: Agreement) -> dict[str, Any]:
    return {
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
        "meets": duty.met_by,
    }


def _of_finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": "finding",
        "id": finding.id,
        "level": str(finding.level),
        "place": finding.place,
        "message": finding.message,
        "hint": finding.hint,
        "source": str(finding.source) if finding.source else None,
    }


def _of_invoice(entry: Issued, reason: Reason) -> dict[str, Any]:
    return {
        "kind": "invoice",
        "number": entry.number,
        "total": str(entry.total),
        "on": entry.on,
        "due": entry.due,
        "paid": [{"on": day, "amount": str(amount)} for day, amount in reason.paid],
        "lines": [
            {"charge": line.charge, "reads": line.reads, "amount": str(line.amount)}
            | _because(reason.agreement, line.clause)
            for line in entry.lines
        ],
    }


def _of_terms(terms: OfTerms, agreement: Agreement) -> dict[str, Any]:
    return {
        "kind": "clause",
        **_because(agreement, terms.cite),
        "terms": [{"path": path, "value": value} for path, value in terms.terms],
    }
