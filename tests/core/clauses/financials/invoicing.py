"""What the terms of financials.invoicing bear on."""

from __future__ import annotations

from tests.core.home import Home

OF_A_CEILING = "what is said of a ceiling needs one"
ISSUING = "what may be issued above it: test_issuing plays it"

HOME = Home(
    bears={
        "cycle": "DIF",
        "number": "I",
        "ceiling": "D",
        "ceiling_per": "D",
        "ceiling_tell": "D",
        "e_invoice": "F",
    },
    printed={
        "purchase_order": "the client’s own number: printed on each invoice",
        "language": "the language of the papers: printed in it",
        "addressee": "to whom an invoice goes: printed on each",
        "ceiling_counts": ISSUING,
        "ceiling_then": ISSUING,
    },
    refused={"ceiling": OF_A_CEILING},
    terms="""
[financials.invoicing]
cycle = "every month on day 2"
number = "NL-{year}-{n}"
addressee = "finance"
purchase_order = "PO-4711"
language = "de"
ceiling = "EUR 20000.00"
ceiling_per = "engagement"
ceiling_counts = "gross"
ceiling_then = "stop"
ceiling_tell = "90 %"
e_invoice = "XRechnung"
""",
)
