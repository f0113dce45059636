"""What the log says of a deliverable that was refused, or taken for less."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.judged import Chosen, Reduced, Refused
from charter.core.vocabulary.reference import Refers

DAY = date(2026, 5, 4)


def called(_table: Refers, _key: str) -> str:
    return "Audit"


def chosen(**more: object) -> Chosen:
    return Chosen.model_validate({"on": DAY, "by": "jonas", "deliverable": "audit", "sent": "letter"} | more)


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
            Refused(on=DAY, by="time", deliverable="audit", why="dropped"),
            "Audit: dropped, because what it waits for did not come",
        ),
        (chosen(choice="last round"), "Audit: a last round of rework"),
        (chosen(choice="refusal"), "Audit: refused"),
        (chosen(choice="lower price", failed=2, tests=8), "Audit: a lower price, 2 of 8 tests fail"),
        (
            Reduced(on=DAY, by="jonas", deliverable="audit", failed=2, tests=8),
            "Audit: the price falls by 2 of 8 parts",
        ),
    ],
)
def test_it_says_what_becomes_of_the_price(entry: Entry, says: str) -> None:
    assert str(entry.says(called)) == says


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"choice": "refusal", "failed": 1}, "failed and tests belong to a lower price"),
        ({"choice": "lower price", "failed": 1}, "a lower price needs both failed and tests"),
        ({"choice": "lower price", "failed": 9, "tests": 8}, "9 of 8 tests cannot fail"),
    ],
)
def test_a_lower_price_is_counted_in_tests_and_nothing_else_is(more: dict[str, object], refused: str) -> None:
    with pytest.raises(ValueError, match=refused):
        chosen(**more)
