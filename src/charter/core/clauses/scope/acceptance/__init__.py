"""Acceptance: the client looks, says yes or what is missing; silence says yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field

from charter.core.clauses.scope.acceptance.deliveries import Delivery, Rework, delivery_histories
from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, Reminded, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import say


class Acceptance(Clause):
    """How a deliverable is reviewed, accepted, or sent back."""

    survives: ClassVar[str] = "What is handed over by the last day is still reviewed under it."
    unsaid = say("how results are accepted")
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
        """Accept by silence each delivery that nobody answered, and nobody made again, in time."""
        for history in journal.fold(delivery_histories):
            for delivery in history.deliveries:
                day = cls._silence(delivery, past, deal)
                if day is not None:
                    learned = max(day, delivery.delivered.known)
                    entry = Accepted(
                        on=day,
                        recorded=learned if learned > day else None,
                        by="silence",
                        deliverable=delivery.delivered.deliverable,
                    )
                    yield deem(entry, cls.cite)

    @classmethod
    def _silence(cls, delivery: Delivery, past: Past[Self], deal: Deal) -> dt.date | None:
        """Give the day on which silence accepted; None where an answer came first, or the next delivery."""
        clause = past.at(delivery.delivered.on)
        day = clause.silent(delivery, deal) if clause and _reviewed(delivery.first_on, deal) else None
        if day is None or day > deal.today:
            return None
        if delivery.redelivered_on is not None and delivery.redelivered_on < day:
            return None
        return None if delivery.answers and delivery.answers[0].on < day else day

    def silent(self, delivery: Delivery, deal: Deal) -> dt.date | None:
        """Give the day on which silence accepts: the day after the time ran out, and after any reminder due."""
        on = delivery.delivered.on
        reminded = delivery.reminded_on if self.reminder is not None else on
        if self.deemed_after is None or reminded is None:
            return None
        return max(deal.within(self.deemed_after, on), reminded) + DAY

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Review, remind, and rework, for each delivery."""
        for history in journal.fold(delivery_histories):
            silences = [
                cls._silence(delivery, past, deal) if history.accepted_by_silence else None
                for delivery in history.deliveries
            ]
            for delivery, silence in zip(history.deliveries, silences, strict=True):
                clause = past.at(delivery.delivered.on)
                if clause is not None and _reviewed(delivery.first_on, deal):
                    yield from clause.review_of(delivery, deal, by_silence=silence is not None)
            for rework in history.reworks(silences):
                clause = past.at(rework.rejected.on)
                if clause is not None and _reviewed(rework.first_on, deal):
                    yield clause.rework_of(rework, deal)

    def rework_of(self, rework: Rework, deal: Deal) -> Duty:
        """Give the rework of what was sent back; beyond the rounds included, the talk about how to go on."""
        on, deliverable = rework.rejected.on, rework.rejected.deliverable
        key, name = _key(deliverable, on, rework.ordinal), deal.named(DELIVERABLES, deliverable)
        met_by = meets(Delivered, deliverable=deliverable)
        if rework.round > self.rounds:
            talk = say("Agree in writing how to go on, the rounds of rework are used up: {name}", name=name)
            return self.must(
                f"go-on/{key}", "both", talk, None, on, field="rounds", meets=met_by, met=rework.over_on
            )
        again, due = say("Rework and deliver again: {name}", name=name), deal.within(self.rework, on)
        return self.must(f"rework/{key}", Side.CONSULTANT, again, due, on, meets=met_by, met=rework.over_on)

    def review_of(self, delivery: Delivery, deal: Deal, *, by_silence: bool) -> Iterator[Duty]:
        """Give the client's review and the consultant's reminder; neither where it was delivered again unanswered."""
        on, deliverable = delivery.delivered.on, delivery.delivered.deliverable
        key, name = _key(deliverable, on, delivery.ordinal), deal.named(DELIVERABLES, deliverable)
        answered = bool(delivery.answers) or by_silence
        if not answered and delivery.redelivered_on is not None:
            return
        yield (self.will if by_silence else self.must)(
            f"review/{key}",
            Side.CLIENT,
            say("Review and accept, or say what is missing: {name}", name=name),
            deal.within(self.review, on),
            on,
            meets=meets(Accepted, deliverable=deliverable),
            met=None if by_silence or not answered else delivery.answers[0].on,
        )
        if self.reminder is not None and (delivery.reminded_on is not None or not answered):
            yield self.must(
                f"remind/{key}",
                Side.CONSULTANT,
                say("Remind the client of the review: {name}", name=name),
                deal.within(self.reminder, on),
                on,
                meets=meets(Reminded, of=deliverable),
                met=delivery.reminded_on,
            )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a review longer than the law allows, and silence that speaks too early."""
        yield from self._by_law(deal)
        start = deal.starts
        if self.deemed_after is None:
            yield self.finding(
                "CH-SCO-011",
                Level.WARNING,
                "deemed_after",
                say("A client who says nothing never accepts, so a milestone may never be earned."),
                say("Let silence accept after the review."),
                to=str(self.review),
            )
        elif deal.after(self.deemed_after, start) < deal.after(self.review, start):
            yield self.finding(
                "CH-SCO-012",
                Level.ERROR,
                "deemed_after",
                say(
                    "Silence accepts after {deemed_after}, before the review of {review} is over.",
                    deemed_after=self.deemed_after,
                    review=self.review,
                ),
                say("Let silence accept when the review is over, not before."),
                to=str(self.review),
            )
        elif self.reminder is not None and deal.after(self.reminder, start) >= deal.after(
            self.deemed_after, start
        ):
            yield self.finding(
                "CH-SCO-015",
                Level.WARNING,
                "reminder",
                say(
                    "The reminder goes out after {reminder}, when silence of {deemed_after} is over"
                    " already: it warns of nothing.",
                    reminder=self.reminder,
                    deemed_after=self.deemed_after,
                ),
                say("Let the reminder go out before silence accepts."),
            )

    def _by_law(self, deal: Deal) -> Iterator[Finding]:
        """Compare the review with the longest that the law allows, and silence with what it asks beforehand."""
        fact = law(deal.law).fact("acceptance_period", deal.agreed)
        longest = int(fact.value["max_days"]) if fact is not None else None
        days = (deal.after(self.review, deal.starts) - deal.starts).days
        if fact is not None and longest is not None and days > longest:
            yield self.finding(
                "CH-SCO-010",
                fact.weight,
                "review",
                say(
                    "The review of {review} takes {days} days; the law allows {longest} unless more"
                    " was agreed expressly and is fair.",
                    review=self.review,
                    days=days,
                    longest=longest,
                ),
                say("Shorten the review to {longest} days at most.", longest=longest),
                source=fact.cited(deal.agreed),
                to=f"{longest} days",
            )
        elif fact is not None and days > (usual := fact.value.get("standard_terms_days", days)):
            yield self.finding(
                "CH-SCO-013",
                Level.ADVICE,
                "review",
                say(
                    "If one side wrote these terms for many agreements, a review of more than"
                    " {usual} days is presumed to be too long.",
                    usual=usual,
                ),
                say("Negotiate this term and keep the rounds, or shorten it."),
                source=fact.cited(deal.agreed),
            )
        told = law(deal.law).fact("silence", deal.agreed)
        if told is not None and self.deemed_after is not None and self.reminder is None:
            yield self.finding(
                "CH-SCO-014",
                told.weight,
                "reminder",
                told.rule,
                say("Agree a reminder: silence then accepts only after one that says so."),
                source=told.cited(deal.agreed),
                to="5 business days",
            )


def _key(deliverable: str, on: dt.date, ordinal: int) -> str:
    """Tell what happened to a deliverable on one day apart: the second is "audit/2026-05-04/2"."""
    return f"{deliverable}/{on}" if ordinal == 1 else f"{deliverable}/{on}/{ordinal}"


def _reviewed(first_on: dt.date, deal: Deal) -> bool:
    """Whether something first delivered on a day is reviewed: by the last day, and then also what is mended later."""
    return deal.ends is None or first_on < deal.ends
