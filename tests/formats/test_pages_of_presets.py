"""How many pages each kind of work has under each law, unasked: a draft that is read to the end."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from charter.core.document.assembly import document
from charter.core.interview.drafting import drafted
from charter.core.interview.situation import Situation
from charter.core.interview.writing import write_draft
from charter.core.reading import read
from charter.formats import pdf

BUDGET = {"advisory": 8, "operational": 13, "embedded": 15, "interim": 13, "due diligence": 10}
"""The most pages, on A4 and on American letter paper: cover, schedules and signatures included."""


@pytest.mark.parametrize("law", ["DE", "GB-ENG", "US-CA", "US-NY", "FR"])
@pytest.mark.parametrize("preset", BUDGET)
def test_a_draft_stays_within_its_pages(preset: str, law: str) -> None:
    text = write_draft(drafted(Situation(preset, law, dt.date(2026, 5, 4))), preset)
    made = pdf.render(document(read({"agreement.toml": text.encode()}).agreement))
    pages = PdfFileReader(io.BytesIO(made)).root["/Pages"]["/Count"]
    assert pages <= BUDGET[preset]
