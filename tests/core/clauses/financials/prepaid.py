"""What the terms of financials.prepaid bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "hours": "SDCF",
        "price": "C",
        "expires": "SDC",
        "at_expiry": "CF",
        "at_end": "CF",
        "approved_by": "SCF",
        "top_up.below": "D",
        "top_up.within": "D",
        "surcharges.*.when": "SDCF",
        "surcharges.*.more": "SC",
        "further.price": "CF",
        "further.most": "C",
    },
    printed={"hours_a_day": "a size in days: printed beside the hours, which count"},
    refused=dict.fromkeys(
        ("expires", "at_expiry"), "when a block expires, and what becomes of the rest, go together"
    ),
    terms="""
[financials.prepaid]
hours = "8 hours"
hours_a_day = "4 hours"
price = "EUR 1400.00"
expires = "1 month"
at_expiry = "credited"
at_end = "refunded"
approved_by = ["jonas", "finance"]
top_up = { below = "3 hours", within = "5 business days" }
surcharges = { night = { when = "outside working hours", more = "50 %" }, sunday = { when = "weekends and holidays", more = "100 %" } }
further = { price = "EUR 190.00", most = "2 hours" }
""",
    happens=(
        entry("hours", "2026-03-10", hours="200 minutes", work="Review", prepaid=True, begins="20:00")
        + entry("block bought", "2026-04-02", "finance")
        + entry("hours", "2026-04-08", hours="11 hours", work="Review", prepaid=True)
        + entry("block bought", "2026-05-06", "jonas")
        + entry("hours", "2026-05-07", hours="8 hours", work="Review", prepaid=True)
    ),
    ways=(entry("ended", "2026-03-25", "mara", why="by law", rule="section 314 BGB"),),
    looks=("midst", "after", "before", "ways"),
    bases=(
        {"financials.prepaid.further": None, "financials.prepaid.at_expiry": "forfeit"},
        {"general.interpretation.working_hours": None},
        {
            "financials.prepaid.days": None,
            "financials.prepaid.hours_a_day": None,
            "financials.prepaid.hours": "8 hours",
        },
    ),
    said=(
        "use the oldest open block on the day of their record",
        "once the month of their record is over",
        "What no further block takes follows the rule for the end",
    ),
)
