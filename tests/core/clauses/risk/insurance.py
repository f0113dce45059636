"""What the terms of risk.insurance bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "tell_within": "D",
        "*.by": "DF",
        "*.each": "F",
        "*.total": "F",
        "*.proof_within": "D",
        "*.tail": "D",
        "*.covers": "F",
    },
    printed={"*.additional_insured": BY_HAND},
    terms="""
[risk.insurance]
tell_within = "2 business days"

[risk.insurance.professional]
by = "consultant"
covers = "professional"
each = "EUR 1000000.00"
total = "EUR 2000000.00"
additional_insured = true
proof_within = "10 business days"
tail = "36 months"

[risk.insurance.officers]
by = "client"
covers = "directors and officers"
each = "EUR 2000000.00"
""",
    happens=entry("cover ended", "2026-05-05", insurance="professional"),
    bases=({"risk.insurance.professional.total": "EUR 20.00"},),
    said=("send the insurer’s proof by message", "If cover ends or shrinks"),
)
