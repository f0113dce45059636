"""Acceptance: the client looks, says yes or what is missing; silence says yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter
from typing import ClassVar, NamedTuple, Self, TypeAlias

from pydantic import Field

from charter.core.law.lookup import law
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import DAY
from charter.core.vocabulary.duty import Duty, Force
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side


class Acceptance(Clause):
    """How a deliverable is reviewed, accepted, or sent back."""

    survives: ClassVar[str] = "What is handed over by the last day is still reviewed under it."

    review: Duration = Field(description="How long the client has to review.", examples=["10 business days"])
    reminder: Duration | None = Field(
        None,
        description="How long after delivery the consultant reminds; silence then accepts only after a reminder.",
        examples=["5 business days"],
    )
    deemed_after: Duration | None = Field(
        None,
        description="How long after delivery silence counts as acceptance; left out: silence never does.",
        examples=["10 business days"],
    )
    rework: Duration = Field(
        description="How long the consultant has to rework.", examples=["10 business days"]
    )
    rounds: int = Field(ge=0, le=20, description="How many rounds of rework are included.", examples=[2])

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Accept by silence what nobody judged in time, and what did not come again before."""
        for handed in journal.once(_judged).handovers:
            delivered, answer = handed.delivered, handed.answer
            clause = past.at(delivered.on)
            day = clause.silent(delivered, deal, journal) if clause else None
            if day is None or day > deal.today or (handed.again is not None and handed.again < day):
                continue
            if answer is None or answer.on >= day:
                learned = max(day, delivered.known)
                entry = Accepted(
                    on=day,
                    recorded=learned if learned > day else None,
                    by="silence",
                    deliverable=delivered.deliverable,
                )
                yield deem(entry, cls.cite)

    def silent(self, delivered: Delivered, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the day on which silence accepts: the day after the time ran out, and after any reminder due."""
        if self.deemed_after is None:
            return None
        needed = self.reminder is not None
        reminded = journal.reminded(delivered.deliverable, delivered.on) if needed else delivered.on
        if reminded is None:
            return None
        return max(deal.within(self.deemed_after, delivered.on), reminded) + DAY

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Review, remind, and rework, for each delivery."""
        for handed in journal.once(_judged).handovers:
            clause = past.at(handed.delivered.on)
            if clause is not None:
                yield from clause.review_of(handed, deal, journal)
        for rejected, over, nth in journal.once(_judged).reworks:
            clause = past.at(rejected.on)
            if clause is not None:
                yield clause.rework_of(rejected, over, nth, deal, journal)

    def rework_of(
        self, rejected: Rejected, over: dt.date | None, nth: str, deal: Deal, journal: Journal
    ) -> Duty:
        """Give the rework of what was sent back; beyond the rounds included, the talk about how to go on.

        `over` is the day on which it came again or was accepted after all.
        """
        key, on = rejected.deliverable, rejected.on
        meets = (("kind", "delivered"), ("deliverable", key))
        if _round(rejected, journal) > self.rounds:
            return Duty(
                f"{self.cite}/go-on/{key}/{on}{nth}",
                Cite(f"{self.cite}.rounds"),
                Force.MUST,
                "both",
                "both",
                f"Agree in writing how to go on, the rounds of rework are used up: {_named(key, deal)}",
                None,
                on,
                meets=meets,
                met=over,
            )
        return Duty(
            f"{self.cite}/rework/{key}/{on}{nth}",
            self.cite,
            Force.MUST,
            Side.CONSULTANT,
            Side.CLIENT,
            f"Rework and deliver again: {_named(key, deal)}",
            deal.within(self.rework, on),
            on,
            meets=meets,
            met=over,
        )

    def review_of(self, handed: Handover, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the client's review and the consultant's reminder for one delivery, unless it came again unjudged."""
        key, on, answer = handed.delivered.deliverable, handed.delivered.on, handed.answer
        if answer is None and handed.again is not None:
            return
        by_silence = answer is not None and bool(answer.deemed)
        yield Duty(
            f"{self.cite}/review/{key}/{on}{handed.nth}",
            self.cite,
            Force.WILL if by_silence else Force.MUST,
            Side.CLIENT,
            Side.CONSULTANT,
            f"Review and accept, or say what is missing: {_named(key, deal)}",
            deal.within(self.review, on),
            on,
            meets=(("kind", "accepted"), ("deliverable", key)),
            met=None if answer is None or by_silence else answer.on,
        )
        sent = journal.reminded(key, on) if self.reminder is not None else None
        if self.reminder is not None and (sent is not None or answer is None):
            yield Duty(
                f"{self.cite}/remind/{key}/{on}{handed.nth}",
                self.cite,
                Force.MUST,
                Side.CONSULTANT,
                Side.CLIENT,
                f"Remind the client of the review: {_named(key, deal)}",
                deal.within(self.reminder, on),
                on,
                meets=(("kind", "reminded"), ("of", key)),
                met=sent,
            )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a review longer than the law allows, and silence that speaks too early."""
        yield from self._by_law(deal)
        start = deal.starts
        if self.deemed_after is None:
            yield Finding(
                "CH-SCO-011",
                Level.WARNING,
                f"{self.cite}.deemed_after",
                "A client who says nothing never accepts, so a milestone may never be earned.",
                "Let silence accept after the review.",
                mend=(Change(f"{self.cite}.deemed_after", None, str(self.review)),),
            )
        elif deal.after(self.deemed_after, start) < deal.after(self.review, start):
            yield Finding(
                "CH-SCO-012",
                Level.ERROR,
                f"{self.cite}.deemed_after",
                f"Silence accepts after {self.deemed_after}, before the review of {self.review} is over.",
                "Let silence accept when the review is over, not before.",
                mend=(Change(f"{self.cite}.deemed_after", str(self.deemed_after), str(self.review)),),
            )

    def _by_law(self, deal: Deal) -> Iterator[Finding]:
        """Compare the review with the longest that the law allows, and silence with what it asks beforehand."""
        fact = law(deal.law).fact("acceptance_period", deal.agreed)
        longest = int(fact.value["max_days"]) if fact is not None else None
        days = (deal.after(self.review, deal.starts) - deal.starts).days
        if fact is not None and longest is not None and days > longest:
            yield Finding(
                "CH-SCO-010",
                fact.weight,
                f"{self.cite}.review",
                f"The review of {self.review} takes {days} days; the law allows {longest} unless more was agreed"
                " expressly and is fair.",
                f"Shorten the review to {longest} days at most.",
                fact.cited(deal.agreed),
                mend=(Change(f"{self.cite}.review", str(self.review), f"{longest} days"),),
            )
        elif fact is not None and days > (usual := fact.value.get("standard_terms_days", days)):
            yield Finding(
                "CH-SCO-013",
                Level.ADVICE,
                f"{self.cite}.review",
                f"If one side wrote these terms for many agreements, a review of more than {usual} days is presumed to"
                " be too long.",
                "Negotiate this term and keep the rounds, or shorten it.",
                fact.cited(deal.agreed),
            )
        told = law(deal.law).fact("silence", deal.agreed)
        if told is not None and self.deemed_after is not None and self.reminder is None:
            yield Finding(
                "CH-SCO-014",
                told.weight,
                f"{self.cite}.reminder",
                told.rule,
                "Agree a reminder: silence then accepts only after one that says so.",
                told.cited(deal.agreed),
                mend=(Change(f"{self.cite}.reminder", None, "5 business days"),),
            )


def _named(key: str, deal: Deal) -> str:
    """Give the name of a deliverable, its key once it is gone from the agreement."""
    return deal.deliverables.get(key, key)


def _round(rejected: Rejected, journal: Journal) -> int:
    """Count how often a deliverable was sent back up to and with this time, since it was last accepted."""
    key, on = rejected.deliverable, rejected.on
    accepted = journal.about(Accepted, key, until=on)
    return len(journal.about(Rejected, key, accepted[-1].on if accepted else None, on + DAY))


class Handover(NamedTuple):
    """A delivery with its answer, and the day on which the same thing came again.

    `nth` tells deliveries of one thing on one day apart, in the ids of duties: empty for the first, then "/2".
    """

    delivered: Delivered
    answer: Accepted | Rejected | None
    again: dt.date | None
    nth: str


class _Judged(NamedTuple):
    """Every handover, and every rejection with the day that ended its rework."""

    handovers: tuple[Handover, ...]
    reworks: tuple[tuple[Rejected, dt.date | None, str], ...]


def _judged(journal: Journal) -> _Judged:
    """Find what became of each delivery: an answer belongs to the last delivery before it.

    On one day the order recorded counts, silence first, since it accepts when the day begins. An answer that stands
    before every delivery of its day belongs to the first of them.
    """
    steps: tuple[Delivered | Rejected, ...] = (*journal.of(Delivered), *journal.of(Rejected))
    courses = [_course(key, journal) for key in dict.fromkeys(step.deliverable for step in steps)]
    return _Judged(
        tuple(handed for course in courses for handed in _handovers(course)),
        tuple(rework for course in courses for rework in _reworks(course)),
    )


_Step: TypeAlias = Delivered | Accepted | Rejected


def _course(key: str, journal: Journal) -> list[_Step]:
    """Give what happened to a deliverable, by day, and within a day in the order recorded."""
    steps: tuple[_Step, ...] = (
        *journal.about(Delivered, key),
        *journal.about(Accepted, key),
        *journal.about(Rejected, key),
    )
    if len({step.on for step in steps}) == len(steps):
        return sorted(steps, key=attrgetter("on"))
    places = {id(entry): place for place, entry in enumerate(journal.entries)}
    return sorted(steps, key=lambda step: (step.on, not step.deemed, places[id(step)]))


def _handovers(course: list[_Step]) -> Iterator[Handover]:
    found: list[Handover] = []
    comes: dict[dt.date | None, dt.date] = {}
    answer: Accepted | Rejected | None = None
    for step in reversed(course):
        if isinstance(step, Delivered):
            found.append(Handover(step, answer, comes.get(step.occasion), ""))
            comes[step.occasion], answer = step.on, None
        else:
            answer = step
    first = found[-1] if found else None
    if first is not None and first.answer is None and answer is not None and not answer.deemed:
        found[-1] = first._replace(answer=answer if answer.on == first.delivered.on else None)
    for handed, nth in zip(reversed(found), _nths(course, Delivered), strict=True):
        yield handed._replace(nth=nth) if nth else handed


def _reworks(course: list[_Step]) -> Iterator[tuple[Rejected, dt.date | None, str]]:
    nths = iter(_nths(course, Rejected))
    for place, step in enumerate(course):
        if isinstance(step, Rejected):
            later = (after.on for after in course[place + 1 :] if not isinstance(after, Rejected))
            yield step, next(later, None), next(nths)


def _nths(course: list[_Step], kind: type[_Step]) -> list[str]:
    """Give what tells entries of a kind on one day apart: empty for the first, then "/2"."""
    counts: dict[dt.date, int] = {}
    found = []
    for step in course:
        if isinstance(step, kind):
            count = counts[step.on] = counts.get(step.on, 0) + 1
            found.append("" if count == 1 else f"/{count}")
    return found
