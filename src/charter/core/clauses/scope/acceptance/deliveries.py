"""What became of a deliverable: each delivery, the answers to it, and the rounds of rework it took.

A deliverable is in one stage at a time. What happens moves it on, in the order of the days, and within a day in the
order recorded:

| stage       | delivered | accepted | rejected  |
|-------------|-----------|----------|-----------|
| `IN_REVIEW` | in review | accepted | sent back |
| `SENT_BACK` | in review | accepted | sent back |
| `ACCEPTED`  | in review | accepted | accepted  |

An answer belongs to the last delivery before it. An answer after the acceptance comes too late and moves nothing. Each
move to `SENT_BACK` is a round of rework; the rounds are counted anew after an acceptance.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from charter.core.vocabulary.entry import Accepted, Delivered, Rejected, Reminded
from charter.core.vocabulary.journal import Journal

Answer: TypeAlias = Accepted | Rejected
Event: TypeAlias = Delivered | Accepted | Rejected | Reminded


class Stage(Enum):
    """Where a deliverable stands."""

    IN_REVIEW = auto()
    SENT_BACK = auto()
    ACCEPTED = auto()

    def after(self, answer: Answer) -> Stage:
        """Give the stage after an answer of the client."""
        if isinstance(answer, Accepted) or self is Stage.ACCEPTED:
            return Stage.ACCEPTED
        return Stage.SENT_BACK


class Delivery(NamedTuple):
    """One delivery, the answers to it, and what came after it.

    `reminded_on` is the day of the first reminder after it, `redelivered_on` the day on which the same thing (of the
    same occasion) was delivered again, `reworked_on` the day of the next delivery that can be its rework: of the same
    occasion, or where one of the two names no occasion. `first_on` is the day on which the same thing was first
    delivered. `ordinal` counts the deliveries of the deliverable on that day, from 1.
    """

    delivered: Delivered
    answers: tuple[Answer, ...]
    reminded_on: dt.date | None
    redelivered_on: dt.date | None
    reworked_on: dt.date | None
    first_on: dt.date
    ordinal: int


class Rework(NamedTuple):
    """A round of rework that a rejection asks for, and the day on which it was over: delivered again, or accepted.

    `first_on` is the day on which the thing was first delivered, as far as anybody recorded it. `ordinal` counts the
    rejections of the deliverable on that day, from 1.
    """

    rejected: Rejected
    round: int
    over_on: dt.date | None
    first_on: dt.date
    ordinal: int


class DeliveryHistory(NamedTuple):
    """The deliveries of one deliverable, and before them the answers to one that nobody recorded.

    `accepted_by_silence` says whether silence accepted any of them.
    """

    unrecorded: tuple[Answer, ...]
    deliveries: tuple[Delivery, ...]
    accepted_by_silence: bool = False

    def reworks(self, silences: Iterable[dt.date | None]) -> Iterator[Rework]:
        """Give each round of rework; `silences` has the day on which silence accepted, for each delivery."""
        rejections = Counter[dt.date]()
        rounds = 0
        for (answers, first_on, reworked_on), silence in zip(
            self._answered(), (None, *silences), strict=True
        ):
            stage = Stage.IN_REVIEW if silence is None else Stage.ACCEPTED
            for place, answer in enumerate(answers):
                stage = stage.after(answer)
                if isinstance(answer, Accepted):
                    continue
                rejections[answer.on] += 1
                if stage is Stage.SENT_BACK:
                    rounds += 1
                    over_on = _accepted_on(answers[place:]) or reworked_on
                    yield Rework(answer, rounds, over_on, first_on or answer.on, rejections[answer.on])
            rounds = 0 if stage is Stage.ACCEPTED else rounds

    def _answered(self) -> Iterator[tuple[tuple[Answer, ...], dt.date | None, dt.date | None]]:
        """Give the answers to each delivery, the day of its first delivery, and that of its rework."""
        yield self.unrecorded, None, next((delivery.delivered.on for delivery in self.deliveries), None)
        for delivery in self.deliveries:
            yield delivery.answers, delivery.first_on, delivery.reworked_on


def _accepted_on(answers: Sequence[Answer]) -> dt.date | None:
    return next((answer.on for answer in answers if isinstance(answer, Accepted)), None)


def delivery_histories(journal: Journal) -> tuple[DeliveryHistory, ...]:
    """Find what became of each deliverable. Acceptance by silence is no answer here: it follows from this."""
    steps: tuple[Delivered | Rejected, ...] = (*journal.of(Delivered), *journal.of(Rejected))
    keys = dict.fromkeys(step.deliverable for step in steps)
    silent = {entry.deliverable for entry in journal.of(Accepted) if entry.deemed}
    return tuple(delivery_history(_events(key, journal), by_silence=key in silent) for key in keys)


def _events(key: str, journal: Journal) -> list[Event]:
    """Give what happened to a deliverable, by day, and within a day in the order recorded.

    What was recorded before the first delivery, but on its day, belongs to it.
    """
    events: list[Event] = [
        *journal.about(Delivered, key),
        *(entry for entry in journal.about(Accepted, key) if not entry.deemed),
        *journal.about(Rejected, key),
        *journal.about(Reminded, key),
    ]
    if len({event.on for event in events}) == len(events):
        return sorted(events, key=attrgetter("on"))
    recorded = {id(entry): place for place, entry in enumerate(journal.entries)}
    events.sort(key=lambda event: (event.on, recorded[id(event)]))
    first = next((place for place, event in enumerate(events) if isinstance(event, Delivered)), 0)
    begins = next(place for place, event in enumerate(events) if event.on == events[first].on)
    events.insert(begins, events.pop(first))
    return events


def delivery_history(events: Iterable[Event], *, by_silence: bool = False) -> DeliveryHistory:
    """Go through what happened to one deliverable, in order, and give its deliveries."""
    so_far = _SoFar()
    for event in events:
        match event:
            case Delivered():
                so_far.deliver(event)
            case Reminded():
                so_far.remind(event)
            case _:
                so_far.answers.append(event)
    return DeliveryHistory(
        tuple(so_far.unrecorded), tuple(delivery.finished() for delivery in so_far.deliveries), by_silence
    )


@dataclass
class _Open:
    """A delivery while what comes after it is still being read; see `Delivery`."""

    delivered: Delivered
    first_on: dt.date
    ordinal: int
    answers: list[Answer] = field(default_factory=list)
    reminded_on: dt.date | None = None
    redelivered_on: dt.date | None = None
    reworked_on: dt.date | None = None

    def finished(self) -> Delivery:
        """Give the delivery with all that came after it."""
        return Delivery(
            self.delivered, tuple(self.answers), self.reminded_on, self.redelivered_on, self.reworked_on,
            self.first_on, self.ordinal,
        )  # fmt: skip


class _SoFar:
    """What was read so far of the events of one deliverable: its deliveries, and which of them wait for what."""

    def __init__(self) -> None:
        self.unrecorded: list[Answer] = []
        self.answers = self.unrecorded
        self.deliveries: list[_Open] = []
        self._unreminded: list[_Open] = []
        self._latest: dict[dt.date | None, _Open] = {}
        self._unreworked: dict[dt.date | None, list[_Open]] = {}
        self._per_day = Counter[dt.date]()

    def deliver(self, delivered: Delivered) -> None:
        """Begin a delivery; those before it of the same thing were delivered again, or reworked, on its day."""
        on, occasion = delivered.on, delivered.occasion
        self._per_day[on] += 1
        before = self._latest.get(occasion)
        if before is not None:
            before.redelivered_on = on
        for reworked in self._reworked_by(occasion):
            reworked.reworked_on = on
        delivery = _Open(delivered, before.first_on if before else on, self._per_day[on])
        self.answers = delivery.answers
        self.deliveries.append(delivery)
        self._unreminded.append(delivery)
        self._latest[occasion] = delivery
        self._unreworked.setdefault(occasion, []).append(delivery)

    def remind(self, reminded: Reminded) -> None:
        """Count a reminder for every delivery before it that had none."""
        for delivery in self._unreminded:
            delivery.reminded_on = reminded.on
        self._unreminded.clear()

    def _reworked_by(self, occasion: dt.date | None) -> list[_Open]:
        """Take the deliveries out of which one of an occasion can rework: all, where it names none."""
        occasions = list(self._unreworked) if occasion is None else [occasion, None]
        return [delivery for named in occasions for delivery in self._unreworked.pop(named, ())]
