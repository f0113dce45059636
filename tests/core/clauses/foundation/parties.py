"""What the terms of foundation.parties bear on."""

from __future__ import annotations

from datetime import date

from tests.core.home import PERSON, Home

PARTICULARS = "particulars of a party: printed, and copied onto invoices"

PORTS = {
    "name": "Harbourline Ports GmbH",
    "country": "DE",
    "may": ["pay"],
    "pays": "60 %",
    "joined_on": date(2026, 2, 16),
}

HOME = Home(
    bears={
        "people.*.stand_in": "F",
        "people.*.approves_up_to": "SDCF",
        "people.*.side": "SDCIF",
        "people.*.may": "SDCIF",
        "people.*.name": "C",
        "group.*.may": "F",
        "group.*.country": "F",
        "group.*.pays": "F",
        "group.*.covered": "F",
        "group.*.joined_on": "F",
        "joint_and_several": "F",
        "bills_through.country": "F",
        "client.form": "F",
        "client.country": "F",
        "client.state": "F",
        "client.sector": "F",
        "client.listed": "F",
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
        "client.phone": PARTICULARS,
        "consultant.phone": PARTICULARS,
        "consultant.listed": "only the client’s shares switch law on",
        "client.notices": PERSON,
        "client.invoices": PERSON,
        "consultant.legal_form": PARTICULARS,
        "consultant.notices": PERSON,
        "consultant.invoices": PERSON,
        "group.*.name": PARTICULARS,
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
        "group.*.may": "a share of each invoice is paid by who may pay",
        "people.*.may": "a limit of costs belongs to the right to approve them",
        "people.*.approves_up_to": "a limit of costs belongs to the right to approve them",
    },
    looks=("after",),
    fires={
        "CH-FND-019": {"foundation.parties.group.rail.joined_on": None},
        "CH-FND-023": {"foundation.parties.group.rail.country": "AT"},
        "CH-FND-024": {"foundation.parties.group.ports": PORTS | {"pays": "61 %"}},
        "CH-FND-026": {"risk.compliance.inside_information": False},
        "CH-FND-025": {"foundation.parties.group.rail.joined_on": None},
    },
    bases=(
        {"foundation.parties.group.rail.pays": None, "foundation.parties.group.rail.joined_on": None},
        {"foundation.parties.group.rail.joined_on": None},
        {
            "foundation.parties.group.ports": PORTS | {"pays": "61 %"},
            "general.whole_agreement.third_parties": "none",
        },
        {"risk.compliance.inside_information": False},
        {"confidentiality.regulated_data": None},
        *(
            {f"foundation.parties.{side}.{name}": held for name, held in there.items()}
            | {"general.law.governing": law}
            for side in ("client", "consultant")
            for law, there in (("DE", {"country": "FR"}), ("US-NY", {"country": "US", "state": "NY"}))
        ),
    ),
)
