"""What the terms of communication.meetings bear on."""

from __future__ import annotations

from tests.core.home import NAME, PERSON, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "*.rhythm": "DF",
        "*.agenda": "F",
        "*.lasts": "F",
    },
    printed={
        "*.name": NAME,
        "*.who": PERSON,
    },
    happens=(entry("met", "2026-03-10", "jonas", meeting="weekly")),
)
