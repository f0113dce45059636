"""What the terms of communication.channels bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home
from tests.core.journal import entry

ASKED = entry("messaged", "2026-03-16", "jonas", side="client", severity="urgent", what="The shop is down", id="down") + entry(
    "messaged", "2026-03-16", "mara", side="consultant", severity="normal", what="Which cloud?", id="cloud"
)  # fmt: skip
RECORDED = entry("recording", "2026-03-17", "mara", what="Weekly check-in", id="tape")

HOME = Home(
    bears={
        "by.*.severities": "F",
        "urgent": "DF",
        "normal": "D",
        "recordings.consent": "F",
        "recordings.deleted_after": "DF",
    },
    printed={
        "by.*.mode": BY_HAND,
        "by.*.platform": NAME,
        "by.*.purpose": BY_HAND,
        "language": BY_HAND,
        "quiet.since": BY_HAND,
        "quiet.until": BY_HAND,
        "meetings_at_most": BY_HAND,
    },
    terms="""
[communication.channels]
urgent = "4 hours"
normal = "1 business day"
language = "English"
meetings_at_most = "40 %"

[communication.channels.by.desk]
mode = "chat"
platform = "the chat of the Client"
purpose = "questions of the day"
severities = ["normal"]

[communication.channels.by.phone]
mode = "call"
platform = "the telephone"
purpose = "what cannot wait"
severities = ["urgent"]

[communication.channels.quiet]
since = "18:00"
until = "9:00"

[communication.channels.recordings]
consent = "each time"
deleted_after = "30 days"
""",
    ways=(ASKED + RECORDED,),
    looks=("ways",),
    said=("Nobody need answer between",),
)
