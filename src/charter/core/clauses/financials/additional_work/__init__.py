"""Additional work: single pieces of work outside of what is agreed, under a price by the hour or a quote, after a yes.

What was asked for counts as agreed on that day. An offer stands for some time; only what everybody whose yes it needs
approved in that time is charged, once it is done, and never more than was offered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from charter.core.clauses.financials.additional_work.entries import (
    WorkApproved,
    WorkAsked,
    WorkDone,
    WorkOffered,
)
from charter.core.clauses.financials.additional_work.findings import findings
from charter.core.clauses.financials.additional_work.jobs import Job, jobs
from charter.core.clauses.financials.additional_work.no_effect import objection
from charter.core.clauses.financials.additional_work.terms import AdditionalWorkTerms
from charter.core.vocabulary.arithmetic.hours import HOUR, hours
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price, Unanswered

_EXAMPLE = Hours(5 * HOUR // 2)
"""How long the work of the text's example takes."""


class AdditionalWork(AdditionalWorkTerms):
    """Single pieces of work that nobody has agreed yet."""

    follows_reviews = ("hour",)
    entries = (WorkAsked, WorkOffered, WorkApproved, WorkDone)

    def states(self) -> Iterator[object]:
        """State the currency of its prices."""
        sums = (self.hour, self.cap, self.above.sum if self.above is not None else None)
        yield from (Currency(one.currency) for one in sums if one is not None)

    def prices(self) -> Iterator[Price]:
        """Give its price by the hour, urgent too, and by quote, each with its most and whose yes it needs."""
        most = say("what was approved")
        if self.cap is not None:
            month = say("{sum} a month", sum=self.cap)
            most = month if self.per == "month" else say("{sum} in all", sum=self.cap)
        if self.hour is not None:
            what, each = say("Additional work by the hour"), say("{price} an hour", price=self.hour)
            yield Price(Cite(f"{self.cite}.hour"), what, each, most, self.approved_by)
        dearer = self.an_hour(urgent=True)
        if self.urgent is not None and dearer is not None:
            each = say("{price} an hour", price=dearer)
            yield Price(
                Cite(f"{self.cite}.urgent"), say("Urgent additional work"), each, most, self.approved_by
            )
        if self.priced != "rate card":
            what, each = say("Additional work at a fixed price"), say("the price offered")
            yield Price(Cite(f"{self.cite}.priced"), what, each, most, self.approved_by)
        if self.above is not None:
            what = say("Additional work above {sum}, another yes", sum=self.above.sum)
            yield Price(
                Cite(f"{self.cite}.above.sum"), what, say("the same price"), most, self.above.approved_by
            )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what silence means: of the consultant a no, of the client that nothing is done."""
        answer, stands = Cite(f"{self.cite}.answer_within"), Cite(f"{self.cite}.stands_for")
        yield Unanswered(
            answer, say("an answer to a request"), Side.CONSULTANT, self.answer_within, say("it is a no")
        )
        yield Unanswered(
            stands, say("a yes to an offer"), Side.CLIENT, self.stands_for, say("nothing is done or owed")
        )

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def urgent_hour(self, deal: Deal) -> Money | None:
        """Give the price of an urgent hour."""
        return self.an_hour(urgent=True) if self.urgent is not None else None

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out what some hours cost."""
        costs = self.costs(_EXAMPLE.seconds, urgent=False)
        return say("{hours} cost {costs}", hours=_EXAMPLE, costs=costs) if costs is not None else None

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """Work is charged as agreed on the day on which it was asked for."""
        return dt.date.min if since <= starts else since

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what was done after the yes: a quote once, hours up to those offered."""
        for job in journal.fold(jobs, past, deal):
            for entry, seconds in job.done:
                if entry.on <= deal.today:
                    yield cls._charge(job, entry, seconds, past)

    @classmethod
    def _charge(cls, job: Job, entry: WorkDone, seconds: int, past: Past[Self]) -> Charge:
        price = job.clause.an_hour(urgent=job.asked.urgent)
        what, term, key = say("{what}", what=job.asked.what), "priced", job.asked.work
        if job.offer is not None and job.offer.hours is not None and price is not None:
            basis, term = Basis.of(hours, minor=price.minor, seconds=seconds), "hour"
            what = say("{what}, {time} at {price} an hour", what=what, time=Hours(seconds), price=price)
            key = f"{key}/{entry.address}"
        else:
            basis = Basis.of(times, minor=job.most.minor if job.most is not None else 0, count=1)
        return cls.charge(
            key,
            "urgent" if term == "hour" and job.asked.urgent and job.clause.urgent is not None else term,
            entry.on,
            Money(basis.minor, job.most.currency if job.most is not None else ""),
            reads=say("Additional work: {what}", what=what),
            basis=basis,
            entries=(job.asked.name, entry.name),
            agreed=past.agreed(job.asked.on),
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer what was asked, say yes while the offer stands, and do what was approved by the day promised."""
        for job in journal.fold(jobs, past, deal):
            work, what = job.asked.work, job.asked.what
            yield cls.must(
                f"answer/{work}", Side.CONSULTANT, say("Answer with a price or a no: {what}", what=what),
                deal.within(job.clause.answer_within, job.asked.on), job.asked.on, field="answer_within",
                meets=meets(WorkOffered, work=work), met=job.answered.on if job.answered is not None else None,
            )  # fmt: skip
            if job.offer is not None and job.most is not None:
                yield cls.may(
                    f"approve/{work}", Side.CLIENT, say("Say yes, at most {most}: {what}", most=job.most, what=what),
                    job.last, job.offer.on, field="stands_for", meets=meets(WorkApproved, work=work), met=job.agreed,
                )  # fmt: skip
            if job.offer is not None and job.offer.done_by is not None and job.agreed is not None:
                yield cls.must(
                    f"do/{work}", Side.CONSULTANT, say("Do the additional work: {what}", what=what),
                    job.offer.done_by, job.agreed, field="priced", meets=meets(WorkDone, work=work),
                    met=job.done[0][0].on if job.done else None,
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why what was asked, offered, approved or done changes nothing, or is not charged."""
        return objection(cls.cite, entry, past, deal, journal)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find work without a limit, a late answer, a price of nothing, and a yes that adds nothing."""
        yield from findings(self, deal)
