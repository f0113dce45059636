"""What the terms of foundation.role bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home
from tests.core.journal import entry

DAYS = ("2026-04-29", "2026-04-30", "2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07", "2026-05-11")
"""When the new person works: mostly in the first ten days."""

HOME = Home(
    bears={
        "people.*.person": "F",
        "people.*.key": "F",
        "replacement.consent": "SDCF",
        "replacement.within": "D",
        "replacement.on_request": "D",
        "replacement.overlap": "SC",
        "officer": "F",
        "resigns_within": "DF",
        "indemnified": "F",
        "may_sign": "F",
        "certifies": "F",
        "sponsor": "F",
        "new_sponsor_within": "D",
        "advice_only": "F",
        "authority.*.may": "F",
    },
    printed={
        "title": NAME,
        "people.*.tasks": BY_HAND,
        "authority.*.what": NAME,
        "authority.*.up_to": BY_HAND,
        "authority.*.consent_of": BY_HAND,
    },
    refused={
        "officer": "an office that there is not is neither resigned nor indemnified",
        "authority.*.may": "what needs no consent has nobody to give it, and what is never decided no sum",
        "authority.*.up_to": "what is never decided has no sum",
        "authority.*.consent_of": "a consent is somebody's",
    },
    terms="""
[foundation.role]
title = "Chief Technology Officer, part-time"
officer = "director"
resigns_within = "2 business days"
indemnified = true
may_sign = true
certifies = ["accounts", "filings"]
sponsor = "jonas"
new_sponsor_within = "14 days"
advice_only = false

[foundation.role.people.lead]
person = "mara"
tasks = "leads the engineers"
key = true

[foundation.role.replacement]
consent = "told"
within = "10 business days"
on_request = "15 business days"
overlap = "10 days"

[foundation.role.authority.tools]
what = "tools and cloud services"
may = "decide"

[foundation.role.authority.hiring]
what = "hiring engineers"
may = "decide with consent"
consent_of = "jonas"
up_to = "EUR 2000.00"

[foundation.role.authority.press]
what = "public statements"
may = "never decide"
""",
    happens=entry("sponsor left", "2026-04-07", "jonas")
    + entry("replacement asked", "2026-04-01", "jonas", person="mara")
    + entry("replacement proposed", "2026-04-08", person="mara", new="Tomas Berg")
    + entry("replaced", "2026-04-29", person="mara", new="Tomas Berg")
    + "".join(entry("hours", day, "accounts", hours="9 hours", work="Takeover") for day in DAYS),
    looks=("midst", "after"),
    bases=(
        {"foundation.role.officer": "title only", "foundation.role.resigns_within": None, "foundation.role.indemnified": False,
         "foundation.role.may_sign": False, "foundation.role.certifies": []},
        {"foundation.role.authority": None, "risk.insurance": None},
        {"foundation.role.advice_only": True},
        {"foundation.role.replacement": None},
    ),
    fires={
        "CH-FND-037": {"foundation.role.authority": None},
        "CH-FND-038": {"risk.insurance": None},
    },
    said=("Client must name a new one within 14 days",),
)  # fmt: skip
