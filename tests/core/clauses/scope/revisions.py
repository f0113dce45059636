"""What the terms of scope.revisions bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry


def asked(on: str = "2026-03-16", by: str = "jonas", change: str = "app") -> str:
    return entry("change asked", on, by, change=change, what="Review the second app, too")


def answered(on: str, answer: str = "price", change: str = "app", **terms: object) -> str:
    return entry("change answered", on, "mara", change=change, answer=answer, **terms)


HOME = Home(
    bears={
        "asked_by": "DF",
        "answer_within": "D",
        "stands_for": "D",
        "rescope": "DF",
    },
    printed={
        "priced": BY_HAND,
        "swap": "what an answer may be: an answer against it is told (no_effect), and counts nowhere",
        "buffer": "shown as it is used up; an answer beyond it is told (no_effect)",
    },
    terms="""
[scope.revisions]
asked_by = ["jonas"]
answer_within = "5 business days"
priced = "either"
stands_for = "10 business days"
swap = true
buffer = "3 hours"
rescope = "every quarter on day 10"
""",
    ways=(asked(), asked("2026-05-25") + answered("2026-05-26", price="EUR 600.00")),
    looks=("ways",),
    said=("Silence is a no.", "only once both sides have signed"),
)
