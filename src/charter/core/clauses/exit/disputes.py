"""Disputes: talk, then mediation, then arbitration or courts, each with a clock that one notice starts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, Self

from pydantic import Field

from charter.core.law.lookup import law, practice
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named, Notice
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price, Step, Unanswered
from charter.core.vocabulary.term import Line, Listed, Terms
from charter.core.vocabulary.ticked import ticked

DISPUTE = "dispute"
"""The notice that describes a dispute, and starts every clock."""

_JURY = Source(
    "Grafton Partners L.P. v. Superior Court (2005) 36 Cal.4th 944", "seen in a quotation", "2026-11-30"
)
_PANEL, _USUALLY = 3, 2
"""How many decide where the price begins to hurt, and how many times the usual wait is long."""


class Resolved(Entry):
    """Both sides signed a solution, or a dispute was decided."""

    kind: Literal["resolved"] = "resolved"
    notice: Day = Field(description="The day of the notice that described it.", examples=["2026-05-04"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("the dispute of {day}", day=self.notice)


class Mediation(Terms):
    """The step between talk and a decision."""

    body: Line | None = Field(None, description="Who names the mediator.", examples=["CEDR"])
    rules: Line = Field(description="By which rules.", examples=["the CEDR Model Mediation Procedure"])
    place: Line = Field(description="Where.", examples=["Leeds"])
    after: TimeToAct = Field(
        description="How long after the notice either side may ask for it.", examples=["20 business days"]
    )
    most: Money = Field(description="The most that it costs each side.", examples=["EUR 3000.00"])


class Arbitration(Terms):
    """Who decides instead of the courts."""

    institution: Line | None = Field(None, description="Which institution runs it.", examples=["the LCIA"])
    rules: Line | None = Field(None, description="By which rules.", examples=["the LCIA Arbitration Rules"])
    seat: Line | None = Field(None, description="Its legal seat.", examples=["London"])
    governed_by: Line | None = Field(
        None, description="The law of this agreement to arbitrate.", examples=["the law of England and Wales"]
    )
    arbitrators: int = Field(description="How many decide.", ge=1, le=9, examples=[1])
    language: Line = Field(description="In which language.", examples=["English"])
    expedited: bool = Field(description="Whether its rules for small or urgent cases apply.")


class Disputes(Clause):
    """What happens when the sides disagree."""

    entries = (Resolved,)
    notices = (NoticeKind(DISPUTE, ground="dispute"),)
    unsaid = say("how disputes are decided")

    between: Listed[PersonKey] = Field(
        description="Keys of the people who talk first.", examples=[["jonas", "mara"]], min_length=2
    )
    talk_within: TimeToAct = Field(
        description="How long after the notice they have to meet.", examples=["10 business days"]
    )
    mediation: Mediation | None = Field(None, description="The step before a decision; left out: none.")
    decided_after: TimeToAct = Field(
        description="How long after the notice either side may ask for a decision.",
        examples=["60 business days"],
    )
    arbitration: Arbitration | None = Field(None, description="Who decides; left out: the courts.")
    work_goes_on: bool = Field(description="Whether all work goes on meanwhile.")
    bond: Literal["waived"] | None = Field(
        None, description="waived: urgent relief needs no security; left out: the court decides."
    )
    jury: Literal["waived"] | None = Field(
        None, description="waived: no jury decides; left out: what the law of the court says."
    )
    legal_fees: Literal["each its own", "the loser pays"] | None = Field(
        None, description="Who pays the lawyers; left out: what the law of the court says."
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers."""
        term = Cite(f"{self.cite}.decided_after")
        yield Unanswered(
            term,
            say("a solution that both sides sign"),
            "both",
            self.decided_after,
            say("either side may ask for a decision"),
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Meet about each dispute, then the rights to ask for mediation and for a decision."""
        for dispute in _disputes(past, journal):
            clause, notice, key = dispute.clause, dispute.notice, dispute.notice.on
            what = (notice.ground or "").rstrip(".")
            yield ticked(
                cls.must, f"talk/{key}", "both", say("Meet about the dispute: {what}", what=what),
                deal.within(clause.talk_within, notice.counts), notice.counts, journal, field="talk_within",
            )  # fmt: skip
            if not dispute.is_over:
                yield from _rights(cls, dispute, what, deal, journal)

    def prices(self) -> Iterator[Price]:
        """Give the most that mediation costs each side."""
        if self.mediation is not None:
            most = say("{sum} for each dispute", sum=self.mediation.most)
            yield Price(
                Cite(f"{self.cite}.mediation.most"), say("Mediation of a dispute, half of it"),
                say("at most {sum}", sum=self.mediation.most), most, taxed=False,
            )  # fmt: skip

    def steps(self, deal: Deal) -> Iterator[Step]:
        """Give the steps after a notice of a dispute."""
        event = say("a notice describes a dispute")
        yield Step(
            Cite(f"{self.cite}.talk_within"),
            event,
            None,
            say("both sides meet within {time}", time=self.talk_within),
        )
        if self.mediation is not None:
            costs = say("at most {sum} a side", sum=self.mediation.most)
            yield Step(
                Cite(f"{self.cite}.mediation"),
                event,
                self.mediation.after,
                say("either side may ask for mediation"),
                costs,
            )
        what = say("arbitration may decide") if self.arbitration is not None else say("a court may decide")
        yield Step(Cite(f"{self.cite}.decided_after"), event, self.decided_after, what)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice starts no clock, or that there was no dispute to resolve."""
        clause = past.at(entry.on) if past is not None else None
        if past is None or clause is None:
            return Objection(cls.cite, say("Nothing was agreed about disputes."), say("Agree on it first."))
        if isinstance(entry, Notice) and not entry.ground:
            why = say("The notice describes no dispute, so it starts no clock.")
            return Objection(cls.cite, why, say('Add ground = "…", as the notice described it.'))
        if isinstance(entry, Resolved) and all(
            each.notice.on != entry.notice for each in _disputes(past, journal)
        ):
            why = say("No notice of {day} described a dispute.", day=entry.notice)
            return Objection(cls.cite, why, say("Correct the day."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find an arbitration that cannot begin, a step that comes too late, and what the law of the place voids."""
        yield from self._arbitration(deal)
        yield from self._mediation(deal)
        if self.mediation is not None and _days(self.mediation.after, deal) >= _days(
            self.decided_after, deal
        ):
            yield self.finding(
                "CH-EXT-035", Level.WARNING, "decided_after",
                say("A decision may be asked for before mediation: that step never comes."),
                say("Let the decision come later."), to="60 business days",
            )  # fmt: skip
        people = (deal.person(key, deal.today) for key in self.between)
        if len({person.side for person in people if person is not None}) == 1:
            yield self.finding(
                "CH-EXT-036", Level.ERROR, "between", say("Only one side talks about a dispute."),
                say("Name a person of each side."),
            )  # fmt: skip
        if self.jury == "waived" and deal.law == "US-CA":
            yield self.finding(
                "CH-EXT-033", Level.WARNING, "jury",
                say("In California an agreement made before a dispute cannot waive the jury."),
                say("Leave it out, or agree on arbitration."), source=_JURY, to=None,
            )  # fmt: skip

    def _mediation(self, deal: Deal) -> Iterator[Finding]:
        """Find mediation that may begin only long after what is usual."""
        if self.mediation is None:
            return
        fact = practice("mediation_clause")
        usual = fact.value["start_days"]
        if _days(self.mediation.after, deal) > _USUALLY * usual * DAY:
            yield self.finding(
                "CH-EXT-038", Level.ADVICE, "mediation.after",
                say("Mediation may be asked for only after {time}; {usual} days are usual.",
                    time=self.mediation.after, usual=usual),
                say("Let it begin sooner."), source=fact.as_known, to=f"{usual} days",
            )  # fmt: skip

    def _quick(self, of: Arbitration) -> Iterator[Finding]:
        """Find that an institution has quicker rules for small cases, which are not agreed."""
        if of.expedited:
            return
        fact = practice("quick_arbitration")
        for name, most in fact.value["up_to"].items():
            if re.search(rf"\b{name}\b", of.institution or ""):
                yield self.finding(
                    "CH-EXT-039", Level.ADVICE, "arbitration.expedited",
                    say("The {name} decides cases of up to {most} by quicker rules, and they are not agreed.",
                        name=name, most=Money(most * 100, fact.value["currency"])),
                    say("Agree on them."), source=fact.as_known, to=True,
                )  # fmt: skip

    def _arbitration(self, deal: Deal) -> Iterator[Finding]:
        of = self.arbitration
        if of is None:
            return
        yield from self._quick(of)
        model = practice("arbitration_clause").as_known
        if of.institution is None and of.rules is None:
            yield self.finding(
                "CH-EXT-030", Level.ERROR, "arbitration",
                say("Neither an institution nor rules are named, so nobody appoints the arbitrators."),
                say("Name an institution with its rules."), source=model,
            )  # fmt: skip
        if of.seat is None:
            yield self.finding(
                "CH-EXT-031", Level.ERROR, "arbitration.seat",
                say("The arbitration has no seat: nobody knows which courts help it, or can set its award aside."),
                say("Name one town."), source=model,
            )  # fmt: skip
        if of.arbitrators % 2 == 0:
            yield self.finding(
                "CH-EXT-032", Level.WARNING, "arbitration.arbitrators",
                say("{n} arbitrators can end in a tie.", n=of.arbitrators), say("Agree on one."), to=1,
            )  # fmt: skip
        if of.arbitrators >= _PANEL:
            yield self.finding(
                "CH-EXT-034", Level.ADVICE, "arbitration.arbitrators",
                say("{n} arbitrators cost more than most disputes of such a deal are worth.", n=of.arbitrators),
                say("Agree on one."), to=1,
            )  # fmt: skip
        if of.governed_by is None:
            yield self.finding(
                "CH-EXT-037", Level.ADVICE, "arbitration.governed_by",
                say("Nothing says which law the agreement to arbitrate follows; in England it is that of the seat."),
                say("Name it."), source=law("GB").source("arbitration_seat", deal.agreed),
            )  # fmt: skip


class _Dispute(NamedTuple):
    """A dispute that a notice described, the clause as agreed then, and whether it is over."""

    notice: Notice
    clause: Disputes
    is_over: bool


def _disputes(past: Past[Disputes], journal: Journal) -> Iterator[_Dispute]:
    over = {entry.notice for entry in journal.of(Resolved)}
    for notice in journal.of(Notice):
        clause = past.at(notice.on) if notice.of == DISPUTE and notice.ground else None
        if clause is not None:
            yield _Dispute(notice, clause, notice.on in over)


def _rights(
    kind: type[Disputes], dispute: _Dispute, what: str, deal: Deal, journal: Journal
) -> Iterator[Duty]:
    """Give the day from which each further step may be asked for, and from then on the right to it."""
    notice, clause = dispute.notice, dispute.clause
    decides = say("arbitration") if clause.arbitration is not None else say("a decision of the court")
    steps = [("decide", "decided_after", clause.decided_after, decides)]
    if clause.mediation is not None:
        steps.insert(0, ("mediate", "mediation.after", clause.mediation.after, say("mediation")))
    for key, field, time, step in steps:
        since = deal.within(time, notice.counts) + DAY
        is_now = since <= deal.today
        yield ticked(
            kind.may if is_now else kind.will, f"{key}/{notice.on}", "both",
            say("Either side may ask for {step}: {what}", step=step, what=what),
            None if is_now else since, since if is_now else notice.counts, journal, field=field,
        )  # fmt: skip


def _days(time: Duration, deal: Deal) -> dt.timedelta:
    return deal.after(time, deal.starts) - deal.starts
