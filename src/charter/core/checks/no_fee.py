"""CH-FIN-001: an agreement that pays nobody, or says what is paid but not how."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find an agreement without any fee clause, and a fee without invoices or a time to pay."""
    fees = [name for name in ("financials.retainer", "financials.milestones") if deal.has(name)]
    if not fees:
        yield Finding(
            "CH-FIN-001",
            Level.ERROR,
            "financials",
            f"Nothing says what {agreement.foundation.parties.consultant.name} is paid.",
            "Add [financials.retainer] or [financials.milestones].",
        )
        return
    for needed, what in (("financials.invoicing", "invoiced"), ("financials.payment", "paid")):
        if not deal.has(needed):
            yield Finding(
                "CH-FIN-002",
                Level.ERROR,
                fees[0],
                f"There is a fee, but nothing says how it is {what}.",
                f"Add [{needed}].",
            )
