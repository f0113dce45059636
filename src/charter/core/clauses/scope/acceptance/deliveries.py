"""What became of a deliverable: each delivery, and what the client answered to it, in the order of the days.

Within a day the order recorded counts. An answer belongs to the last delivery before it; an answer to what nobody
handed over is none. What follows from the terms (silence, rounds of rework, the choice after them) is for `course`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from charter.core.vocabulary.entry import Accepted, Delivered, Rejected, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen

Answer: TypeAlias = Accepted | Rejected
Event: TypeAlias = Delivered | Answer | Chosen | Reminded


class Delivery(NamedTuple):
    """One delivery, and what came after it.

    `answers` are what the client said of it, `choices` those among them that choose how to go on. `reminder` is the
    first after it. `redelivered_on` is the day on which the same thing (of the same occasion) was delivered again,
    `reworked_on` the day of the next delivery that can be its rework: of the same occasion, or where one of the two
    names no occasion. `first_on` is the day on which the same thing was first delivered. `ordinal` counts the
    deliveries of the deliverable on that day, from 1.
    """

    delivered: Delivered
    answers: tuple[Answer | Chosen, ...]
    reminder: Reminded | None
    redelivered_on: dt.date | None
    reworked_on: dt.date | None
    first_on: dt.date
    ordinal: int

    @property
    def answered_on(self) -> dt.date | None:
        """The day of the first answer."""
        return self.answers[0].on if self.answers else None


class DeliveryHistory(NamedTuple):
    """The deliveries of one deliverable, and every reminder of it, by day."""

    deliverable: str
    deliveries: tuple[Delivery, ...]
    reminders: tuple[Reminded, ...]


def delivery_histories(journal: Journal) -> tuple[DeliveryHistory, ...]:
    """Find what became of each deliverable. Acceptance by silence is no answer here: it follows from this."""
    keys = dict.fromkeys(delivered.deliverable for delivered in journal.of(Delivered))
    return tuple(delivery_history(key, _events(key, journal)) for key in keys)


def _events(key: str, journal: Journal) -> list[Event]:
    """Give what happened to a deliverable, by day, and within a day in the order recorded.

    What was recorded before the first delivery, but on its day, belongs to it.
    """
    events: list[Event] = [
        *journal.about(Delivered, key),
        *(entry for entry in journal.about(Accepted, key) if entry.in_form and not entry.deemed),
        *(entry for entry in journal.about(Rejected, key) if entry.in_form),
        *(entry for entry in journal.about(Chosen, key) if entry.in_form),
        *journal.about(Reminded, key),
    ]
    if len({event.on for event in events}) == len(events):
        return sorted(events, key=attrgetter("on"))
    recorded = {id(entry): place for place, entry in enumerate(journal.entries)}
    events.sort(key=lambda event: (event.on, recorded[id(event)]))
    first = next(place for place, event in enumerate(events) if isinstance(event, Delivered))
    begins = next(place for place, event in enumerate(events) if event.on == events[first].on)
    events.insert(begins, events.pop(first))
    return events


def delivery_history(key: str, events: Iterable[Event]) -> DeliveryHistory:
    """Go through what happened to one deliverable, in order, and give its deliveries."""
    so_far = _SoFar()
    for event in events:
        match event:
            case Delivered():
                so_far.deliver(event)
            case Reminded():
                so_far.remind(event)
            case _:
                so_far.answer(event)
    return DeliveryHistory(
        key, tuple(delivery.finished() for delivery in so_far.deliveries), tuple(so_far.reminders)
    )


@dataclass
class _Open:
    """A delivery while what comes after it is still being read; see `Delivery`."""

    delivered: Delivered
    first_on: dt.date
    ordinal: int
    answers: list[Answer | Chosen] = field(default_factory=list)
    reminder: Reminded | None = None
    redelivered_on: dt.date | None = None
    reworked_on: dt.date | None = None

    def finished(self) -> Delivery:
        """Give the delivery with all that came after it."""
        return Delivery(
            self.delivered, tuple(self.answers), self.reminder, self.redelivered_on, self.reworked_on,
            self.first_on, self.ordinal,
        )  # fmt: skip


class _SoFar:
    """What was read so far of the events of one deliverable: its deliveries, and which of them wait for what."""

    def __init__(self) -> None:
        self.deliveries: list[_Open] = []
        self.reminders: list[Reminded] = []
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
        self.deliveries.append(delivery)
        self._unreminded.append(delivery)
        self._latest[occasion] = delivery
        self._unreworked.setdefault(occasion, []).append(delivery)

    def answer(self, answer: Answer | Chosen) -> None:
        """Count an answer for the last delivery; before the first one it answers nothing."""
        if self.deliveries:
            self.deliveries[-1].answers.append(answer)

    def remind(self, reminded: Reminded) -> None:
        """Count a reminder for every delivery before it that had none."""
        self.reminders.append(reminded)
        for delivery in self._unreminded:
            delivery.reminder = reminded
        self._unreminded.clear()

    def _reworked_by(self, occasion: dt.date | None) -> list[_Open]:
        """Take the deliveries out of which one of an occasion can rework: all, where it names none."""
        occasions = list(self._unreworked) if occasion is None else [occasion, None]
        return [delivery for named in occasions for delivery in self._unreworked.pop(named, ())]
