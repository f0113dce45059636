"""A draft for the demo to sign: Fennel & Co, begun from the frame of Mara's workspace as a person would."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import charter

if TYPE_CHECKING:
    from charter.core.workspace.settings import Settings

SAID: dict[str, Any] = {
    "title": "Fractional CTO engagement",
    "foundation.parties.client": {
        "name": "Fennel & Co Limited",
        "form": "company",
        "legal_form": "Limited",
        "registration": "Companies Registration Office, 000003",
        "address": "4 Orchard Quay, Dublin 2",
        "country": "IE",
        "size": "small",
        "notices": "legal@fennel.example",
        "invoices": "invoices@fennel.example",
    },
    "foundation.parties.people.aoife": {
        "side": "client",
        "name": "Aoife Brennan",
        "title": "Managing Director",
        "email": "aoife@fennel.example",
        "may": ["sign", "give notices", "accept", "approve costs"],
    },
    "foundation.term.starts": "2023-11-15",
    "financials.retainer.amount": "EUR 9600.00",
    "financials.retainer.hours": "48 hours",
    "financials.payment.charges_borne_by": "shared",
    "general.interpretation.client_calendar": "IE",
}
"""What Mara and Aoife said of the deal, by the path of the term."""


def fennel(settings: Settings, dated: dt.date) -> dict[str, Any]:
    """Give the terms of the draft."""
    frame = next(iter(settings.frames), "")
    terms = charter.begin(settings, dated, frame)
    for path, value in SAID.items():
        *steps, last = path.split(".")
        table = terms
        for step in steps:
            table = table.setdefault(step, {})
        table[last] = value
    return terms
