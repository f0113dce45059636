"""What the terms of financials.late_payment bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry, notice

HOME = Home(
    bears={
        "grace": "DC",
        "runs_from": "C",
        "interest": "CF",
        "fixed_sum": "CF",
        "reminders": "SDCIF",
        "acceleration": "SDF",
        "collection_costs": "CF",
    },
    happens=(
        entry("reminded", "2026-03-19", of="N-1")
        + entry("reminded", "2026-04-20", of="N-2")
        + entry("reminded", "2026-04-28", of="N-2")
        + entry("claimed", "2026-03-21", invoice="N-1")  # within the grace
        + entry("claimed", "2026-03-28", invoice="N-1")
        + notice("calling in", "2026-06-02", "consultant")
        + entry("claimed", "2026-06-11", invoice="N-2", costs="EUR 950.00")
    ),
)
