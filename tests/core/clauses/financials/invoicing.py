"""What the terms of financials.invoicing bear on."""

from __future__ import annotations

from tests.core.home import Home

HOME = Home(
    bears={
        "cycle": "DI",
        "number": "I",
        "ceiling": "D",
        "e_invoice": "F",
    },
    printed={
        "purchase_order": "the client’s own number: printed on each invoice",
    },
)
