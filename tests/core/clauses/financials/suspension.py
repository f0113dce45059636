"""What the terms of financials.suspension bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, issued, notice

REMINDED = (
    issued("2026-03-02", "2026-03-16", "EUR 12000.00")
    + entry("reminded", "2026-03-19", of="N-1")
    + entry("reminded", "2026-03-27", of="N-1")
)
"""An invoice due on 16 March: notice of a stop from Tuesday, 7 April, a stop from Monday, 20 April."""
TOLD = REMINDED + notice("suspension", "2026-04-07", "consultant")

HOME = Home(
    bears={
        "notice_from": "SDCIF",
        "stops_from": "SDCIF",
        "notice": "SDC",
        "more_than": "SDCIF",
        "credit_limit": "SDCI",
        "dates": "SD",
        "fee_runs_for": "SDC",
        "ends_after": "SDCI",
    },
    printed={
        "goes_on": BY_HAND,
    },
    happens=(
        notice(
            "suspension", "2026-04-22", "consultant"
        )  # too early: twenty days after the due date are 7 May
        + notice("suspension", "2026-05-07", "consultant")
        + entry("stopped", "2026-05-20")  # the first day after 33 days
    ),
    ways=(
        REMINDED,  # nothing was announced
        TOLD,  # work went on
        TOLD + entry("stopped", "2026-04-17"),  # before its day
        TOLD + entry("stopped", "2026-04-20") + notice("long suspension", "2026-05-04"),
        REMINDED + notice("suspension", "2026-03-30", "consultant") + entry("stopped", "2026-04-20"),
        REMINDED + notice("suspension", "2026-04-20", "consultant") + entry("stopped", "2026-04-24"),
        REMINDED + notice("suspension", "2026-03-10", "consultant") + entry("stopped", "2026-03-25"),
        TOLD
        + entry("paid", "2026-04-14", "priya", amount="EUR 11850.00", invoice="N-1")
        + entry("stopped", "2026-04-20"),
    ),
    looks=("midst", "after", "before", "ways"),
)
