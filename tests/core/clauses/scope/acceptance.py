"""What the terms of scope.acceptance bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "review": "DF",
        "reminder": "DF",
        "deemed_after": "SDCF",
        "after_reminder": "SCF",
        "rework": "D",
        "rounds": "SD",
        "choice": "SDF",
    },
    said=(
        "Reminder that silence is a yes | the Consultant | 5 Business Days after the handover",
        "only if the Consultant said so at the handover and in the reminder",
        "from the arrival of the reminder are over",
        "Later answers come too late.",
        "the Client | 10 Business Days | refusal, after a reminder",
        "a failed test is then a refusal | the Consultant | ",
        "each handover a new review",
        "owes nothing for a refused Deliverable",
    ),
    happens=(
        entry("delivered", "2026-04-14", deliverable="audit")
        + entry("rejected", "2026-04-16", "jonas", deliverable="audit", reasons="Two services are missing.")
        + entry("delivered", "2026-04-24", deliverable="audit")
        + entry("reminded", "2026-05-05", of="audit")  # silence accepts it five business days later
        + "".join(entry("delivered", f"2026-05-{day}", deliverable="roadmap") for day in (18, 21, 26, 29))
        + "".join(
            entry("rejected", f"2026-05-{day}", "jonas", deliverable="roadmap", reasons="No cost is given.")
            for day in (19, 22, 27)  # once more than the fees include
        )
        + entry("accepted", "2026-06-08", "jonas", deliverable="roadmap")
        + entry("delivered", "2026-03-05", deliverable="report")  # nobody says a word, and nobody reminds
    ),
    looks=("midst", "after", "before", "ways"),
    ways=(
        "".join(
            entry("delivered", f"2026-04-{day}", deliverable="roadmap")
            + entry(
                "rejected", f"2026-04-{day + 1}", "jonas", deliverable="roadmap", reasons="No cost is given."
            )
            for day in (13, 15, 20)
        )
        + entry("reminded", "2026-04-22", of="roadmap"),  # silence refuses it
    ),
)
