"""What the terms of risk.conversion bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "amount": "CF",
        "falls_over": "DCIF",
        "lasts": "DCI",
        "tell_within": "D",
    },
    printed={"who": "whom the fee is for: printed; who is hired is recorded by hand"},
    terms="""
[risk.conversion]
amount = "EUR 24000.00"
falls_over = "12 months"
lasts = "6 months"
who = ["Mara Lindqvist"]
tell_within = "5 business days"
""",
    happens=entry("hired", "2026-05-05", "jonas", id="mara", whom="Mara Lindqvist"),
    leaving=entry("hired", "2026-06-15", "jonas", id="again", whom="Mara Lindqvist"),
    bases=({"risk.conversion.amount": "EUR 40000.00"},),
    said=("both may agree on a job", "days to go"),
)
