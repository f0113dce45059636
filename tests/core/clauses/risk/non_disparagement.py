"""What the terms of risk.non_disparagement bear on."""

from __future__ import annotations

from tests.core.home import Home

HOME = Home(
    bears={"mutual": "DF", "lasts": "DF"},
    terms="""
[risk.non_disparagement]
mutual = true
lasts = "1 month"
""",
    bases=({"risk.non_disparagement.lasts": "25 months"},),
    said=("Anybody may tell the truth to a court",),
)
