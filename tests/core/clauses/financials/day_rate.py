"""What the terms of financials.day_rate bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "rate": "CF",
        "later.*.on": "C",
        "later.*.after": "C",
        "later.*.price": "C",
        "hours": "DCF",
        "half_days": "DC",
        "travel_time": "C",
        "cap": "DCF",
        "beyond.approved_by": "CF",
        "beyond.days": "C",
        "alert": "DF",
    },
    refused=dict.fromkeys(
        ("later.*.on", "later.*.after"), "a later price begins on one day, named in one way"
    ),
    terms="""
[financials.day_rate]
rate = "EUR 1200.00"
hours = "8 hours"
half_days = true
travel_time = "50 %"
cap = 3
alert = "50 %"

[financials.day_rate.later.spring]
after = "1 month"
price = "EUR 1250.00"

[financials.day_rate.later.summer]
on = 2026-04-21
price = "EUR 1300.00"

[financials.day_rate.beyond]
approved_by = ["jonas", "finance"]
days = 1
""",
    happens=(
        entry("day worked", "2026-03-09", work="Workshop", hours="3.75 hours")
        + entry("day worked", "2026-03-10", work="Workshop", hours="3.75 hours")
        + entry("day worked", "2026-03-11", work="Workshop", hours="3.75 hours", travel="45 minutes")
        + entry("day worked", "2026-04-13", work="Workshop")
        + entry("day worked", "2026-04-14", work="Workshop", hours="3 hours")
        + entry("approved days", "2026-04-15", "jonas", days=2)
        + entry("day worked", "2026-04-20", work="Workshop")
        + entry("day worked", "2026-04-21", work="Workshop")
        + entry("day worked", "2026-04-22", work="Workshop")
    ),
    bases=(
        {"financials.day_rate.later.summer": None, "financials.day_rate.beyond": None},
        {"financials.day_rate.rate": "EUR 0.00", "financials.day_rate.hours": "11 hours"},
    ),
    said=("counts together", "never as more", "Other days cost nothing", "counts as a whole day"),
)
