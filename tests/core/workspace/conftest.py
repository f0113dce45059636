"""A small workspace in TOML, and engagements that lie in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.engagement import Engagement
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.finding import Finding
from charter.core.workspace.findings import workspace_findings
from charter.core.workspace.workspace import Workspace, other_of

OWN = """
[own]
name = "Northlight CTO UG"
form = "one-person company"
address = "Leuchtturmweg 7, 22587 Hamburg"
country = "DE"
"""

INVOICING = """
[financials.invoicing]
cycle = "every month on day 1"
number = "NL-{year}-{n}"
"""


def issued(number: str, day: str, amount: str, clause: str = "financials.retainer") -> str:
    """Give the entry of an invoice of one line."""
    minor = amount.split()[1].replace(".", "")
    return f"""
[[entry]]
kind = "issued"
on = {day}
by = "mara"
number = "{number}"
due = {day}

[[entry.lines]]
charge = "{clause}/{day}/{number}"
reads = "Fee"
amount = "{amount}"
basis = "times(minor={minor}, count=1)"
agreed = "agreement"
"""


Asked = Callable[..., list[Finding]]


@pytest.fixture
def asked() -> Asked:
    """Give the findings of an engagement among others in a workspace, from what stands in `workspace.toml` below [own]."""

    def ask(engagement: Engagement, more: str = "", *others: Engagement, own: str = OWN) -> list[Finding]:
        workspace = Workspace(settings=read_settings(own + more), others=tuple(map(other_of, others)))
        return list(workspace_findings(workspace, engagement, date(2026, 5, 18), ()))

    return ask
