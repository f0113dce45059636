"""CH-FIN-001: an agreement that pays nobody, or says what is paid but not how."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement, clause_types
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import Sentence, say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - as every rule is asked
    """Find an agreement without any fee clause, and a fee without invoices or a time to pay."""
    if not deal.fees:
        fees = tuple(f"[{cite}]" for cite, kind in clause_types().items() if kind.pays)
        yield Finding(
            "CH-FIN-001",
            Level.ERROR,
            "financials",
            say("Nothing says what {consultant} is paid.", consultant=deal.consultant.name),
            say("Add {fees:or}.", fees=fees),
        )
        return
    for cite, why in _needed():
        if not deal.has(cite):
            message, hint = say("There is a fee, but {why}.", why=why), say("Add [{cite}].", cite=cite)
            yield Finding("CH-FIN-002", Level.ERROR, deal.fees[0], message, hint)


def _needed() -> Iterator[tuple[str, Sentence]]:
    """Give the clauses without which no fee can be charged, and why."""
    for cite, kind in clause_types().items():
        if kind.missed is not None and kind.missed.fees and kind.missed.level is Level.ERROR:
            yield cite, kind.missed.why
