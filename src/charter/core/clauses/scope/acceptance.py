"""Acceptance: the client looks, says yes or what is missing; silence says yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import ClassVar, Self

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
        """Accept by silence what nobody judged in time."""
        for delivered in journal.of(Delivered):
            clause = past.at(delivered.on)
            day = clause.silent(delivered, deal, journal) if clause and clause.acts else None
            if day is None or day > deal.today:
                continue
            answer = _answer(delivered, journal)
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
        reminded = journal.reminded(delivered.deliverable, delivered.on) if self.reminder else delivered.on
        if reminded is None:
            return None
        return max(deal.within(self.deemed_after, delivered.on), reminded) + DAY

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Review, remind, and rework, for each delivery."""
        for delivered in journal.of(Delivered):
            clause = past.at(delivered.on)
            if clause is not None:
                yield from clause.review_of(delivered, deal, journal)
        for rejected in journal.of(Rejected):
            clause = past.at(rejected.on)
            if clause is not None:
                yield clause.rework_of(rejected, deal, journal)

    def rework_of(self, rejected: Rejected, deal: Deal, journal: Journal) -> Duty:
        """Give the rework of what was sent back; beyond the rounds included, the talk about how to go on."""
        key, on = rejected.deliverable, rejected.on
        later = (*journal.about(Delivered, key, on)[:1], *journal.about(Accepted, key, on)[:1])
        again = min((entry.on for entry in later), default=None)
        meets = (("kind", "delivered"), ("deliverable", key))
        if _round(rejected, journal) > self.rounds:
            return Duty(
                f"{self.cite}/go-on/{key}/{on}",
                Cite(f"{self.cite}.rounds"),
                Force.MUST,
                "both",
                "both",
                f"Agree in writing how to go on, the rounds of rework are used up: {_named(key, deal)}",
                None,
                on,
                meets=meets,
                met=again,
            )
        return Duty(
            f"{self.cite}/rework/{key}/{on}",
            self.cite,
            Force.MUST,
            Side.CONSULTANT,
            Side.CLIENT,
            f"Rework and deliver again: {_named(key, deal)}",
            deal.within(self.rework, on),
            on,
            meets=meets,
            met=again,
        )

    def review_of(self, delivered: Delivered, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the client's review and the consultant's reminder for one delivery."""
        key, on = delivered.deliverable, delivered.on
        answer = _answer(delivered, journal)
        by_silence = answer is not None and bool(answer.deemed)
        yield Duty(
            f"{self.cite}/review/{key}/{on}",
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
        if self.reminder is not None:
            sent = journal.reminded(key, on)
            due = deal.within(self.reminder, on)
            if sent is not None or answer is None:
                yield Duty(
                    f"{self.cite}/remind/{key}/{on}",
                    self.cite,
                    Force.MUST,
                    Side.CONSULTANT,
                    Side.CLIENT,
                    f"Remind the client of the review: {_named(key, deal)}",
                    due,
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


def _answer(delivered: Delivered, journal: Journal) -> Accepted | Rejected | None:
    """Find the first answer to a delivery, before the thing came again."""
    return journal.once(_answers).get((delivered.deliverable, delivered.on))


def _answers(journal: Journal) -> dict[tuple[str, dt.date], Accepted | Rejected]:
    """Find the first answer to each delivery, by deliverable and day; one on the day it came again counts for both."""
    found: dict[tuple[str, dt.date], Accepted | Rejected] = {}
    for key in dict.fromkeys(delivered.deliverable for delivered in journal.of(Delivered)):
        both: tuple[Accepted | Rejected, ...] = (*journal.about(Accepted, key), *journal.about(Rejected, key))
        answers = sorted(both, key=attrgetter("on"))
        came = [*dict.fromkeys(delivered.on for delivered in journal.about(Delivered, key)), dt.date.max]
        place = 0
        for on, again in pairwise(came):
            while place < len(answers) and answers[place].on < on:
                place += 1
            if place < len(answers) and answers[place].on <= again:
                found[key, on] = answers[place]
    return found
