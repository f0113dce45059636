"""What the terms of risk.indemnity bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "tell_within": "D",
        "*.who": "DF",
        "*.fault": "F",
        "*.beyond_limit": "F",
    },
    printed={"*.for_what": BY_HAND},
    terms="""
[risk.indemnity]
tell_within = "5 business days"

[risk.indemnity.rights]
who = "consultant"
for_what = "rights of others in the work"
fault = true

[risk.indemnity.materials]
who = "client"
for_what = "what the Client provides"
fault = true
""",
    happens=entry(
        "claim of others", "2026-05-05", "jonas", id="licence", protection="rights", what="A licence fee"
    ),
    bases=({"risk.indemnity.materials.fault": False},),
    said=("The side that pays must lead the defence.", "what an earlier word would have saved"),
)
