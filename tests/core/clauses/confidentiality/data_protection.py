"""What the terms of confidentiality.data_protection bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "role": "DF",
        "subject": "F",
        "nature": "F",
        "purpose": "F",
        "kinds": "F",
        "people": "F",
        "places": "F",
        "transfers": "F",
        "objection": "DF",
        "breach_within": "DF",
        "audit": "F",
        "delete_within": "D",
        "ccpa": "F",
    },
    printed={
        "sub_processors.*.name": BY_HAND,
        "sub_processors.*.country": BY_HAND,
        "sub_processors.*.what": BY_HAND,
    },
    refused=dict.fromkeys(
        ("role", "subject", "nature", "purpose", "kinds", "people", "places"),
        "who handles personal data, or none, says so in all terms at once",
    ),
    terms="""
[confidentiality.data_protection]
role = "processor"
subject = "the work on the booking platform"
nature = "reading and testing"
purpose = "finding faults"
kinds = ["names", "addresses"]
people = ["customers", "staff"]
places = ["DE", "US"]
transfers = "standard clauses"
objection = "14 days"
breach_within = "24 hours"
audit = "visit"
delete_within = "30 days"
ccpa = true

[confidentiality.data_protection.sub_processors.mail]
name = "Mailhaven GmbH"
country = "DE"
what = "e-mail"
""",
    happens=(
        entry("data breach", "2026-05-05", id="laptop", what="A laptop was lost")
        + entry("processor named", "2026-05-05", id="backups", company="Backupia SAS")
    ),
    bases=(
        {
            "confidentiality.data_protection": {
                "role": "none",
                "breach_within": "24 hours",
                "delete_within": "30 days",
                "subject": "a",
                "nature": "b",
                "purpose": "c",
                "kinds": ["d"],
                "people": ["e"],
                "places": ["DE"],
                "objection": "14 days",
                "audit": "visit",
                "transfers": "standard clauses",
                "ccpa": True,
            }
        },
    ),
    said=("must delete or return the data, as the Client chooses",),
)
