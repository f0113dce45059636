"""What the terms of financials.rate_review bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry


def proposed(on: str, since: str, **change: object) -> str:
    return entry("price change", on, "jonas", side="client", since=since, **(change or {"rise": "6 %"}))


def answered(on: str, agreed: bool) -> str:  # noqa: FBT001 - as the entry says it
    return entry("price answer", on, "mara", side="consultant", agreed=agreed)


HOME = Home(
    bears={
        "by": "SDC",
        "every": "SDCF",
        "not_before": "SDC",
        "notice": "SDC",
        "cap": "SDCF",
        "answer_within": "SDC",
        "silence": "SDCIF",
    },
    printed={"index": "the name of the index: printed; its figures are in the message"},
    refused={
        "by": "an index asks nobody",
        "answer_within": "an answer has a time and a meaning of silence",
        "silence": "an answer has a time and a meaning of silence",
    },
    terms="""
[financials.rate_review]
by = "agreement"
every = "1 month"
not_before = 2026-04-20
notice = "10 days"
cap = "6 %"
index = "the index of prices for advice, of the Federal Statistical Office"
answer_within = "5 days"
silence = "accepted"
""",
    ways=(
        proposed("2026-04-01", "2026-04-20") + proposed("2026-04-16", "2026-05-04"),
        proposed("2026-04-07", "2026-04-20") + answered("2026-04-13", agreed=False),
        proposed("2026-04-14", "2026-04-22"),
        proposed("2026-04-01", "2026-04-20", rise="7 %"),
    ),
    looks=("ways",),
    bases=({"financials.rate_review.every": "12 months"},),
    said=("Silence accepts the new prices; the message must say so.",),
)
"""In the first way the second proposal comes too early, in the second a no comes in time, in the third the message
comes too late, in the fourth it wants too much."""
