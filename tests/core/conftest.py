"""Small engagements in TOML: a frame that every test can add clauses and entries to."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from charter.core.engagement import Engagement
from charter.core.reading import read

FRAME = """
dated = 2026-02-16

[foundation.parties.client]
name = "Harbourline Logistics GmbH"
form = "company"
address = "Kaistrasse 1, 20457 Hamburg"
country = "DE"

[foundation.parties.consultant]
name = "Northlight CTO UG"
form = "one-person company"
address = "Leuchtturmweg 7, 22587 Hamburg"
country = "DE"

[foundation.parties.people.jonas]
side = "client"
name = "Jonas Petersen"
title = "Managing Director"
email = "jonas@harbourline.example"
may = ["sign", "give notices", "accept", "approve costs", "dispute"]

[foundation.parties.people.priya]
side = "client"
name = "Priya Raman"
title = "Head of Finance"
email = "priya@harbourline.example"
may = ["approve costs", "dispute"]

[foundation.parties.people.mara]
side = "consultant"
name = "Mara Lindqvist"
title = "Fractional CTO"
email = "mara@northlight.example"
may = ["sign", "give notices"]

[general.law]
governing = "DE"
venue = "the courts of Hamburg"
language = "en"

[general.interpretation]
zone = "Europe/Berlin"
client_calendar = "DE-HH"
consultant_calendar = "DE-HH"
business_days = "both"
roll = "forward"
"""

TERM = """
[foundation.term]
starts = 2026-03-01
"""

SIGNED = """
[[entry]]
kind = "signed"
on = 2022-01-03
by = "jonas"
document = "agreement"
side = "client"
how = "ink"

[[entry]]
kind = "signed"
on = 2022-01-03
by = "mara"
document = "agreement"
side = "consultant"
how = "ink"
"""
"""Both sides signed, before any test begins; it stands last, so that the first entry is the test's own."""

Build = Callable[..., Engagement]


def _headed(amendment: str) -> str:
    """Give an amendment that has the day on which both sides signed it, which is the short way to say so, its schema."""
    return (
        f"charter.schema = 1\n{amendment}"
        if "\nsigned = " in amendment and "charter.schema" not in amendment
        else amendment
    )


@pytest.fixture
def engaged() -> Build:
    """Give an engagement from clauses, journal and amendments, each as TOML; the term starts on 1 March 2026.

    Both sides have signed the agreement, unless the journal says itself who signed.
    """

    def build(clauses: str = "", journal: str = "", *amendments: str) -> Engagement:
        signatures = "" if 'kind = "signed"' in journal or 'kind = "declined"' in journal else SIGNED
        term = "" if "[foundation.term]" in clauses else TERM
        texts = {
            "agreement.toml": (FRAME + term + clauses).encode(),
            "journal.toml": (journal + signatures).encode(),
        }
        texts |= {f"amendments/{n}.toml": _headed(text).encode() for n, text in enumerate(amendments, 1)}
        return read(texts)

    return build


@pytest.fixture
def today() -> date:
    """Give a Monday in the third month of the engagement."""
    return date(2026, 5, 18)


@pytest.fixture(scope="session")
def agreement(harbourline: Path) -> str:
    """The text of the example's agreement."""
    return (harbourline / "agreement.toml").read_text("utf-8")
