"""What the terms of foundation.parties bear on."""

from __future__ import annotations

from tests.core.home import PERSON, Home

PARTICULARS = "particulars of a party: printed, and copied onto invoices"

HOME = Home(
    bears={
        "client.form": "F",
        "client.country": "F",
        "client.state": "F",
        "client.sector": "F",
        "client.tax_id": "F",
        "consultant.form": "F",
        "consultant.country": "F",
        "consultant.state": "F",
        "consultant.tax_id": "F",
    },
    printed={
        "client.name": "a name: a finding only if both sides bear it",
        "client.registration": PARTICULARS,
        "client.address": PARTICULARS,
        "client.size": PARTICULARS,
        "client.signatories.*.name": PERSON,
        "client.signatories.*.title": PERSON,
        "client.signatories.*.email": PERSON,
        "client.contacts.*.name": PERSON,
        "client.contacts.*.title": PERSON,
        "client.contacts.*.email": PERSON,
        "consultant.name": "a name: a finding only if both sides bear it",
        "consultant.registration": PARTICULARS,
        "consultant.address": PARTICULARS,
        "consultant.size": PARTICULARS,
        "consultant.sector": "only the client’s trade switches law on",
        "consultant.signatories.*.name": PERSON,
        "consultant.signatories.*.title": PERSON,
        "consultant.signatories.*.email": PERSON,
        "consultant.contacts.*.name": PERSON,
        "consultant.contacts.*.title": PERSON,
        "consultant.contacts.*.email": PERSON,
    },
    looks=("after",),
    bases=tuple(
        {f"foundation.parties.{side}.{name}": held for name, held in there.items()}
        | {"general.law.governing": law}
        for side in ("client", "consultant")
        for law, there in (("DE", {"country": "FR"}), ("US-NY", {"country": "US", "state": "NY"}))
    ),
)
