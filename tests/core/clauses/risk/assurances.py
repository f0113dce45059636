"""What the terms of risk.assurances bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "tell_within": "D",
        "*.by": "DF",
        "*.that": "F",
        "*.knowledge": "F",
        "*.remedy": "DF",
    },
    printed={"*.words": BY_HAND, "may_rely": BY_HAND, "nothing_else": BY_HAND},
    refused={"*.that": "another fact needs words", "*.words": "words are for another fact"},
    terms="""
[risk.assurances]
tell_within = "5 business days"
may_rely = true
nothing_else = true

[risk.assurances.power]
by = "both"
that = "power"
remedy = "cause"

[risk.assurances.original]
by = "consultant"
that = "original work"
remedy = "put right"

[risk.assurances.rights]
by = "consultant"
that = "no infringement"
knowledge = true
remedy = "indemnity"

[risk.assurances.solvent]
by = "client"
that = "other"
words = "it can pay its debts"
remedy = "cause"
""",
    happens=entry("untrue", "2026-05-05", id="copied", assurance="original", side="consultant"),
    bases=({"risk.indemnity": None},),
    said=("Fraud stays outside this.",),
)
