"""What the terms of trust.learning bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home

HOME = Home(
    bears={
        "hours": "F",
        "paid_by": "F",
        "briefings.rhythm": "D",
        "team.*.rhythm": "D",
    },
    printed={"briefings.topics": BY_HAND, "team.*.name": NAME, "team.*.goal": BY_HAND},
    terms="""
[trust.learning]
hours = "6 hours"
paid_by = "consultant"

[trust.learning.briefings]
rhythm = "every quarter on day 20"
topics = ["security", "cost of the cloud"]

[trust.learning.team.lena]
name = "Lena Hoff"
goal = "lead the engineers alone"
rhythm = "every second Thursday 9:00"
""",
    looks=("before",),
    bases=(
        {"trust.learning.paid_by": "client", "trust.learning.briefings": None},
        {"trust.learning.briefings": None, "trust.learning.team": None},
    ),
    said=("Learning changes no price.",),
)
