"""What the terms of scope.acceptance bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "review": "D",
        "reminder": "SDF",
        "deemed_after": "SDCIF",
        "rework": "D",
        "rounds": "D",
    },
    happens=(
        entry("delivered", "2026-04-14", deliverable="audit")
        + entry("rejected", "2026-04-16", "jonas", deliverable="audit", reasons="Two services are missing.")
        + entry("delivered", "2026-04-24", deliverable="audit")
        + entry("reminded", "2026-05-04", of="audit")  # silence accepts it after ten business days
        + "".join(entry("delivered", f"2026-05-{day}", deliverable="roadmap") for day in (18, 21, 26, 29))
        + "".join(
            entry("rejected", f"2026-05-{day}", "jonas", deliverable="roadmap", reasons="No cost is given.")
            for day in (19, 22, 27)  # once more than the fees include
        )
        + entry("accepted", "2026-06-08", "jonas", deliverable="roadmap")
        + entry("delivered", "2026-03-05", deliverable="report")  # nobody says a word, and nobody reminds
    ),
)
