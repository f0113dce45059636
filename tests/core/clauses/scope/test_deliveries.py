"""The history of a deliverable, step by step: D delivered, A accepted, R rejected, C chosen, M reminded, each with its day."""

import datetime as dt

import pytest

from charter.core.clauses.scope.acceptance.deliveries import (
    DeliveryHistory,
    Event,
    delivery_history,
)
from charter.core.vocabulary.entry import Accepted, Delivered, Rejected, Reminded
from charter.core.vocabulary.judged import Chosen


def day(of: int | None) -> dt.date | None:
    return None if of is None else dt.date(2026, 5, of)


def history(told: str) -> DeliveryHistory:
    """Read "D4 R6 D12@1": delivered on 4 May, rejected on the 6th, delivered on the 12th for the occasion of the 1st."""
    return delivery_history("audit", map(_event, told.split()))


def _event(told: str) -> Event:
    on, _, occasion = told[1:].partition("@")
    common = {"on": day(int(on)), "by": "mara"}
    match told[0]:
        case "D":
            named = day(int(occasion)) if occasion else None
            return Delivered.model_validate({**common, "deliverable": "audit", "occasion": named})
        case "A":
            return Accepted.model_validate({**common, "deliverable": "audit"})
        case "C":
            return Chosen.model_validate({**common, "deliverable": "audit", "choice": "refusal"})
        case "R":
            return Rejected.model_validate({**common, "deliverable": "audit", "reasons": "No."})
        case _:
            return Reminded.model_validate({**common, "of": "audit"})


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ("", []),
        ("D4", [0]),
        ("R3 D4", [0]),  # what came before any handover answers nothing
        ("D4 R6 D8 A9", [1, 1]),
        ("D4 R6 R7 D8", [2, 0]),
        ("D4@1 D5@2 A6", [0, 1]),
        ("D4 R6 C7", [2]),
    ],
)
def test_an_answer_belongs_to_the_last_delivery_before_it(told: str, answers: list[int]) -> None:
    assert [len(delivery.answers) for delivery in history(told).deliveries] == answers


@pytest.mark.parametrize(
    ("told", "reminded", "redelivered", "reworked", "first"),
    [
        ("D4", [None], [None], [None], [4]),
        ("D4 M6 M8", [6], [None], [None], [4]),
        ("M3 D4", [None], [None], [None], [4]),
        ("D4 D8 M9 M10", [9, 9], [8, None], [8, None], [4, 4]),
        ("D4@1 D8@2", [None, None], [None, None], [None, None], [4, 8]),
        ("D4@1 D8 D9@1", [None] * 3, [9, None, None], [8, 9, None], [4, 8, 4]),
        ("D4 D8@2 D9", [None] * 3, [9, None, None], [8, 9, None], [4, 8, 4]),
    ],
)
def test_what_comes_after_a_delivery(
    told: str,
    reminded: list[int | None],
    redelivered: list[int | None],
    reworked: list[int | None],
    first: list[int],
) -> None:
    found = history(told).deliveries
    assert [one.reminder.on if one.reminder else None for one in found] == list(map(day, reminded))
    assert [delivery.redelivered_on for delivery in found] == list(map(day, redelivered))
    assert [delivery.reworked_on for delivery in found] == list(map(day, reworked))
    assert [delivery.first_on for delivery in found] == list(map(day, first))


def test_what_happens_twice_on_one_day_is_counted() -> None:
    found = history("D4 R4 D4 R4 D5")
    assert [delivery.ordinal for delivery in found.deliveries] == [1, 2, 1]
