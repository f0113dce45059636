"""What the terms of financials.milestones bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

ONE_SUM = "a step has an amount or a share, not both"
ONE_WAY = "a step is earned by acceptance or on a day, not both"

HOME = Home(
    bears={
        "total": "CF",
        "open_hour": "C",
        "*.share": "CF",
        "*.acceptance_of": "C",
        "*.on_day": "C",
        "*.amount": "CF",
    },
    printed={
        "*.name": NAME,
    },
    refused={
        "total": "shares need the whole that they are taken of",
        "*.amount": ONE_SUM,
        "*.share": ONE_SUM,
        "*.acceptance_of": ONE_WAY,
        "*.on_day": ONE_WAY,
    },
    happens=entry("hours", "2026-03-12", hours="5 hours", work="Half-year point", milestone="midway"),
    said=("for each hour recorded on an open milestone, at most its amount",),
)
