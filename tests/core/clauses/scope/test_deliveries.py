"""The history of a deliverable, step by step: D delivered, A accepted, R rejected, M reminded, each with its day."""

import datetime as dt
from collections.abc import Iterable

import pytest

from charter.core.clauses.scope.acceptance.deliveries import (
    DeliveryHistory,
    Event,
    Stage,
    delivery_history,
)
from charter.core.vocabulary.entry import Accepted, Delivered, Rejected, Reminded


def day(of: int | None) -> dt.date | None:
    return None if of is None else dt.date(2026, 5, of)


def history(told: str) -> DeliveryHistory:
    """Read "D4 R6 D12@1": delivered on 4 May, rejected on the 6th, delivered on the 12th for the occasion of the 1st."""
    return delivery_history(map(_event, told.split()))


def _event(told: str) -> Event:
    on, _, occasion = told[1:].partition("@")
    common = {"on": day(int(on)), "by": "mara"}
    match told[0]:
        case "D":
            named = day(int(occasion)) if occasion else None
            return Delivered.model_validate({**common, "deliverable": "audit", "occasion": named})
        case "A":
            return Accepted.model_validate({**common, "deliverable": "audit"})
        case "R":
            return Rejected.model_validate({**common, "deliverable": "audit", "reasons": "No."})
        case _:
            return Reminded.model_validate({**common, "of": "audit"})


def rounds(told: str, *silences: int | None) -> list[tuple[int, int | None]]:
    """Give each round of rework with its number and the day of the month on which it was over."""
    found = history(told)
    given: Iterable[dt.date | None] = map(day, silences or (None,) * len(found.deliveries))
    return [(rework.round, rework.over_on.day if rework.over_on else None) for rework in found.reworks(given)]


@pytest.mark.parametrize(
    ("stage", "accepted", "rejected"),
    [
        (Stage.IN_REVIEW, Stage.ACCEPTED, Stage.SENT_BACK),
        (Stage.SENT_BACK, Stage.ACCEPTED, Stage.SENT_BACK),
        (Stage.ACCEPTED, Stage.ACCEPTED, Stage.ACCEPTED),
    ],
)
def test_the_table_of_stages(stage: Stage, accepted: Stage, rejected: Stage) -> None:
    yes, no = _event("A4"), _event("R4")
    assert isinstance(yes, Accepted)
    assert isinstance(no, Rejected)
    assert (stage.after(yes), stage.after(no)) == (accepted, rejected)


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ("", []),
        ("D4", [0]),
        ("R3 D4", [0]),
        ("D4 R6 D8 A9", [1, 1]),
        ("D4 R6 R7 D8", [2, 0]),
        ("D4@1 D5@2 A6", [0, 1]),
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
    assert [delivery.reminded_on for delivery in found] == list(map(day, reminded))
    assert [delivery.redelivered_on for delivery in found] == list(map(day, redelivered))
    assert [delivery.reworked_on for delivery in found] == list(map(day, reworked))
    assert [delivery.first_on for delivery in found] == list(map(day, first))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("D4 A6", []),
        ("D4 R6", [(1, None)]),
        ("D4 R6 D8", [(1, 8)]),
        ("D4 R6 A8", [(1, 8)]),
        ("D4 R6 R7 D8", [(1, 8), (2, 8)]),
        ("D4 R6 D8 R9 D12", [(1, 8), (2, 12)]),
        ("D4 A6 R7", []),  # too late
        ("D4 R5 A6 D8 R9", [(1, 6), (1, None)]),  # counted anew after an acceptance
        ("R3", [(1, None)]),
        ("R3 D4 R5", [(1, 4), (2, None)]),
        ("D4@1 R6 D8@2", [(1, None)]),  # another occasion is no rework
    ],
)
def test_rounds_of_rework(told: str, found: list[tuple[int, int | None]]) -> None:
    assert rounds(told) == found


def test_what_silence_accepted_is_reworked_no_more() -> None:
    assert rounds("D4 R6", 5) == []
    assert rounds("D4 R6 D8 D20 R21", None, 18, None) == [(1, 8), (1, None)]


def test_what_happens_twice_on_one_day_is_counted() -> None:
    found = history("D4 R4 D4 R4 D5")
    assert [delivery.ordinal for delivery in found.deliveries] == [1, 2, 1]
    assert [rework.ordinal for rework in found.reworks([None] * 3)] == [1, 2]
