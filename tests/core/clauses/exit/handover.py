"""What the terms of exit.handover bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

HELPED = entry("helped after", "2026-06-22", hours="8 hours", work="A call with the new CTO")

HOME = Home(
    bears={
        "current": "DF",
        "within": "D",
        "hours": "F",
        "after.lasts": "DCI",
        "after.hours": "C",
        "after.rate": "C",
    },
    printed={"items.*.name": NAME, "items.*.kept": NAME},
    terms="""
[exit.handover]
current = "every quarter on day 1"
within = "5 business days"
hours = "8 hours"

[exit.handover.items.accounts]
name = "List of accounts and who owns each"
kept = "the wiki of the Client"

[exit.handover.items.decisions]
name = "Log of decisions"
kept = "the wiki of the Client"

[exit.handover.after]
lasts = "3 months"
hours = "10 hours"
rate = "EUR 210.00"
""",
    leaving=HELPED,
    looks=("after",),
    bases=({"exit.handover.hours": "1 hour"},),
    said=("must never withhold credentials",),
)
