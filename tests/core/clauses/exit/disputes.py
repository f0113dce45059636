"""What the terms of exit.disputes bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import notice

DISPUTED = notice("dispute", "2026-03-16", ground="The audit misses a service.")

HOME = Home(
    bears={
        "between": "F",
        "talk_within": "D",
        "mediation.after": "D",
        "decided_after": "DF",
        "arbitration.institution": "F",
        "arbitration.rules": "F",
        "arbitration.seat": "F",
        "arbitration.governed_by": "F",
        "arbitration.arbitrators": "F",
        "jury": "F",
    },
    printed=dict.fromkeys(
        (
            "mediation.body", "mediation.rules", "mediation.place", "mediation.most", "arbitration.language",
            "arbitration.expedited", "work_goes_on", "bond", "legal_fees",
        ),
        BY_HAND,
    ),
    refused={"between": "talking takes two"},
    terms="""
[exit.disputes]
between = ["jonas", "mara"]
talk_within = "10 business days"
decided_after = "60 business days"
work_goes_on = true
bond = "waived"
jury = "waived"
legal_fees = "each its own"

[exit.disputes.mediation]
body = "the German Arbitration Institute (DIS)"
rules = "its mediation rules"
place = "Hamburg"
after = "20 business days"
most = "EUR 3000.00"

[exit.disputes.arbitration]
institution = "the German Arbitration Institute (DIS)"
rules = "its rules of arbitration"
seat = "Hamburg"
governed_by = "the law of Germany"
arbitrators = 1
language = "English"
expedited = true
""",
    ways=(DISPUTED,),
    looks=("ways",),
    bases=(
        {"general.law.governing": "US-CA"},
        {"exit.disputes.arbitration.rules": None},
        {"exit.disputes.arbitration.institution": None},
    ),
    said=("must describe a dispute by notice", "at any time, without security"),
)  # fmt: skip
