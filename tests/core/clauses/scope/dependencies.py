"""What the terms of scope.dependencies bear on."""

from __future__ import annotations

from datetime import date

from tests.core.home import NAME, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "delay": "SDF",
        "standby_after": "CF",
        "standby_fee": "CF",
        "*.due": "SDC",
        "*.holds": "SD",
        "*.who": "D",
    },
    printed={
        "*.name": NAME,
    },
    happens=(
        entry("provided", "2026-03-20", "jonas", input="access")
        + entry("provided", "2026-04-22", "jonas", input="budget")
    ),
    apart={"scope.dependencies.access.due": date(2026, 3, 9)},  # else it is a weekend's
)
