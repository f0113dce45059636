"""What the terms of scope.deliverables bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home
from tests.core.journal import entry

ONE_DAY = "a deliverable is due on one day or comes again, not both"

HOME = Home(
    bears={
        "new_date_within": "SDF",
        "*.due": "SDF",
        "*.recurring": "DF",
        "*.criteria": "F",
        "*.reviewer": "F",
    },
    printed={
        "*.name": NAME,
        "*.outcome": BY_HAND,
    },
    refused={
        "*.due": ONE_DAY,
        "*.recurring": ONE_DAY,
    },
    bases=({"foundation.parties.people.jonas.stand_in": None},),
    looks=("midst", "after", "before", "ways"),
    ways=(entry("chosen", "2026-05-06", "jonas", deliverable="audit", choice="refusal"),),
    said=(
        "once the reviewer can open all",
        "Its purpose only explains the tests.",
        "at most 20 days after the old one",
        "the Client may refuse by message what is still missing",
        "or an amendment, may move a date",
    ),
)
