"""CH-GEN-010: clauses that the parties would miss on a bad day; most known templates forget them."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source

MISSED = {
    "scope.boundaries": (Level.WARNING, "nothing says what is not done, so every small wish looks included"),
    "scope.dependencies": (
        Level.ADVICE,
        "nothing says what the client provides, so a late input delays at the consultant's risk",
    ),
    "communication.meetings": (Level.ADVICE, "no meeting is agreed, so value is seen by chance"),
    "financials.late_payment": (Level.WARNING, "nothing says what follows when the client pays late"),
    "financials.suspension": (Level.ADVICE, "work must go on while invoices stay unpaid"),
    "exit.termination": (Level.ERROR, "neither side can leave"),
    "exit.settlement": (Level.WARNING, "nothing says what is paid, or paid back, when it ends"),
}
"""What is missed, how badly, and why."""


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find clauses that are missing; which templates lack them is in the coverage study of six templates."""
    paid = agreement.financials.retainer is not None or agreement.financials.milestones is not None
    for cite, (level, why) in MISSED.items():
        if not deal.has(cite) and (paid or not cite.startswith("financials.")):
            yield Finding(
                "CH-GEN-010",
                level,
                cite,
                f"The clause {cite} is missing: {why}.",
                f"Add [{cite}].",
                Source("Charter's study of six published templates", "verified", "2026-08"),
            )
