"""What the terms of scope.dependencies bear on."""

from __future__ import annotations

from datetime import date

from tests.core.home import NAME, Home
from tests.core.journal import entry, notice

HOME = Home(
    bears={
        "delay": "SDF",
        "tell_within": "SDF",
        "standby.after": "C",
        "standby.fee": "C",
        "standby.warning": "DCF",
        "standby.days": "CF",
        "new_plan.after": "D",
        "new_plan.agree_within": "SDCI",
        "new_plan.may_end": "SDCI",
        "*.due": "SDC",
        "*.holds": "SDC",
        "*.who": "D",
    },
    printed={
        "*.name": NAME,
    },
    happens=(
        entry("reminded", "2026-03-11", of="scope.dependencies/tell/access/2026-03-09")
        + entry("reminded", "2026-03-10", of="scope.dependencies/warn/access/2026-03-09")
        + entry("reminded", "2026-04-02", of="scope.dependencies/tell/budget/2026-04-01")
        + entry("reminded", "2026-04-02", of="scope.dependencies/warn/budget/2026-04-01")
        + entry("saved", "2026-06-01", amount="EUR 100.00")
        + entry("provided", "2026-03-20", "jonas", input="access")
        + entry("provided", "2026-04-22", "jonas", input="budget")
    ),
    looks=("midst", "after", "before", "ways"),
    ways=(
        entry("plan asked", "2026-05-04", input="access", side="consultant")
        + entry("dropped", "2026-05-20", deliverable="audit", side="consultant"),
        entry("plan asked", "2026-04-06", input="access", side="consultant")
        + notice("late input", "2026-04-27"),
        entry("plan asked", "2026-04-06", input="access", side="consultant")
        + notice("late input", "2026-04-15"),  # too early, but where the time for a new plan is short
    ),
    apart={"scope.dependencies.access.due": date(2026, 3, 9)},  # else it is a weekend's
)
