"""What the terms of financials.time_records bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "sent": "SDF",
        "object_within": "SDF",
        "after_reminder": "SDF",
        "answer": "D",
        "notes.kept": "D",
        "notes.shown_within": "D",
    },
    printed={"by": BY_HAND},
    terms="""
[financials.time_records]
by = "day and task"
sent = "every Monday"
object_within = "10 business days"
after_reminder = "5 business days"
answer = "4 business days"

[financials.time_records.notes]
kept = "2 years"
shown_within = "10 business days"
""",
    happens=(
        entry("record sent", "2026-03-16", record="2026-03-16")
        + entry("reminded", "2026-03-17", of="financials.time_records/answer/2026-03-16")
        + entry("record sent", "2026-03-23", record="2026-03-23")
        + entry("reminded", "2026-04-14", of="financials.time_records/answer/2026-03-23")
        + entry("record sent", "2026-04-20", record="2026-04-20")
        + entry("record objected", "2026-04-22", "jonas", record="2026-04-20", reasons="No call that day.")
        + entry("notes asked", "2026-04-23", "jonas")
    ),
    bases=({"financials.time_records.sent": None, "financials.time_records.object_within": "90 days"},),
    said=("Later answers come too late", "since the last one", "starts the time to answer again"),
)
