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
    said=("on all lines of one rate", "What lateness costs bears no tax."),
)
