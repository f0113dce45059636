"""Feedback: marks that one person of each side gives the other, on fixed days and then again and again.

Low marks bring a plan, and a plan that fails a way out. Nobody reads the other's marks before sending their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, count, groupby, takewhile
from typing import Self

from pydantic import Field, model_validator

from charter.core.clauses.trust.feedback import no_effect
from charter.core.clauses.trust.feedback.duties import owed
from charter.core.clauses.trust.feedback.marks import LOW, Marked, last_day, right_of
from charter.core.vocabulary.best_mark import BestMark
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Duration, TimeOfDay
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Ended, Entry, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered, WayOut
from charter.core.vocabulary.term import Line, Listed

__all__ = ["Feedback", "Marked"]

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
_SHORTEST, _MOST_QUESTIONS = 7, 8


class Feedback(Clause):
    """On which days two people mark each other, and what low marks bring about."""

    entries = (Marked,)
    notices = (NoticeKind(LOW, ends="notice after low marks and a plan that failed", reason="low-marks"),)

    client: PersonKey = Field(description="The key of who marks for the client.", examples=["jonas"])
    consultant: PersonKey = Field(description="The key of who marks for the consultant.", examples=["mara"])
    checkpoints: Listed[TimeToAct] = Field(
        description="How long after the start the first marks are due.",
        examples=[["2 weeks", "30 days", "60 days", "90 days"]],
        min_length=1,
    )
    every: TimeToAct | None = Field(
        None,
        description="How often marks are due after the last of these; left out: never again.",
        examples=["3 months"],
    )
    at: TimeOfDay = Field(description="The hour at which both send them.", examples=["12:00"])
    questions: Listed[Line] = Field(
        description="What is marked, one thing each.",
        examples=[["value", "clarity", "speed", "candour", "trust"]],
        min_length=1,
    )
    best: int = Field(description="The best mark; the worst is 1.", ge=3, le=10, examples=[5])
    below: int = Field(description="Below which average marks are low.", ge=2, le=10, examples=[3])
    in_a_row: int = Field(
        description="How many low averages in a row bring a plan.", ge=1, le=12, examples=[2]
    )
    plan_within: TimeToAct = Field(
        description="How long the other side has to send a plan.", examples=["10 business days"]
    )
    notice: NoticeTime = Field(
        description="With how much notice the engagement may be ended once the plan failed.",
        examples=["10 days"],
    )
    lapses: TimeToAct = Field(description="How long it may then be ended.", examples=["14 days"])

    def states(self) -> Iterator[object]:
        """State the best mark, up to which a picture of the marks reaches."""
        yield BestMark(self.best)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.below > self.best:
            raise ValueError(f"below is {self.below}, and no mark is above {self.best}: every average is low")
        if self.every is not None and not self.every:
            raise ValueError(f"every {self.every} is no time: leave it out, or name one")
        return self

    def of(self, side: Side) -> str:
        """Give the key of who marks for a side."""
        return self.client if side is Side.CLIENT else self.consultant

    @figure
    def days(self, deal: Deal) -> tuple[dt.date, ...]:
        """Give the first days of marks, in their order."""
        return tuple(sorted({deal.within(time, deal.starts) for time in self.checkpoints}))

    def all_days(self, deal: Deal, until: dt.date) -> Iterator[dt.date]:
        """Give each day of marks before a day."""
        days = takewhile(lambda day: day < until, chain(self.days(deal), self._later(deal)))
        yield from (day for day, _ in groupby(days))

    def _later(self, deal: Deal) -> Iterator[dt.date]:
        if self.every is None:
            return
        last, every = max(deal.after(time, deal.starts) for time in self.checkpoints), self.every
        yield from (deal.within(Duration(every.count * times, every.unit), last) for times in count(1))

    def wrong(self, marked: Marked) -> Sentence | None:
        """Say why some marks do not count: too few, too many, or off the scale; None where they do."""
        if len(marked.marks) != len(self.questions):
            return say(
                "{given} marks for {asked} questions.", given=len(marked.marks), asked=len(self.questions)
            )
        if any(not 1 <= mark <= self.best for mark in marked.marks):
            return say("A mark is at least 1 and at most {best}.", best=self.best)
        return None

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End the engagement after a notice that rests on low marks and a plan that failed."""
        for notice in journal.of(Notice):
            right = right_of(notice, past, deal, journal) if notice.of == LOW else None
            last = last_day(notice, right, deal) if right is not None else None
            if last is not None and not deal.over(last + DAY):
                why = f"{cls.notices[0].ends} by the {notice.side}"
                yield deem(
                    Ended(
                        on=last + DAY, by="time", why=why, told=notice.counts, of=LOW, given_by=notice.side
                    ),
                    cls.cite,
                )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Send marks on each day, send a plan after low ones, and the right to leave once it failed."""
        yield from owed(cls, past, deal, journal)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where no plan comes after low marks."""
        then = say(
            "the side whose marks were low may end the engagement by notice of {time}", time=self.notice
        )
        term = Cite(f"{self.cite}.plan_within")
        yield Unanswered(term, say("a plan after low marks"), "both", self.plan_within, then)

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the right of either side to leave after low marks."""
        for side in Side:
            yield WayOut(Cite(f"{self.cite}.notice"), LOW, side, self.notice)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that marks do not count, or that a notice ends nothing."""
        told = no_effect.of(entry, past, deal, journal)
        return Objection(cls.cite, *told) if told is not None else None

    def survives(self, deal: Deal) -> Sentence | None:
        """Say what outlives the end: marks stay confidential."""
        return say("for the secrecy of marks, until both sides release them")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find somebody who cannot mark, a plan after one bad day, marks that stop, and too many questions."""
        for side in Side:
            person = deal.person(self.of(side), deal.today)
            if person is not None and person.side is not side:
                yield self.finding(
                    "CH-TRU-001", Level.ERROR, side,
                    say("{name} does not act for the {side}, and cannot mark for it.", name=person.name, side=side),
                    say("Name a person of the {side}.", side=side),
                )  # fmt: skip
        if self.in_a_row == 1:
            yield self.finding(
                "CH-TRU-002", Level.WARNING, "in_a_row",
                say("One low average brings a plan, and so a bad day may begin the end."),
                say("Let two in a row count."), source=PRACTICE, to=2,
            )  # fmt: skip
        if self.every is None:
            yield self.finding(
                "CH-TRU-003", Level.ADVICE, "every",
                say("After {day} nobody asks again how it goes.", day=self.days(deal)[-1]),
                say("Ask again every quarter."), source=PRACTICE, to="3 months",
            )  # fmt: skip
        elif self.every.about_days < _SHORTEST:
            yield self.finding(
                "CH-TRU-005", Level.ADVICE, "every",
                say("Marks every {time} cost hours, and soon nobody answers with care.", time=self.every),
                say("Ask every quarter."), source=PRACTICE, to="3 months",
            )  # fmt: skip
        if len(self.questions) > _MOST_QUESTIONS:
            yield self.finding(
                "CH-TRU-004", Level.ADVICE, "questions",
                say("{n} questions are many, and soon nobody answers with care.", n=len(self.questions)),
                say("Ask five."), source=PRACTICE,
            )  # fmt: skip
