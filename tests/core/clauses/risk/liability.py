"""What the terms of risk.liability bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={
        "cap.amount": "F",
        "cap.fees": "F",
        "cap.fees_of": "F",
        "cap.which": "F",
        "client_cap.amount": "F",
        "client_cap.fees": "F",
        "client_cap.fees_of": "F",
        "client_cap.which": "F",
        "higher_data": "F",
        "excluded": "F",
        "claims_within": "F",
    },
    printed={
        "per": BY_HAND,
        "backups": BY_HAND,
    },
    refused={
        f"{cap}.{term}": "half a limit is none"
        for cap in ("cap", "client_cap")
        for term in ("amount", "fees", "fees_of", "which")
    },
    terms="""
[risk.liability]
per = "agreement"
higher_data = "EUR 500000.00"
backups = "daily"
cap = { amount = "EUR 250000.00", fees = "100 %", fees_of = "12 months", which = "higher" }
client_cap = { amount = "EUR 250000.00", fees = "100 %", fees_of = "12 months", which = "higher" }
""",
    bases=(
        {"risk.liability.excluded": None, "risk.liability.client_cap": None},
        {
            "risk.liability.cap": {
                "amount": "EUR 5.00",
                "fees": "100 %",
                "fees_of": "1 month",
                "which": "lower",
            },
        },
    ),
    said=("is liable without limit for intent and gross negligence", "count against one limit"),
)
