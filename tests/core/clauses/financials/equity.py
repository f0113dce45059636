"""What the terms of financials.equity bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

ONE_MOMENT = "a tranche vests at one moment: on a day, after a time, or upon an event"
WHOLE = "the tranches make up the whole at most"

HOME = Home(
    bears={
        "*.kind": "DF",
        "*.units": "SD",
        "*.price": "F",
        "*.monthly.months": "SD",
        "*.monthly.cliff": "SD",
        "*.tranches.*.on": "SD",
        "*.tranches.*.after": "SD",
        "*.tranches.*.share": "SF",
        "*.sooner.*.upon": "SD",
        "*.sooner.*.share": "S",
        "*.exercise_within": "DF",
        "*.holder": "F",
        "*.plan": "F",
        "*.board_within": "SDC",
        "*.papers_within": "D",
        "*.instead": "CF",
    },
    printed={
        "*.name": NAME,
        "*.share_of": "what the units are of the whole: printed beside their number",
        "*.tranches.*.name": NAME,
        "*.tranches.*.upon": "the event: printed; the client confirms it by message",
    },
    refused={
        "*.monthly.months": "the first months without any are not more than all",
        "*.monthly.cliff": "the first months without any are not more than all",
        "*.tranches.*.on": ONE_MOMENT,
        "*.tranches.*.after": ONE_MOMENT,
        "*.tranches.*.upon": ONE_MOMENT,
        "*.tranches.*.share": WHOLE,
    },
    terms="""
[financials.equity.options]
name = "Adviser's options"
kind = "option"
units = 1000
share_of = "0.25 %"
price = "fair market value"
monthly = { months = 24, cliff = 2 }
exercise_within = "90 days"
holder = "Mara Lindqvist"
plan = "2024 Equity Plan"
board_within = "30 days"
papers_within = "10 days"
instead = "EUR 5000.00"

[financials.equity.options.sooner.sale]
upon = "change of control"
share = "50 %"

[financials.equity.phantom]
name = "Phantom shares"
kind = "phantom shares"
units = 10
price = "none"
board_within = "10 days"
papers_within = "10 days"
instead = "EUR 700.00"

[financials.equity.phantom.tranches.spring]
name = "Spring"
on = 2026-04-20
share = "50 %"

[financials.equity.phantom.tranches.later]
name = "Later"
after = "2 months"
share = "30 %"

[financials.equity.phantom.tranches.launch]
name = "Launch"
upon = "the launch of the new platform"
share = "20 %"
""",
    happens=(
        entry("granted", "2026-03-11", "jonas", grant="options", resolution="Resolution of 11 March 2026")
        + entry("granted", "2026-03-10", "jonas", grant="phantom", resolution="Resolution of 10 March 2026")
        + entry("tranche reached", "2026-05-02", "jonas", grant="phantom", tranche="launch")
        + entry("control changed", "2026-05-06", "jonas", how="all shares sold")
    ),
    ways=(
        entry("granted", "2026-03-11", "jonas", grant="options", resolution="Resolution of 11 March 2026"),
    ),
    looks=("midst", "after", "before", "ways"),
    bases=({"foundation.parties.consultant.country": "US"},),
    said=("On the Last Day the Consultant loses what has not vested.", "the plan prevails"),
)
