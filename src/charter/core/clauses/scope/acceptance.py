"""Acceptance: the client looks, says yes or what is missing; silence says yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import ClassVar, NamedTuple, Self, TypeAlias

from pydantic import Field

from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, Reminded, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES


class Acceptance(Clause):
    """How a deliverable is reviewed, accepted, or sent back."""

    survives: ClassVar[str] = "What is handed over by the last day is still reviewed under it."
    entries = (Accepted, Rejected)

    review: TimeToAct = Field(description="How long the client has to review.", examples=["10 business days"])
    reminder: TimeToAct | None = Field(
        None,
        description="How long after delivery the consultant reminds; silence then accepts only after a reminder.",
        examples=["5 business days"],
    )
    deemed_after: TimeToAct | None = Field(
        None,
        description="How long after delivery silence counts as acceptance; left out: silence never does.",
        examples=["10 business days"],
    )
    rework: TimeToAct = Field(
        description="How long the consultant has to rework.", examples=["10 business days"]
    )
    rounds: int = Field(ge=0, le=20, description="How many rounds of rework are included.", examples=[2])

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Accept by silence what nobody judged in time, and what did not come again before."""
        for handed in chain.from_iterable(course.handovers for course in journal.fold(_courses)):
            day = cls._silence(handed, past, deal)
            if day is not None:
                learned = max(day, handed.delivered.known)
                entry = Accepted(
                    on=day,
                    recorded=learned if learned > day else None,
                    by="silence",
                    deliverable=handed.delivered.deliverable,
                )
                yield deem(entry, cls.cite)

    @classmethod
    def _silence(cls, handed: Handover, past: Past[Self], deal: Deal) -> dt.date | None:
        """Give the day on which silence accepted; None where a word came first, or the thing itself again."""
        clause = past.at(handed.delivered.on)
        day = clause.silent(handed, deal) if clause and _reviewed(handed.first, deal) else None
        if day is None or day > deal.today or (handed.again is not None and handed.again < day):
            return None
        return None if handed.answers and handed.answers[0].on < day else day

    def silent(self, handed: Handover, deal: Deal) -> dt.date | None:
        """Give the day on which silence accepts: the day after the time ran out, and after any reminder due."""
        on = handed.delivered.on
        reminded = handed.reminded if self.reminder is not None else on
        if self.deemed_after is None or reminded is None:
            return None
        return max(deal.within(self.deemed_after, on), reminded) + DAY

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Review, remind, and rework, for each delivery."""
        for course in journal.fold(_courses):
            silences = [cls._silence(h, past, deal) if course.silence else None for h in course.handovers]
            for handed, silence in zip(course.handovers, silences, strict=True):
                clause = past.at(handed.delivered.on)
                if clause is not None and _reviewed(handed.first, deal):
                    yield from clause.review_of(handed, deal, by_silence=silence is not None)
            for rework in _reworks(course, silences):
                clause = past.at(rework.rejected.on)
                if clause is not None and _reviewed(rework.first, deal):
                    yield clause.rework_of(rework, deal)

    def rework_of(self, rework: Rework, deal: Deal) -> Duty:
        """Give the rework of what was sent back; beyond the rounds included, the talk about how to go on."""
        key, on = rework.rejected.deliverable, rework.rejected.on
        meets = (("kind", "delivered"), ("deliverable", key))
        if rework.round > self.rounds:
            return Duty(
                f"{self.cite}/go-on/{key}/{on}{rework.nth}",
                Cite(f"{self.cite}.rounds"),
                Force.MUST,
                "both",
                "both",
                f"Agree in writing how to go on, the rounds of rework are used up: {_named(key, deal)}",
                None,
                on,
                meets=meets,
                met=rework.over,
            )
        return Duty(
            f"{self.cite}/rework/{key}/{on}{rework.nth}",
            self.cite,
            Force.MUST,
            Side.CONSULTANT,
            Side.CLIENT,
            f"Rework and deliver again: {_named(key, deal)}",
            deal.within(self.rework, on),
            on,
            meets=meets,
            met=rework.over,
        )

    def review_of(self, handed: Handover, deal: Deal, *, by_silence: bool) -> Iterator[Duty]:
        """Give the client's review and the consultant's reminder for one delivery, unless it came again unjudged."""
        key, on = handed.delivered.deliverable, handed.delivered.on
        judged = bool(handed.answers) or by_silence
        if not judged and handed.again is not None:
            return
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
            met=None if by_silence or not judged else handed.answers[0].on,
        )
        if self.reminder is not None and (handed.reminded is not None or not judged):
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
                met=handed.reminded,
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
        elif self.reminder is not None and deal.after(self.reminder, start) >= deal.after(
            self.deemed_after, start
        ):
            yield Finding(
                "CH-SCO-015",
                Level.WARNING,
                f"{self.cite}.reminder",
                f"The reminder goes out after {self.reminder}, when silence of {self.deemed_after} is over already:"
                " it warns of nothing.",
                "Let the reminder go out before silence accepts.",
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
    return deal.named(DELIVERABLES, key)


def _reviewed(first: dt.date, deal: Deal) -> bool:
    """Whether something first handed over on a day is reviewed: by the last day, and then also what is mended later."""
    return deal.ends is None or first < deal.ends


Answer: TypeAlias = Accepted | Rejected
_Step: TypeAlias = Delivered | Accepted | Rejected | Reminded


class Handover(NamedTuple):
    """A delivery with the answers to it, and the days of the first reminder after it and on which it came again.

    `mended` is the day of the next handover that can be its rework, also where only one of them names an occasion.
    `first` is the day on which the same thing was first handed over. `nth` tells deliveries of one thing on one day
    apart, in the ids of duties: empty for the first, then "/2".
    """

    delivered: Delivered
    answers: tuple[Answer, ...]
    reminded: dt.date | None
    again: dt.date | None
    mended: dt.date | None
    first: dt.date
    nth: str


class Rework(NamedTuple):
    """A rejection, which round of rework it asks for, and the day on which that was over: come again, or accepted.

    `first` is the day on which the thing was first handed over, as far as anybody recorded it.
    """

    rejected: Rejected
    round: int
    over: dt.date | None
    first: dt.date
    nth: str


class _Course(NamedTuple):
    """What became of one deliverable: its handovers, and before them the answers to one that nobody recorded.

    `silence` says whether silence accepted any of them.
    """

    unrecorded: tuple[Answer, ...]
    handovers: tuple[Handover, ...]
    silence: bool


def _courses(journal: Journal) -> tuple[_Course, ...]:
    """Find what became of each deliverable: an answer belongs to the last handover before it.

    On one day the order recorded counts. What stands before every handover of a deliverable, on the day of the first,
    belongs to that one. Silence is no answer here: it follows from this.
    """
    steps: tuple[Delivered | Rejected, ...] = (*journal.of(Delivered), *journal.of(Rejected))
    keys = dict.fromkeys(step.deliverable for step in steps)
    silences = {entry.deliverable for entry in journal.of(Accepted) if entry.deemed}
    return tuple(_course(_steps(key, journal), silence=key in silences) for key in keys)


def _steps(key: str, journal: Journal) -> list[_Step]:
    """Give what happened to a deliverable, by day, and within a day in the order recorded."""
    steps: list[_Step] = [
        *journal.about(Delivered, key),
        *(entry for entry in journal.about(Accepted, key) if not entry.deemed),
        *journal.about(Rejected, key),
        *journal.about(Reminded, key),
    ]
    if len({step.on for step in steps}) == len(steps):
        return sorted(steps, key=attrgetter("on"))
    places = {id(entry): place for place, entry in enumerate(journal.entries)}
    steps.sort(key=lambda step: (step.on, places[id(step)]))
    first = next((place for place, step in enumerate(steps) if isinstance(step, Delivered)), 0)
    sooner = next(place for place, step in enumerate(steps) if step.on == steps[first].on)
    steps.insert(sooner, steps.pop(first))
    return steps


def _course(steps: list[_Step], *, silence: bool) -> _Course:
    """Read what happened backwards, so that each handover takes what came after it."""
    found: list[tuple[Delivered, tuple[Answer, ...], dt.date | None, dt.date | None, dt.date | None]] = []
    answers: list[Answer] = []
    reminded: dt.date | None = None
    comes: dict[dt.date | None, dt.date] = {}
    for step in reversed(steps):
        if isinstance(step, Delivered):
            mended = _sooner(comes, step.occasion) if answers else None
            found.append((step, tuple(reversed(answers)), reminded, comes.get(step.occasion), mended))
            comes[step.occasion] = step.on
            answers.clear()
        elif isinstance(step, Reminded):
            reminded = step.on
        else:
            answers.append(step)
    same_day: dict[dt.date, int] = {}
    handovers = (
        Handover(*handed, comes[handed[0].occasion], _nth(same_day, handed[0].on))
        for handed in reversed(found)
    )
    return _Course(tuple(reversed(answers)), tuple(handovers), silence)


def _sooner(comes: dict[dt.date | None, dt.date], occasion: dt.date | None) -> dt.date | None:
    """Give the day of the next handover that can be of an occasion: it names the same, or one of the two names none."""
    if occasion is None:
        return min(comes.values(), default=None)
    return min((comes[named] for named in (occasion, None) if named in comes), default=None)


def _reworks(course: _Course, silences: list[dt.date | None]) -> Iterator[Rework]:
    """Give each rejection that came before any acceptance of what was handed over, by a word or by silence."""
    same_day: dict[dt.date, int] = {}
    count = 0
    comes = course.handovers[0].delivered.on if course.handovers else None
    handed_over = ((handed.answers, handed.first, handed.mended) for handed in course.handovers)
    answered = ((course.unrecorded, None, comes), *handed_over)
    for (answers, first, mended), silence in zip(answered, [None, *silences], strict=True):
        taken = silence is not None
        for place, answer in enumerate(answers):
            if isinstance(answer, Accepted):
                taken = True
                continue
            nth = _nth(same_day, answer.on)
            if not taken:
                count += 1
                over = next((later.on for later in answers[place:] if isinstance(later, Accepted)), mended)
                yield Rework(answer, count, over, first or answer.on, nth)
        count = 0 if taken else count


def _nth(same_day: dict[dt.date, int], day: dt.date) -> str:
    """Tell what happens on one day apart: empty for the first, then "/2"."""
    count = same_day[day] = same_day.get(day, 0) + 1
    return f"/{count}" if count > 1 else ""
