"""What the terms of scope.boundaries bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={
        "*.not_done": "F",
    },
    printed={
        "*.instead": BY_HAND,
    },
)
