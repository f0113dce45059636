"""Marks that two people give each other, the plan that low ones bring about, and the right to leave that may follow.

A day of marks is over when both have sent theirs, else at its end; a mark that is not there then counts as not low.
After so many low averages of one person in a row the other side owes a plan. If none comes in time, or the next marks
of that person are low again, that person's side may leave for a while. Then the count starts again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Day, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named, Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Listed

if TYPE_CHECKING:
    from charter.core.clauses.trust.feedback import Feedback

LOW = "low marks"
"""The notice that ends the engagement after low marks and a plan that failed."""


class Marked(Entry):
    """The marks of one person on one day; what they are is not said beside it, so that the other stays unswayed."""

    about = "occasion"
    after_start = True

    kind: Literal["feedback"] = "feedback"
    occasion: Day = Field(description="The day of marks that they are for.", examples=["2026-03-31"])
    marks: Listed[int] = Field(
        description="One mark for each question, in their order.", examples=[[4, 5, 4, 3, 4]], min_length=1
    )

    def says(self, named: Named) -> Sentence:
        """Say for which day, and not what."""
        return say("marks for {day}", day=self.occasion)

    @property
    def average(self) -> Fraction:
        """The average of the marks."""
        return Fraction(sum(self.marks), len(self.marks))


class Occasion(NamedTuple):
    """A day of marks: the last day to send them, the clause as agreed then, and the marks that count, by side."""

    due: dt.date
    clause: Feedback
    marks: Mapping[Side, Marked]

    def is_over(self, deal: Deal) -> bool:
        """Whether no mark can come any more."""
        return self.due < deal.today or len(self.marks) == len(Side)

    def is_low(self, side: Side) -> bool:
        """Whether the marks of a side's person are low; those that did not come are not."""
        return side in self.marks and self.marks[side].average < self.clause.below


class Plan(NamedTuple):
    """A plan owed after low marks: by which side, since when, until when, and the clause as agreed then."""

    side: Side
    since: dt.date
    due: dt.date
    clause: Feedback

    @property
    def key(self) -> str:
        """What its duty is called."""
        return f"plan/{self.side}/{self.since}"

    def met(self, journal: Journal) -> dt.date | None:
        """Give the day on which the plan was sent; None while it was not."""
        return journal.reminded(f"{self.clause.cite}/{self.key}")


class Right(NamedTuple):
    """The right of a side to leave because of low marks: from when to when, and with how much notice."""

    side: Side
    since: dt.date
    until: dt.date
    clause: Feedback


def occasions(past: Past[Feedback], deal: Deal, journal: Journal) -> Iterator[Occasion]:
    """Give each day of marks as agreed for that time, while the engagement runs and work is not stopped."""
    until = min(deal.ends or deal.horizon, deal.horizon)
    if until <= deal.starts:
        return
    sent: dict[tuple[dt.date, str], Marked] = {}
    for marked in journal.of(Marked):
        if marked.on <= marked.occasion:
            sent.setdefault((marked.occasion, marked.by), marked)
    for span, clause in past.parts(Span(deal.starts, until), by=lambda c: c):
        for day in clause.all_days(deal, until) if clause is not None else ():
            if clause is None or day not in span or any(day in pause for pause in deal.pauses):
                continue
            found = {side: sent.get((day, clause.of(side))) for side in Side}
            marks = {s: marked for s, marked in found.items() if marked and clause.wrong(marked) is None}
            yield Occasion(day, clause, marks)


def course(past: Past[Feedback], deal: Deal, journal: Journal) -> tuple[tuple[Plan, ...], tuple[Right, ...]]:
    """Give the plans that low marks brought about so far, and the rights to leave that followed."""
    over = [occasion for occasion in occasions(past, deal, journal) if occasion.is_over(deal)]
    plans: list[Plan] = []
    rights: list[Right] = []
    for side in Side:
        low, plan = 0, None
        for occasion in over:
            clause, is_low = occasion.clause, occasion.is_low(side)
            if plan is not None:
                if is_low:
                    rights.append(_right(side, occasion.due, clause, deal))
                low, plan = 0, None
                continue
            low = low + 1 if is_low else 0
            if low >= clause.in_a_row:
                plan = Plan(side.other, occasion.due, deal.within(clause.plan_within, occasion.due), clause)
                plans.append(plan)
    for plan in plans:
        met = plan.met(journal)
        if plan.due < deal.today and (met is None or met > plan.due):
            rights.append(_right(plan.side.other, plan.due, plan.clause, deal))
    return tuple(plans), tuple(rights)


def _right(side: Side, day: dt.date, clause: Feedback, deal: Deal) -> Right:
    return Right(side, day + DAY, deal.within(clause.lapses, day), clause)


def right_of(notice: Notice, past: Past[Feedback], deal: Deal, journal: Journal) -> Right | None:
    """Give the right that a notice rests on; None where there is none on the day it counts."""
    _, rights = course(past, deal, journal)
    of = (right for right in rights if right.side is notice.side)
    return next((right for right in of if right.since <= notice.counts <= right.until), None)


def last_day(notice: Notice, right: Right, deal: Deal) -> dt.date:
    """Give the last day of the engagement after a notice, or the later one that it names."""
    last = deal.after(right.clause.notice, notice.counts)
    return max(last, notice.until or last)
