"""What the terms of foundation.cover bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, notice

ILL = entry("away", "2026-03-16", until="2026-04-10", planned=False)
LOST = entry("person lost", "2026-03-16", person="mara")
LONG = entry("away", "2026-04-20", until="2026-05-15", planned=False)
ENDABLE = """
[foundation.cover]
planned_notice = "4 weeks"
not_in = ["the week before Christmas"]
told_within = "24 hours"
credit_after = "10 days"
lost = "client may end"
within = "10 days"
"""
OWED = (
    ENDABLE.replace("client may end", "substitute")
    + """
[foundation.cover.incapable]
after = "30 days"
in_any = "6 months"

[foundation.cover.unfilled]
after = "20 days"
notice = "9 days"
"""
)

HOME = Home(
    bears={
        "planned_notice": "D",
        "told_within": "D",
        "credit_after": "SDCF",
        "incapable.after": "SD",
        "incapable.in_any": "SD",
        "lost": "SDCIF",
        "within": "D",
        "unfilled.after": "SDCI",
        "unfilled.notice": "SDCI",
    },
    printed={"not_in": BY_HAND},
    terms=OWED,
    ways=(
        ILL + entry("away", "2026-05-18", until="2026-05-22", planned=True, recorded="2026-05-18"),
        LOST + notice("person lost", "2026-03-25"),
        LOST + notice("person lost", "2026-04-08"),
        ILL + LONG,
    ),
    looks=("ways",),
    fires={
        "CH-FND-081": {"foundation.cover.unfilled": None},
        "CH-FND-082": {"foundation.cover.lost": "ends"},
    },
    said=("dies, leaves the Consultant or can never work again",),
)
