"""What the terms of financials.hourly bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "rates.*.price": "C",
        "increment": "DC",
        "rounding": "C",
        "minimum": "DC",
        "figures": "C",
        "cap": "DCF",
        "alert": "DF",
    },
    printed={"rates.*.name": NAME},
    terms="""
[financials.hourly]
increment = "7 minutes"
rounding = "up"
minimum = "30 minutes"
figures = "exact"
cap = "8 hours"
alert = "75 %"

[financials.hourly.rates.cto]
name = "Chief technology officer"
price = "EUR 180.00"

[financials.hourly.rates.coach]
name = "Coach of the engineers"
price = "EUR 150.00"
""",
    happens=(
        entry("hours", "2026-03-11", hours="10 minutes", work="A call", role="cto")
        + entry("hours", "2026-03-12", hours="365 minutes", work="Review", role="cto")
        + entry("hours", "2026-03-13", hours="3 hours", work="Coaching", role="coach")
        + entry("hours", "2026-04-14", hours="100 minutes", work="Coaching", role="coach")
    ),
)
