"""What the terms of confidentiality.regulated_data bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "health": "F",
        "finance": "F",
        "critical": "F",
        "subcontracting": "F",
        "places": "F",
        "help_rate": "F",
        "help_most": "F",
        "notice_within": "DF",
    },
    printed={"regulator": BY_HAND},
    refused={"places": "a financial company says where", "help_rate": "a most of hours without a price"},
    terms="""
[confidentiality.regulated_data]
health = false
finance = true
critical = true
subcontracting = true
places = ["DE", "US"]
help_rate = "EUR 150.00"
help_most = "20 hours"
regulator = "BaFin"
notice_within = "24 hours"
""",
    happens=entry("regulated incident", "2026-05-05", id="file", what="A file went to the wrong address"),
    bases=(
        {"foundation.parties.client.sector": "health", "foundation.parties.client.country": "US"},
        {"confidentiality.regulated_data.notice_within": "30 days"},
        {"confidentiality.regulated_data.finance": False},
        {"confidentiality.regulated_data.help_most": None},
    ),
    said=("must tell the Client by message within 24 hours",),
)
