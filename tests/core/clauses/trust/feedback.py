"""What the terms of trust.feedback bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry, notice

BAD, FAIR, GOOD = [1, 2, 3, 2, 2], [5, 6, 6, 5, 6], [8, 9, 8, 9, 9]


def marks(on: str, by: str, given: list[int], **terms: object) -> str:
    return entry("feedback", on, by, **({"occasion": on, "marks": given} | terms))


LOW_TWICE = marks("2026-03-16", "jonas", BAD) + marks("2026-03-31", "jonas", BAD)
"""Low on the first two days; a plan is due on Thursday 16 April (Easter lies between)."""

HOME = Home(
    bears={
        "client": "SDCIF",
        "consultant": "DF",
        "checkpoints": "SDCI",
        "every": "DF",
        "at": "D",
        "questions": "SDCI",
        "best": "D",
        "below": "D",
        "in_a_row": "SDCI",
        "plan_within": "SDCI",
        "notice": "SDCI",
        "lapses": "SDCI",
    },
    terms="""
[trust.feedback]
client = "jonas"
consultant = "mara"
checkpoints = ["2 weeks", "30 days", "60 days", "90 days"]
every = "3 months"
at = "12:00"
questions = ["value", "clarity", "speed", "candour", "trust"]
best = 10
below = 3
in_a_row = 2
plan_within = "10 business days"
notice = "10 days"
lapses = "14 days"
""",
    ways=(
        LOW_TWICE,
        LOW_TWICE + notice("low marks", "2026-04-20"),
        LOW_TWICE + notice("low marks", "2026-04-29"),
        marks("2026-03-16", "mara", GOOD),
        marks("2026-03-16", "mara", FAIR) + marks("2026-03-31", "mara", FAIR),
    ),
    looks=("ways",),
    said=(
        "A missing mark is not low.",
        "Then the count starts again.",
    ),
)
