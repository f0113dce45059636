"""What the log says of a deliverable that was refused, or taken for less."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.judged import Reduced, Refused
from charter.core.vocabulary.reference import Refers

DAY = date(2026, 5, 4)


def called(_table: Refers, _key: str) -> str:
    return "Audit"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (
            Refused(on=DAY, by="jonas", deliverable="audit", why="chosen"),
            "Audit: the client refuses it, and owes nothing for it",
        ),
        (
            Refused(on=DAY, by="silence", deliverable="audit", why="silence"),
            "Audit: the client did not choose, and owes nothing for it",
        ),
        (
            Refused(on=DAY, by="time", deliverable="audit", why="last round"),
            "Audit: the last round failed, and the client owes nothing for it",
        ),
        (
            Reduced(on=DAY, by="jonas", deliverable="audit", failed=2, tests=8),
            "Audit: the price falls by 2 of 8 parts",
        ),
    ],
)
def test_it_says_what_becomes_of_the_price(entry: Entry, says: str) -> None:
    assert str(entry.says(called)) == says
