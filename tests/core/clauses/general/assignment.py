"""What the terms of general.assignment bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={"consent": "F", "claims_for_money": "F"},
    printed={"answer_within": BY_HAND, "to_group": BY_HAND, "subcontractors": BY_HAND},
    terms="""
[general.assignment]
consent = "needed"
answer_within = "10 business days"
to_group = true
claims_for_money = "free"
subcontractors = "with consent"
""",
    said=("silence is a no",),
)
