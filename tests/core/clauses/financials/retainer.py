"""What the terms of financials.retainer bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import hours

HOME = Home(
    bears={
        "amount": "CF",
        "period": "DCI",
        "first_day": "DC",
        "billed": "CI",
        "hours": "DC",
        "minimum": "C",
        "rollover.share": "C",
        "rollover.expires": "C",
        "overage": "CF",
        "alert": "DF",
        "cap": "CF",
    },
    happens=(
        hours("2026-03-10", 40)  # 24 of 64 are left, and 16 are carried on
        + hours("2026-04-20", 90)  # ten beyond what was carried on
        + hours("2026-05-20", 90)  # more beyond than the cap
        + hours("2026-06-17", 4)
    ),
)
