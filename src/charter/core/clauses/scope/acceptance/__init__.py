"""Acceptance: the client looks, says yes or what is missing; silence says yes; and every round of rework has an end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field

from charter.core.clauses.scope.acceptance.course import Course, Review, Round, course
from charter.core.clauses.scope.acceptance.deliveries import Delivery, delivery_histories
from charter.core.clauses.scope.acceptance.findings import findings
from charter.core.clauses.scope.acceptance.objections import objection
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, Reminded, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen, Reduced, Refused
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Recurring, Unanswered


class Acceptance(Clause):
    """How a deliverable is reviewed, accepted, sent back, or refused in the end."""

    unsaid = say("how results are accepted")
    entries = (Accepted, Rejected, Chosen)

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
    after_reminder: TimeToAct | None = Field(
        None,
        description="How long after the client received the reminder silence counts at the earliest;"
        " left out: from the next day.",
        examples=["5 business days"],
    )
    rework: TimeToAct = Field(
        description="How long the consultant has to rework.", examples=["10 business days"]
    )
    rounds: int = Field(ge=0, le=20, description="How many rounds of rework are included.", examples=[2])
    choice: TimeToAct | None = Field(
        None,
        description="How long the client has to choose a last round, a lower price or refusal, once the rounds are"
        " used up or a correction is late; left out: both sides have to agree how to go on.",
        examples=["10 business days"],
    )

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a choice where there is time for one."""
        return tuple(kind for kind in self.entries if kind is not Chosen or self.choice is not None)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what silence means: after the handover, and where a choice is the client's."""
        term, asked = Cite(f"{self.cite}.deemed_after"), say("a yes, or a list of failed tests")
        then = say("silence accepts, after the reminder") if self.deemed_after else say("nothing is accepted")
        yield Unanswered(term, asked, Side.CLIENT, self.deemed_after or self.review, then)
        if self.choice is not None:
            what = say("a choice once the rounds are used up or a correction is late")
            then = say("silence refuses, after a reminder")
            yield Unanswered(Cite(f"{self.cite}.choice"), what, Side.CLIENT, self.choice, then)

    # ── worked examples for the text ───────────────────────────────────────────────────────────

    @figure
    def handed(self, deal: Deal) -> dt.date:
        """Give the first business day of the engagement, on which the example hands something over."""
        return next(day for n in range(30) if deal.is_business(day := deal.starts + n * DAY))

    @figure
    def reminded(self, deal: Deal) -> dt.date | None:
        """Give the day on which the reminder of the example is due."""
        return deal.within(self.reminder, self.handed(deal)) if self.reminder is not None else None

    @figure
    def accepted(self, deal: Deal) -> dt.date | None:
        """Give the day on which silence accepts where the reminder arrives in time; None where nothing is warned of."""
        reminded = self.reminded(deal)
        if self.deemed_after is None or self.after_reminder is None or reminded is None:
            return None
        return max(deal.within(self.deemed_after, self.handed(deal)), self._warned(reminded, deal)) + DAY

    # ── what silence means ─────────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Accept by silence what nobody answered in time; accept for less, or refuse, as the client chose."""
        for found in journal.fold(cls._courses, past, deal):
            for review in found.reviews:
                if review.accepted_on is not None:
                    known = review.delivery.delivered.known
                    yield cls._happened(
                        Accepted(on=review.accepted_on, by="silence", deliverable=found.deliverable), known
                    )
            for one in found.rounds:
                yield from cls._ended(one, found.deliverable, deal)

    @classmethod
    def _ended(cls, one: Round, deliverable: str, deal: Deal) -> Iterator[Entry]:
        """Give the end of a round that came about by a choice, or by silence."""
        known = max(step.known for step in (one.rejected, one.chosen, one.reminder) if step is not None)
        if one.refused is not None:
            on, why = one.refused
            handed = one.delivery.delivered
            occasion = (handed.occasion or handed.on) if _recurs(deliverable, deal) else None
            refused = Refused(
                on=on, by="silence" if why == "silence" else "time", deliverable=deliverable, occasion=occasion,
                why=why,
            )  # fmt: skip
            yield cls._happened(refused, known)
        elif one.chosen is not None and one.for_less:
            on, by = one.chosen.on, one.chosen.by
            yield cls._happened(Accepted(on=on, by=by, deliverable=deliverable), known)
            less = Reduced(
                on=on, by=by, deliverable=deliverable,
                failed=one.chosen.failed or 0, tests=one.chosen.tests or 1,
            )  # fmt: skip
            yield cls._happened(less, known)

    @classmethod
    def _happened(cls, entry: Entry, known: dt.date) -> Entry:
        return deem(entry.model_copy(update={"recorded": known}) if known > entry.on else entry, cls.cite)

    @classmethod
    def _courses(cls, journal: Journal, past: Past[Self], deal: Deal) -> tuple[Course, ...]:
        found = []
        for history in journal.fold(delivery_histories):
            refusals = journal.about(Refused, history.deliverable)
            over = [one.on for one in refusals if one.occasion is None and one.deemed != cls.cite]
            again = _recurs(history.deliverable, deal)
            found.append(course(history, past, deal, again=again, over=min(over, default=None)))
        return tuple(found)

    def silence(self, delivery: Delivery, deal: Deal) -> dt.date | None:
        """Give the day on which silence accepted; None where an answer came first, or the next delivery."""
        day = self.silent(delivery, deal)
        if day is None or day > deal.today:
            return None
        before = (delivery.redelivered_on, delivery.answered_on)
        return None if any(other is not None and other < day for other in before) else day

    def silent(self, delivery: Delivery, deal: Deal) -> dt.date | None:
        """Give the day on which silence accepts: the day after the time ran out, and after any reminder due."""
        handed, reminder = delivery.delivered, delivery.reminder
        if self.deemed_after is None or (self.after_reminder is not None and not handed.announced):
            return None
        if self.reminder is None and self.after_reminder is None:
            return deal.within(self.deemed_after, handed.on) + DAY
        if reminder is None:
            return None
        return max(deal.within(self.deemed_after, handed.on), self.warned(reminder, deal)) + DAY

    def warned(self, reminder: Reminded, deal: Deal) -> dt.date:
        """Give the last day on which silence does not count yet after a reminder."""
        return self._warned(reminder.counts, deal)

    def _warned(self, day: dt.date, deal: Deal) -> dt.date:
        return deal.within(self.after_reminder, day) if self.after_reminder is not None else day

    def refusal(self, begun: dt.date, reminder: Reminded | None, deal: Deal) -> dt.date | None:
        """Give the day on which silence refuses, where the client had to choose from a day on; None: not by today."""
        if self.choice is None or reminder is None:
            return None
        day = max(deal.within(self.choice, begun), self.warned(reminder, deal)) + DAY
        return day if day <= deal.today else None

    # ── what is to be done ─────────────────────────────────────────────────────────────────────

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Review, remind, rework, and choose, for each delivery."""
        for found in journal.fold(cls._courses, past, deal):
            name = deal.named(DELIVERABLES, found.deliverable)
            for review in found.reviews:
                yield from review.clause.review_of(review, name, deal)
            for one in found.rounds:
                yield from one.clause.rework_of(one, name, deal)

    def review_of(self, review: Review, name: str, deal: Deal) -> Iterator[Duty]:
        """Give the client's review and the consultant's reminder; neither where it was delivered again unanswered."""
        delivery, on = review.delivery, review.delivery.delivered.on
        deliverable, silent = delivery.delivered.deliverable, review.accepted_on is not None
        key = _key(deliverable, on, delivery.ordinal)
        answered = delivery.answered_on is not None or silent
        if not answered and delivery.redelivered_on is not None:
            return
        yield self.as_duty(
            Force.WILL if silent else Force.MUST,
            f"review/{key}",
            Side.CLIENT,
            say("Review and accept, or say what is missing: {name}", name=name),
            deal.within(self.review, on),
            on,
            meets=meets(Accepted, deliverable=deliverable),
            met=None if silent else delivery.answered_on,
        )
        if self.reminder is not None and (delivery.reminder is not None or not answered):
            yield self.must(
                f"remind/{key}",
                Side.CONSULTANT,
                say("Remind the client of the review: {name}", name=name),
                deal.within(self.reminder, on),
                on,
                meets=meets(Reminded, of=deliverable),
                met=delivery.reminder.on if delivery.reminder is not None else None,
            )

    def rework_of(self, one: Round, name: str, deal: Deal) -> Iterator[Duty]:
        """Give the rework of what was sent back; beyond the rounds included, or where it is late, the choice."""
        on, deliverable = one.rejected.on, one.rejected.deliverable
        key, again = _key(deliverable, on, one.ordinal), meets(Delivered, deliverable=deliverable)
        refused_at_once = one.refused is not None and one.refused[0] == on
        if one.due is not None and not refused_at_once:
            reads = say("Rework and deliver again: {name}", name=name)
            given_up = one.refused is not None or one.chosen is not None
            yield self.as_duty(
                Force.WILL if given_up else Force.MUST,
                f"rework/{key}",
                Side.CONSULTANT,
                reads,
                one.due,
                on,
                meets=again,
                met=one.over_on,
            )
        elif self.choice is None:
            talk = say("Agree in writing how to go on, the rounds of rework are used up: {name}", name=name)
            yield self.must(
                f"go-on/{key}", "both", talk, None, on, field="rounds", meets=again, met=one.over_on
            )
        if one.choice_from is not None:
            yield from self._choice_of(one, key, name, deal)

    def _choice_of(self, one: Round, key: str, name: str, deal: Deal) -> Iterator[Duty]:
        """Give the client's choice, the reminder of it, and the last round where that was chosen."""
        begun, deliverable, chosen = one.choice_from, one.rejected.deliverable, one.chosen
        if begun is None or self.choice is None:
            return
        by_silence = one.refused is not None and one.refused[1] == "silence"
        yield self.as_duty(
            Force.WILL if by_silence else Force.MUST,
            f"choose/{key}",
            Side.CLIENT,
            say("Choose a last round, a lower price or refusal: {name}", name=name),
            deal.within(self.choice, begun),
            begun,
            field="choice",
            meets=meets(Chosen, deliverable=deliverable),
            met=chosen.on if chosen is not None else None if by_silence else one.over_on,
        )
        if chosen is None and not by_silence and one.over_on is None:
            reads = say("Remind the client to choose, silence is then a refusal: {name}", name=name)
            told = one.reminder.on if one.reminder is not None else None
            yield self.may(
                f"remind-choice/{key}", Side.CONSULTANT, reads, None, begun, field="choice",
                meets=meets(Reminded, of=deliverable), met=told,
            )  # fmt: skip
        if chosen is not None and one.once_more:
            reads = say("Rework a last time and deliver again: {name}", name=name)
            over = one.over_on if one.refused is None else None
            yield self.as_duty(
                Force.MUST if one.refused is None else Force.WILL,
                f"last-round/{key}", Side.CONSULTANT, reads, deal.within(self.rework, chosen.on), chosen.on,
                field="choice", meets=meets(Delivered, deliverable=deliverable), met=over,
            )  # fmt: skip

    # ── what is wrong ──────────────────────────────────────────────────────────────────────────

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until everything handed over by the Last Day is accepted or refused")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find what is too long for the law, silence that speaks too early, and rework without an end."""
        return findings(self, deal)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why an answer, or a choice, changes nothing."""
        found = journal.fold(cls._courses, past, deal) if past is not None else ()
        return objection(cls.cite, entry, found, deal, journal)


def _recurs(deliverable: str, deal: Deal) -> bool:
    stated = deal.stated.get(Recurring)
    return isinstance(stated, Recurring) and deliverable in stated.keys


def _key(deliverable: str, on: dt.date, ordinal: int) -> str:
    """Tell what happened to a deliverable on one day apart: the second is "audit/2026-05-04/2"."""
    return f"{deliverable}/{on}" if ordinal == 1 else f"{deliverable}/{on}/{ordinal}"
