"""What the terms of trust.reviews bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={"rhythm": "DF", "who": "F", "read_before": "D", "changes_within": "DF"},
    printed={"lasts": BY_HAND, "looks_at": BY_HAND},
    terms="""
[trust.reviews]
rhythm = "every quarter on day 15 14:00"
lasts = "90 minutes"
who = ["jonas", "mara"]
read_before = "3 business days"
looks_at = ["measures of success", "risks"]
changes_within = "10 business days"
""",
    looks=("before",),
    said=("The list changes no term.",),
)
