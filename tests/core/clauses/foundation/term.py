"""What the terms of foundation.term bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import notice

HOME = Home(
    bears={
        "starts": "SDC",
        "initial": "SDF",
        "renewal": "SDCIF",
        "renews_for": "SD",
        "notice": "SDCIF",
        "reminder": "D",
    },
    staying=notice("no renewal", "2027-01-20"),  # too late, and the term is renewed
    looks=("midst", "after", "before", "renewed"),
)
