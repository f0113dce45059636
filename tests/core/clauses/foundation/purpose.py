"""What the terms of foundation.purpose bear on."""

from __future__ import annotations

from datetime import date

from tests.core.home import BY_HAND, NAME, Home

HOME = Home(
    bears={"measures.*.by": "DF", "looked_at": "D"},
    printed={
        "why": BY_HAND,
        "measures.*.name": NAME,
        "measures.*.baseline": BY_HAND,
        "measures.*.target": BY_HAND,
    },
    terms="""
[foundation.purpose]
why = "We lose customers because releases take weeks."
looked_at = "every quarter on day 10"

[foundation.purpose.measures.releases]
name = "releases a week"
baseline = "one"
target = "four"
by = 2026-08-31
""",
    looks=("midst", "before"),
    bases=({"foundation.purpose.measures": {"releases": {"name": "x", "baseline": "y", "target": "z", "by": date(2026, 2, 28)}}},),
    said=("promises no result",),
)  # fmt: skip
