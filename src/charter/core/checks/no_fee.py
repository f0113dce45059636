"""CH-FIN-001: an agreement that pays nobody, or says what is paid but not how."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.known import known, missed_clauses, pays_money
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.framing import is_master
from charter.core.vocabulary.sentence import say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find an agreement without any fee clause, and a fee in money without invoices or a time to pay.

    A master may leave fees to its orders.
    """
    if not deal.fees and is_master(agreement.clauses.values()):
        return
    if not deal.fees:
        fees = tuple(f"[{cite}]" for cite, each in known().items() if each.pays)
        yield Finding(
            "CH-FIN-001",
            Level.ERROR,
            "financials",
            say("Nothing says what {consultant} is paid.", consultant=deal.consultant.name),
            say("Add {fees:or}.", fees=fees),
        )
        return
    for cite, missed in missed_clauses(agreement):
        if missed.fees and missed.level is Level.ERROR and not deal.has(cite) and pays_money(agreement):
            message, hint = say("There is a fee, but {why}.", why=missed.why), say("Add [{cite}].", cite=cite)
            yield Finding("CH-FIN-002", Level.ERROR, deal.fees[0], message, hint)
