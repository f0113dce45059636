"""What the terms of foundation.conflicts bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, notice

TAKEN = entry("took on", "2026-03-16", whom="Fennel & Co", id="fennel")

HOME = Home(
    bears={
        "others": "F",
        "competitors": "F",
        "told_within": "D",
        "client_may_end": "SDCI",
        "act_within": "SDCI",
    },
    printed={"wall": BY_HAND},
    terms="""
[foundation.conflicts]
others = "not for competitors"
competitors = ["Fennel & Co"]
told_within = "5 business days"
wall = ["No shared folders"]
client_may_end = "10 days"
act_within = "30 days"
""",
    ways=(TAKEN, TAKEN + notice("competitor", "2026-03-30")),
    looks=("ways",),
    bases=({"foundation.conflicts.competitors": None},),
    said=("must tell the Client within",),
)
