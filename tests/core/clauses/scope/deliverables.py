"""What the terms of scope.deliverables bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, PERSON, Home

ONE_DAY = "a deliverable is due on one day or comes again, not both"

HOME = Home(
    bears={
        "*.due": "DF",
        "*.recurring": "DF",
        "*.criteria": "F",
    },
    printed={
        "*.name": NAME,
        "*.outcome": BY_HAND,
        "*.reviewer": PERSON,
    },
    refused={
        "*.due": ONE_DAY,
        "*.recurring": ONE_DAY,
    },
)
