"""What the terms of scope.boundaries bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "answer_within": "DF",
        "*.not_done": "F",
    },
    printed={
        "*.instead": BY_HAND,
    },
    happens=(
        entry("requested", "2026-05-04", "jonas", id="test", what="A penetration test")
        + entry("replied", "2026-05-06", request="test", proposal=True)
    ),
    said=("Silence is a no.", "The work may start only after a yes under"),
)
