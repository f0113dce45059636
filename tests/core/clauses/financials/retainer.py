"""What the terms of financials.retainer bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry, hours, notice

HALVES = "instalments are whole halves of a month"
ONE_DAY = "a later fee has one first day"
WITHOUT_HOURS = "what is said of hours needs some"

HOME = Home(
    bears={
        "amount": "CF",
        "period": "DCIF",
        "first_day": "DC",
        "billed": "C",
        "instalments": "C",
        "set_up": "C",
        "later.*.on": "C",
        "later.*.after": "C",
        "later.*.amount": "C",
        "later.*.hours": "D",
        "hours": "DCF",
        "counts": "CF",
        "minimum": "C",
        "rollover.share": "C",
        "rollover.expires": "C",
        "rollover.consultant_leaves": "C",
        "overage": "CF",
        "approved_by": "CF",
        "alert": "DF",
        "cap": "CF",
    },
    refused={
        "instalments": HALVES,
        "period": HALVES,
        "later.*.on": ONE_DAY,
        "later.*.after": ONE_DAY,
        "hours": WITHOUT_HOURS,
    },
    terms="""
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
first_day = 1
billed = "in advance"
instalments = 2
set_up = "EUR 900.00"
hours = "64 hours"
counts = ["meetings"]
minimum = "4 months"
overage = "EUR 210.00"
approved_by = ["jonas"]
alert = "80 %"
cap = "16 hours"

[financials.retainer.rollover]
share = "25 %"
expires = "1 month"
consultant_leaves = "credited"

[financials.retainer.later.summer]
on = 2026-06-01
amount = "EUR 13000.00"
hours = "70 hours"

[financials.retainer.later.autumn]
after = "8 months"
amount = "EUR 14000.00"
""",
    happens=(
        hours("2026-03-10", 40)  # 24 of 64 are left, and 16 are carried on
        + entry("approved hours", "2026-04-01", "jonas", hours="12 hours")
        + hours("2026-04-20", 90)  # ten beyond what was carried on
        + hours("2026-04-21", 3, activity="travel")
        + entry("approved hours", "2026-05-01", "jonas", hours="12 hours")
        + hours("2026-05-20", 90)  # more beyond than the cap
        + hours("2026-06-17", 54)
    ),
    ways=(notice("termination", "2026-04-10", "consultant"),),
    looks=("midst", "after", "before", "ways"),
    said=(
        "The Consultant must not count milestone work, rework or travel.",
        "said yes by message before the work",
        "Without a yes they are free",
    ),
)
