"""What the terms of financials.deposit bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "kind": "DCF",
        "amount": "DF",
        "paid_within": "D",
        "returned_within": "DF",
    },
    refused={
        "paid_within": "a security is paid and given back",
        "returned_within": "a security is paid and given back",
    },
    terms="""
[financials.deposit]
kind = "security"
amount = "EUR 3000.00"
paid_within = "5 business days"
returned_within = "14 days"
""",
    happens=entry("deposit received", "2026-03-06", amount="EUR 3000.00"),
    bases=({"financials.deposit.amount": "EUR 0.00"}, {"financials.deposit.returned_within": "3 months"}),
    said=("no tax comes on top", "against an invoice that is Overdue", "give back the difference"),
)
