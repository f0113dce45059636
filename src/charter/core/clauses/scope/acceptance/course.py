"""The course of a deliverable under the terms: its reviews, silence, rounds of rework, and the choice after them.

A rejection is a round of rework. Once the rounds are used up, or a correction is late, the client chooses: a last
round, a lower price, or refusal. Silence after a reminder is a refusal, and so is a last round that fails or comes
late. An acceptance begins all counting anew; a refusal ends it. Each day on which something comes about by itself is
worked out from what happened before that day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from charter.core.clauses.scope.acceptance.deliveries import Answer, Delivery, DeliveryHistory
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Accepted, Rejected, Reminded
from charter.core.vocabulary.judged import Chosen

if TYPE_CHECKING:
    from charter.core.clauses.scope.acceptance import Acceptance
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal

Why = Literal["chosen", "silence", "last round"]


class Review(NamedTuple):
    """The review of one delivery, under the terms of its day; `accepted_on` where silence accepted it."""

    delivery: Delivery
    clause: Acceptance
    accepted_on: dt.date | None


class Round(NamedTuple):
    """What was sent back, under the terms of that day.

    `number` counts the rounds from 1, `ordinal` the rejections of the deliverable on that day. `due` is the last day of
    the correction, None where no round was left. `over_on` is the day on which it was handed over again, or accepted.
    From `choice_from` on the client had to choose (`chosen`), at first as `reminder` says; `refused` is the day of the
    refusal, and why.
    """

    rejected: Rejected
    delivery: Delivery
    clause: Acceptance
    number: int
    ordinal: int
    due: dt.date | None
    over_on: dt.date | None
    choice_from: dt.date | None = None
    reminder: Reminded | None = None
    chosen: Chosen | None = None
    refused: tuple[dt.date, Why] | None = None

    @property
    def for_less(self) -> bool:
        """Whether the client took it for less."""
        return self.chosen is not None and self.chosen.choice == "lower price"

    @property
    def once_more(self) -> bool:
        """Whether the client chose a last round."""
        return self.chosen is not None and self.chosen.choice == "last round"


@dataclass
class Course:
    """What came about for a deliverable: each review, and each round of rework."""

    deliverable: str
    reviews: list[Review] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)


def course(
    history: DeliveryHistory, past: Past[Acceptance], deal: Deal, *, again: bool, over: dt.date | None
) -> Course:
    """Go through what became of a deliverable.

    `again` says that it recurs, so that one refusal does not end it; `over` is the day on which it was refused because
    it was late.
    """
    return _Walk(history, past, deal, again=again, over=over).walked()


class _Walk:
    """What was seen so far of a deliverable: how many rounds, and whether the last one is being played."""

    def __init__(
        self,
        history: DeliveryHistory,
        past: Past[Acceptance],
        deal: Deal,
        *,
        again: bool,
        over: dt.date | None,
    ) -> None:
        self.history, self.past, self.deal, self.again = history, past, deal, again
        self.course = Course(history.deliverable)
        self.refused_on = over
        self._rounds = Counter[dt.date | None]()
        self._last: set[dt.date | None] = set()
        self._ordinals = Counter[dt.date]()
        self._of: dt.date | None = None

    def walked(self) -> Course:
        """Give what came about; what was handed over after the refusal, or first after the end, is not reviewed."""
        for delivery in self.history.deliveries:
            if self.refused_on is not None and self.refused_on <= delivery.delivered.on and not self.again:
                break
            self._of = delivery.delivered.occasion or self._of
            if self.deal.ends is None or delivery.first_on < self.deal.ends:
                self._review(delivery)
        return self.course

    def _review(self, delivery: Delivery) -> None:
        clause = self.past.at(delivery.delivered.on)
        silence = clause.silence(delivery, self.deal) if clause else None
        if clause is not None:
            self.course.reviews.append(Review(delivery, clause, silence))
        over = silence is not None
        for place, answer in enumerate(delivery.answers):
            if isinstance(answer, Rejected):
                self._ordinals[answer.on] += 1
                over = over or self._sent_back(answer, delivery, delivery.answers[place + 1 :])
            else:
                over = over or isinstance(answer, Accepted)
        if over:
            self._rounds[self._of] = 0
            self._last.discard(self._of)

    def _sent_back(self, rejected: Rejected, delivery: Delivery, after: tuple[Answer | Chosen, ...]) -> bool:
        """Count a round, and say whether it is over with it: accepted for less, or refused."""
        clause = self.past.at(rejected.on)
        self._rounds[self._of] += 1
        if clause is None:
            return False
        found = self._round(rejected, delivery, after, clause)
        if self._of in self._last:
            found = found._replace(refused=(rejected.on, "last round"))
        elif found.choice_from is not None:
            found = self._chosen(found, found.choice_from, after)
        self.course.rounds.append(found)
        if found.once_more and found.refused is None:
            self._last.add(self._of)
        if found.refused is not None:
            self.refused_on = found.refused[0]
        return found.for_less or found.refused is not None

    def _round(
        self, rejected: Rejected, delivery: Delivery, after: tuple[Answer | Chosen, ...], clause: Acceptance
    ) -> Round:
        """Give the round as sent back; the choice begins at once where none was left, else when it is late."""
        number, on = self._rounds[self._of], rejected.on
        accepted_on = next((one.on for one in after if isinstance(one, Accepted)), None)
        over_on = accepted_on or delivery.reworked_on
        due = self.deal.within(clause.rework, on) if number <= clause.rounds else None
        begun = on if due is None else due + DAY
        late = due is None or (begun <= self.deal.today and (over_on is None or over_on > due))
        choice_from = begun if late and clause.choice is not None else None
        return Round(
            rejected, delivery, clause, number, self._ordinals[on], due, over_on, choice_from
        )  # fmt: skip

    def _chosen(self, found: Round, begun: dt.date, after: tuple[Answer | Chosen, ...]) -> Round:
        """Add what the client chose, or what its silence says."""
        over_on, reminder = found.over_on, self._reminded(begun, found.over_on)
        silence = found.clause.refusal(begun, reminder, self.deal)
        words = (one for one in _until_the_next(after) if begun <= one.on)
        chosen = next((one for one in words if silence is None or one.on < silence), None)
        found = found._replace(reminder=reminder, chosen=chosen)
        if chosen is None:
            silent = silence is not None and (over_on is None or over_on >= silence)
            return found._replace(refused=(silence, "silence")) if silence and silent else found
        if chosen.choice == "refusal":
            return found._replace(refused=(chosen.on, "chosen"))
        if chosen.choice == "last round":
            until = self.deal.within(found.clause.rework, chosen.on)
            if until < self.deal.today and (over_on is None or over_on > until):
                return found._replace(refused=(until + DAY, "last round"))
        return found

    def _reminded(self, begun: dt.date, over_on: dt.date | None) -> Reminded | None:
        """Give the first reminder of the choice."""
        return next(
            (
                one
                for one in self.history.reminders
                if begun <= one.on and (over_on is None or one.on <= over_on)
            ),
            None,
        )


def _until_the_next(after: tuple[Answer | Chosen, ...]) -> Iterator[Chosen]:
    """Give what was chosen before the client said anything else."""
    for one in after:
        if not isinstance(one, Chosen):
            return
        yield one
