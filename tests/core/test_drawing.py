"""The document is drawn as signed at first, or as in force on a day, and says which."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from charter.core.document.assembly import document
from charter.core.drawing import drawn
from charter.core.timeline import timeline_marks
from charter.folder import load


def test_it_is_drawn_as_signed_at_first_with_its_key_dates(harbourline: Path) -> None:
    engagement = load(harbourline)
    assert drawn(engagement) == document(engagement.agreement, timeline_marks(engagement))
    assert drawn(engagement).timeline


def test_on_a_day_it_is_drawn_as_in_force_then_and_says_so(harbourline: Path) -> None:
    engagement = load(harbourline)
    day = date(2024, 1, 2)
    found = drawn(engagement, day)
    assert found.version == "As in force on 2 January 2024"
    assert found == document(engagement.in_force(day), timeline_marks(engagement, day), version=found.version)
