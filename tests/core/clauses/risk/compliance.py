"""What the terms of risk.compliance bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "bribery": "F",
        "sanctions": "F",
        "tax_evasion": "F",
        "harassment": "F",
        "inside_information": "F",
        "eligibility": "D",
        "tell_within": "D",
    },
    terms="""
[risk.compliance]
bribery = true
sanctions = true
tax_evasion = true
harassment = true
inside_information = true
eligibility = ["a clean record"]
tell_within = "2 business days"
""",
    happens=entry("rule broken", "2026-05-05", id="gift", side="consultant", what="A gift to an official"),
    bases=({"general.law.governing": "GB-ENG"},),
    said=("must tell the other by notice within 2 Business Days",),
)
