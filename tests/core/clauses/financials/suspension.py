"""What the terms of financials.suspension bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import notice

HOME = Home(
    bears={
        "overdue_for": "SD",
        "notice": "SD",
        "dates": "SD",
        "fees": "SDC",
        "withheld": "F",
    },
    happens=(
        notice("suspension", "2026-04-22", "consultant")  # too early: overdue for twenty days on 6 May only
        + notice("suspension", "2026-05-08", "consultant")  # work stops on the 16th
    ),
)
