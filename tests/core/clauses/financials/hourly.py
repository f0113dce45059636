"""What the terms of financials.hourly bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "rates.*.price": "C",
        "later.*.on": "C",
        "later.*.after": "C",
        "later.*.role": "C",
        "later.*.price": "C",
        "increment": "DC",
        "rounding": "C",
        "minimum": "DC",
        "minimum_on_site": "DC",
        "figures": "C",
        "surcharges.*.when": "CF",
        "surcharges.*.more": "C",
        "on_call.fee": "C",
        "on_call.days": "C",
        "cancelled.within": "C",
        "cancelled.charged": "C",
        "cap": "DCF",
        "beyond.approved_by": "CF",
        "beyond.hours": "C",
        "alert": "DF",
    },
    printed={"rates.*.name": NAME},
    refused=dict.fromkeys(
        ("later.*.on", "later.*.after"), "a later price begins on one day, named in one way"
    ),
    terms="""
[financials.hourly]
increment = "7 minutes"
rounding = "up"
minimum = "30 minutes"
minimum_on_site = "1 hour"
figures = "exact"
cap = "8 hours"
alert = "75 %"

[financials.hourly.rates.cto]
name = "Chief technology officer"
price = "EUR 180.00"

[financials.hourly.rates.coach]
name = "Coach of the engineers"
price = "EUR 150.00"

[financials.hourly.later.spring]
role = "coach"
after = "1 month"
price = "EUR 160.00"

[financials.hourly.later.summer]
role = "cto"
on = 2026-04-21
price = "EUR 190.00"

[financials.hourly.surcharges.late]
when = "outside working hours"
more = "50 %"

[financials.hourly.surcharges.sunday]
when = "weekends and holidays"
more = "100 %"

[financials.hourly.surcharges.once]
when = "urgent"
more = "75 %"

[financials.hourly.on_call]
fee = "EUR 150.00"
days = 3

[financials.hourly.cancelled]
within = "2 days"
charged = "50 %"

[financials.hourly.beyond]
approved_by = ["jonas", "finance"]
hours = "9 hours"
""",
    happens=(
        entry("hours", "2026-03-09", hours="10 minutes", work="A call on site", role="cto", on_site=True)
        + entry("hours", "2026-03-11", hours="10 minutes", work="A call", role="cto", begins="08:15")
        + entry("hours", "2026-03-12", hours="250 minutes", work="Review", role="cto", begins="16:00")
        + entry("hours", "2026-03-13", hours="3 hours", work="Coaching", role="coach")
        + entry(
            "hours", "2026-04-10", hours="5 hours", work="Urgent", role="cto", begins="05:00", urgent=True
        )
        + entry("hours", "2026-04-12", hours="2 hours", work="On Sunday", role="cto")
        + entry("hours", "2026-04-14", hours="100 minutes", work="Coaching", role="coach")
        + entry("approved above the cap", "2026-04-15", "jonas", hours="10 hours")
        + entry("hours", "2026-04-21", hours="10 hours", work="Review", role="cto")
        + entry("on call", "2026-04-06", "jonas", until="2026-04-12")
        + entry("called off", "2026-04-07", "jonas", planned="2026-04-08", hours="2 hours")
        + entry("called off", "2026-04-07", "jonas", planned="2026-04-09", hours="1 hour")
    ),
    bases=({"general.interpretation.working_hours": None, "financials.hourly.beyond": None},),
    said=(
        "only the dearest counts",
        "counts on both sides",
        "counts as done in working hours",
    ),
)
