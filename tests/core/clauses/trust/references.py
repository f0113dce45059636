"""What the terms of trust.references bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

ASKED = entry("publicity asked", "2026-03-16", side="consultant", item="study", what="case study")
TAKEN = entry("publicity withdrawn", "2026-04-01", "jonas", item="study")

HOME = Home(
    bears={"consultant_names": "F", "client_names": "F", "answer_within": "D", "removed_within": "D"},
    terms="""
[trust.references]
consultant_names = "on yes"
client_names = "on yes"
answer_within = "10 business days"
removed_within = "8 business days"
""",
    ways=(ASKED + TAKEN,),
    looks=("ways",),
    said=("silence is a no", "take back its yes at any time"),
)
