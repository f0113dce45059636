"""What the terms of confidentiality.security bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "disk_encryption": "F",
        "mfa": "F",
        "least_privilege": "F",
        "managed_device": "F",
        "tell_within": "D",
        "access_removed_within": "DF",
        "confirmed_yearly": "D",
    },
    printed={"updates_within": BY_HAND},
    terms="""
[confidentiality.security]
disk_encryption = true
mfa = true
least_privilege = true
updates_within = "14 days"
managed_device = false
tell_within = "24 hours"
access_removed_within = "2 business days"
confirmed_yearly = true
""",
    happens=entry("incident", "2026-05-05", id="laptop", what="A laptop was stolen"),
    looks=("midst", "after", "before", "renewed"),
    bases=({"confidentiality.security.access_removed_within": "2 weeks"},),
    said=("The Consultant must remind it by the Last Day.", "tell the Client by message within 24 hours"),
)
