"""What the terms of foundation.term bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry, notice

HOME = Home(
    bears={
        "starts": "SDC",
        "initial": "SDCF",
        "renewal": "SDCIF",
        "renews_for": "SD",
        "notice": "SDCIF",
        "reminder": "D",
        "ends_with": "SDCI",
        "conditions.*.by": "D",
        "conditions.*.otherwise": "F",
    },
    printed={"conditions.*.name": NAME},
    ways=(entry("later agreement", "2026-04-20", "jonas", agreement="Services agreement of 2027"),),
    fires={
        "CH-FND-022": {
            "foundation.term.ends_with": ["all deliverables accepted"],
            "scope.deliverables": None,
        },
        "CH-FND-021": {"foundation.term.conditions.funding.otherwise": "never starts"},
    },
    staying=notice("no renewal", "2027-01-20"),  # too late, and the term is renewed
    looks=("midst", "after", "before", "renewed", "ways"),
)
