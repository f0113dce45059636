"""What the terms of communication.decisions bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "ways": "SDF",
        "answer_within": "SDF",
        "silent": "SD",
    },
    printed={"where": BY_HAND},
    terms="""
[communication.decisions]
where = "the decision log"
ways = ["e-mail", "minutes"]
answer_within = "5 business days"
silent = "waits day for day"
""",
    ways=(
        entry(
            "asked", "2026-03-02", decision="hosting", question="Which cloud?", of="jonas", proposes="Stay.",
            holds=["audit"],
        )
        + entry("decided", "2026-04-20", "jonas", decision="hosting", answer="Move.", way="minutes"),
    ),
    looks=("ways",),
    bases=({"communication.decisions.answer_within": "30 days"},),
    said=(
        "ends with the day of the answer",
        "A decision changes no term",
    ),
)  # fmt: skip
