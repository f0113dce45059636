"""What the terms of general.law bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={
        "governing": "CF",
    },
    printed={
        "venue": BY_HAND,
    },
)
