"""What the terms of financials.taxes bear on."""

from __future__ import annotations

from tests.core.home import Home

HOME = Home(
    bears={"category": "CF", "rate": "CF", "country": "CF"},
    printed={"withholding": "what the client does with its tax office: nothing here follows from it"},
    refused={"rate": "a rate belongs to a tax that is added"},
    terms="""
[financials.taxes]
category = "standard rate"
country = "DE"
withholding = "gross up"
""",
    said=("on the sum of the lines of one rate", "Late interest runs on the sum with tax, and bears none."),
)
