"""What the terms of confidentiality.non_disclosure bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "mutual": "DF",
        "exclusions": "F",
        "told_of_orders": "D",
        "lasts": "F",
        "trade_secrets": "F",
        "know_how": "F",
        "return_within": "D",
        "certificate_within": "D",
    },
    printed={
        "categories": BY_HAND,
        "who_may_know": BY_HAND,
        "inbound": BY_HAND,
        "terms_secret": BY_HAND,
    },
    terms="""
[confidentiality.non_disclosure]
mutual = true
categories = ["code", "prices", "plans"]
exclusions = ["public", "known before", "received from another", "made independently"]
who_may_know = ["employees", "advisers"]
told_of_orders = "2 business days"
lasts = "5 years"
trade_secrets = true
know_how = true
inbound = true
terms_secret = true
return_within = "14 days"
certificate_within = "20 business days"
""",
    happens=entry(
        "ordered", "2026-05-05", "jonas", id="tax_office", side="client", what="The tax office, invoices"
    ),
    bases=({"confidentiality.non_disclosure.lasts": "6 years"},),
    said=(
        "Anybody may report a breach of law to an authority",
        "No duty here bars a report",
        "except backups and legal records",
    ),
)
