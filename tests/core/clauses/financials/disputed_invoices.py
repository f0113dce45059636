"""What the terms of financials.disputed_invoices bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={"answer": "D", "resolve": "D"},
    happens=(
        entry(
            "disputed", "2026-04-10", "jonas", invoice="N-2", amount="EUR 900.00", reasons="Twice the hours."
        )
    ),
)
