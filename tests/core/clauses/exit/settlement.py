"""What the terms of exit.settlement bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import issued, notice

HOME = Home(
    bears={
        "final_invoice": "D",
        "part_months": "C",
        "last_day_billed": "CF",
        "prepaid_returned": "D",
        "wind_down": "CF",
    },
    leaving=issued("2026-06-20", "2026-06-20", "EUR -2000.00", "N-3"),  # money to the client's credit
    ways=(notice("termination", "2026-04-03", "consultant"),),
    looks=("after", "ways"),
)
