"""A new agreement starts from the frame, the own identity and what the playbook prefers, and nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.draft import draft
from charter.core.reading.schemas import schema
from charter.core.reading.settings import read_settings
from charter.core.reading.writing import write_values
from charter.core.workspace.beginning import begin
from tests.core.workspace.conftest import OWN
from tests.core.workspace.test_settings import WHOLE

ON = date(2026, 3, 1)
FRAMED = (
    WHOLE
    + """
[frames.embedded.financials.payment]
counted_from = "issue"

[frames.embedded.financials.invoicing]
cycle = "every month on day 1"

[playbook."financials.retainer.billed"]
prefer = "in advance"
why = "Cash."

[playbook."financials.retainer.hours"]
prefer = "40 hours"
why = "Health."

[playbook."financials.late_payment.interest"]
prefer = "statutory"
why = "It is not there."

[playbook."financials.retainer.overage"]
prefer = "left out"
accept = "from EUR 200.00"
why = "No hours beyond."

[playbook."financials.payment.charges_borne_by"]
accept = "client"
why = "Banks."

[playbook."financials.retainer.alert"]
prefer = "up to 80 %"
why = "Early."

[playbook."scope.deliverables.*.reviewer"]
prefer = "jonas"
why = "He decides."
"""
)


def test_without_a_frame_the_own_identity_is_there() -> None:
    found = begin(read_settings(WHOLE), ON)
    assert list(found) == ["dated", "foundation", "general"]
    assert found["dated"] == "2026-03-01"
    parties = found["foundation"]["parties"]
    assert parties["consultant"]["tax_id"] == "DE000000001"
    assert "people" not in parties["consultant"]
    assert parties["people"]["mara"]["side"] == "consultant"
    assert found["general"]["interpretation"] == {"zone": "Europe/Berlin", "consultant_calendar": "DE-HH"}


def test_a_frame_gives_its_terms_and_the_workspace_what_they_leave_open() -> None:
    settings = read_settings(FRAMED)
    financials = begin(settings, ON, "embedded")["financials"]
    assert financials == {
        "retainer": {"period": "month", "hours": "64 hours", "billed": "in advance"},
        "payment": {
            "counted_from": "issue",
            "bank": {"holder": "Northlight CTO UG", "iban": "DE75 5121 0800 1245 1261 99"},
            "due_after": "14 days",
        },
        "invoicing": {"cycle": "every month on day 1", "number": "NL-{year}-{n}"},
    }
    assert begin(settings, ON, "embedded") == begin(read_settings(FRAMED), ON, "embedded")
    with pytest.raises(KeyError):
        begin(settings, ON, "advisory")


def test_what_is_begun_lacks_only_what_nobody_has_said() -> None:
    values = begin(read_settings(FRAMED), ON, "embedded")
    found = draft(values)
    assert {problem.message for problem in found.problems} == {"is missing"}
    assert draft(write_values(values)).clauses.keys() == found.clauses.keys()


def test_a_workspace_of_nothing_but_a_name_begins_with_it() -> None:
    frame = '[frames.bare.financials.invoicing]\ncycle = "every month on day 1"\n'
    found = begin(read_settings(OWN + frame), ON, "bare")
    assert list(found["foundation"]["parties"]) == ["consultant"]
    assert found["financials"] == {"invoicing": {"cycle": "every month on day 1"}}
    assert "general" not in found


def test_the_schema_of_a_workspace_describes_what_it_may_hold() -> None:
    found = schema("workspace")
    assert list(found["properties"])[:2] == ["charter", "own"]
    assert found["properties"]["frames"]["additionalProperties"]["type"] == "object"
    assert "why" in found["$defs"]["Position"]["required"]
