"""What the terms of foundation.parties bear on."""

from __future__ import annotations

from tests.core.home import PERSON, Home

PARTICULARS = "particulars of a party: printed, and copied onto invoices"

HOME = Home(
    bears={
        "people.*.stand_in": "F",
        "people.*.approves_up_to": "SDCF",
        "people.*.side": "SDCIF",
        "people.*.may": "SDCIF",
        "people.*.name": "C",
        "group.*.may": "F",
        "bills_through.country": "F",
        "client.form": "F",
        "client.country": "F",
        "client.state": "F",
        "client.sector": "F",
        "client.tax_id": "F",
        "consultant.name": "F",
        "consultant.form": "F",
        "consultant.country": "F",
        "consultant.state": "F",
        "consultant.tax_id": "F",
    },
    printed={
        "people.*.title": PERSON,
        "people.*.email": PERSON,
        "client.legal_form": PARTICULARS,
        "client.notices": PERSON,
        "client.invoices": PERSON,
        "consultant.legal_form": PARTICULARS,
        "consultant.notices": PERSON,
        "consultant.invoices": PERSON,
        "group.*.name": PARTICULARS,
        "group.*.country": PARTICULARS,
        "bills_through.name": PARTICULARS,
        "client.name": "a name: a finding only if both sides bear it",
        "client.registration": PARTICULARS,
        "client.address": PARTICULARS,
        "client.size": PARTICULARS,
        "client.tax_number": PARTICULARS,
        "consultant.tax_number": PARTICULARS,
        "consultant.registration": PARTICULARS,
        "consultant.address": PARTICULARS,
        "consultant.size": PARTICULARS,
        "consultant.sector": "only the client’s trade switches law on",
    },
    refused={
        "people.*.may": "a limit of costs belongs to the right to approve them",
        "people.*.approves_up_to": "a limit of costs belongs to the right to approve them",
    },
    looks=("after",),
    bases=(
        {"confidentiality.regulated_data": None},
        *(
            {f"foundation.parties.{side}.{name}": held for name, held in there.items()}
            | {"general.law.governing": law}
            for side in ("client", "consultant")
            for law, there in (("DE", {"country": "FR"}), ("US-NY", {"country": "US", "state": "NY"}))
        ),
    ),
)
