"""What the terms of foundation.independence bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={
        "instructions": "F",
        "substitute": "F",
        "more_work": "F",
        "tax_indemnity": "F",
        "tax_cap": "F",
        "looked_at": "DF",
    },
    printed={
        "own_tools": BY_HAND,
        "income_share": BY_HAND,
        "tax_form": BY_HAND,
        "status_decided_by": BY_HAND,
    },
    refused={"tax_indemnity": "what nobody pays has no most"},
    terms="""
[foundation.independence]
instructions = "policies"
substitute = "as skilled"
own_tools = true
more_work = "nobody owes"
income_share = "40 %"
tax_form = "a form of its tax office"
status_decided_by = "authority"
tax_indemnity = "split"
tax_cap = "EUR 10000.00"
looked_at = "every quarter on day 15"
""",
    looks=("before",),
    fires={
        "CH-FND-071": {"foundation.role.replacement.consent": "client"},
        "CH-FND-075": {"foundation.independence.substitute": "with consent"},
    },
    said=("Each side must pay its own taxes",),
)
