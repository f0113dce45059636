"""What the terms of communication.escalation bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

RAISED = entry("escalated", "2026-03-16", "mara", what="Which cloud", id="cloud")

HOME = Home(
    bears={
        "levels": "DF",
    },
    refused={"levels": "each step names who meets for either side, and by when"},
    terms="""
[communication.escalation]
levels = [
    { client = "finance", consultant = "mara", within = "3 business days" },
    { client = "jonas", consultant = "mara", within = "5 business days" },
]
""",
    ways=(RAISED,),
    looks=("ways",),
    said=("each step counted from the last day of the one before",),
)
