"""What the terms of risk.restraints bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, notice

HOME = Home(
    bears={
        "non_compete.lasts": "DCIF",
        "non_compete.compensation": "CIF",
        "staff.lasts": "DF",
        "staff.mutual": "DF",
        "customers.lasts": "DF",
        "customers.mutual": "D",
        "customers.only_those_met": "F",
        "introductions.protects": "C",
        "introductions.compensation": "C",
        "introductions.most": "C",
    },
    printed={
        "non_compete.rivals": BY_HAND,
        "staff.exceptions": BY_HAND,
        "introductions.lasts": BY_HAND,
        "holding_up_to": BY_HAND,
    },
    terms="""
[risk.restraints]
holding_up_to = "3 %"

[risk.restraints.non_compete]
lasts = "1 month"
rivals = ["Tidewater Freight GmbH"]
compensation = "EUR 6000.00"

[risk.restraints.staff]
lasts = "1 month"
mutual = true
exceptions = ["general advertisements"]

[risk.restraints.customers]
lasts = "1 month"
mutual = true
only_those_met = true

[risk.restraints.introductions]
protects = "consultant"
lasts = "12 months"
compensation = "EUR 5000.00"
most = "EUR 4000.00"
""",
    happens=entry("passed over", "2026-05-05", "jonas", id="quillmere", side="client", whom="Quillmere Ltd"),
    ways=(notice("at once", "2026-04-20"),),
    bases=(
        {
            "risk.restraints.non_compete.lasts": "25 months",
            "risk.restraints.staff.lasts": "13 months",
            "risk.restraints.customers.lasts": "13 months",
        },
    ),
    refused={"introductions.compensation": "a most of nothing"},
    said=("must not work for Tidewater Freight GmbH",),
)
