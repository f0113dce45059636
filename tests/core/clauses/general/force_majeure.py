"""What the terms of general.force_majeure bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry, notice

STOPPED = entry("prevented", "2026-03-16", side="consultant", what="A flood")
OVER = entry("prevention over", "2026-03-30")

HOME = Home(
    bears={"told_within": "D", "exit_after": "SDCIF", "fee": "SDCIF"},
    terms="""
[general.force_majeure]
told_within = "2 business days"
exit_after = "30 days"
fee = "pauses"
""",
    ways=(STOPPED + OVER, STOPPED, STOPPED + notice("force majeure", "2026-04-10")),
    looks=("ways",),
    bases=({"general.force_majeure.exit_after": "90 days"},),
    said=("A lack of money is no such thing.",),
)
