"""What the terms of foundation.cover bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, notice

ILL = entry("away", "2026-03-16", until="2026-04-10", planned=False)
LOST = entry("person lost", "2026-03-16", person="mara")

HOME = Home(
    bears={
        "planned_notice": "D",
        "told_within": "D",
        "credit_after": "SDCF",
        "lost": "SDCI",
        "within": "SDCI",
    },
    printed={"not_in": BY_HAND},
    terms="""
[foundation.cover]
planned_notice = "4 weeks"
not_in = ["the week before Christmas"]
told_within = "24 hours"
credit_after = "10 days"
lost = "client may end"
within = "10 days"
""",
    ways=(
        ILL + entry("away", "2026-05-18", until="2026-05-22", planned=True, recorded="2026-05-18"),
        LOST + notice("person lost", "2026-03-30"),
    ),
    looks=("ways",),
    said=("can never go on",),
)
