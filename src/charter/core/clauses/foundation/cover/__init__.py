"""Cover: what happens while the consultant is away, planned or not, and if a person is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.foundation.cover import loss
from charter.core.clauses.foundation.cover.away import Away
from charter.core.clauses.foundation.cover.loss import LOST, Incapable, PersonLost, Unfilled
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.replacement import Proposed, Replaced
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Unanswered, WayOut
from charter.core.vocabulary.term import Line, Listed
from charter.core.vocabulary.ticked import ticked

__all__ = ["Away", "BeingAway", "PersonLost"]

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")


class BeingAway(Clause):
    """What happens while the consultant cannot work."""

    entries = (Away, PersonLost, Proposed, Replaced)
    notices = (
        NoticeKind(LOST, frozenset({Side.CLIENT}), ends="notice over a person lost", reason="person-lost"),
    )

    planned_notice: TimeToAct = Field(
        description="How long before a holiday the client is told.", examples=["4 weeks"]
    )
    not_in: Listed[Line] = Field(
        (), description="When no holiday is taken.", examples=[["the week before Christmas"]]
    )
    told_within: TimeToAct = Field(
        description="How soon the client is told of an illness or the like.", examples=["24 hours"]
    )
    credit_after: TimeToAct | None = Field(
        None,
        description="After how many days away, unplanned, no fee runs; left out: it runs on.",
        examples=["10 days"],
    )
    incapable: Incapable | None = Field(
        None, description="After how many days of illness or the like a person is lost; left out: never so."
    )
    lost: Literal["ends", "client may end", "substitute"] = Field(
        description="What follows if a person is lost: it ends, the client may end it, or a substitute must be offered."
    )
    within: NoticeTime = Field(
        description="How long after the loss it ends, how much notice the client gives, or how soon a substitute is"
        " offered.",
        examples=["10 days"],
    )
    unfilled: Unfilled | None = Field(
        None, description="A substitute: what the client may do where nobody takes over; left out: nothing."
    )

    @property
    def owed(self) -> Unfilled | None:
        """What the client may do where nobody takes over; None where no substitute is owed, or nothing was agreed."""
        return self.unfilled if self.lost == "substitute" else None

    @figure
    def at_once(self, deal: Deal) -> bool:
        """Whether what follows of a loss follows on its day."""
        return not self.within

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Stop the fee once nobody works for too long, unplanned; find people lost, and end it where that ends it."""
        for away in journal.of(Away):
            clause = past.at(away.on)
            if clause is None or clause.credit_after is None or away.planned or away.person is not None:
                continue
            first = deal.after(clause.credit_after, away.on)
            if first <= away.until:
                yield deem(
                    Suspended(on=away.on, recorded=away.recorded, by="time", moves_dates=False, pauses_from=first),
                    cls.cite,
                )  # fmt: skip
                if away.until < deal.today:
                    yield deem(Resumed(on=away.until + DAY, by="time"), cls.cite)
        for lost in loss.incapable(past, deal, journal):
            yield deem(lost, cls.cite)
        yield from loss.ends(past, deal, journal, cls.cite)

    def notice_of(self, notice: Notice, deal: Deal, journal: Journal) -> Duration | None:
        """Give the time of a notice over a person lost; None where the client had no right to it on that day."""
        if (notice.of, notice.side) != (LOST, Side.CLIENT):
            return None
        right = loss.since(self, notice.counts, deal, journal)
        time = self.owed.notice if self.owed is not None else self.within
        return time if right is not None else None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the client of each time away; after a person is lost, what follows."""
        for away in journal.of(Away):
            clause = past.at(away.on)
            if clause is not None and not away.planned:
                nobody = say("Tell the client that nobody works")
                reads = nobody if away.person is None else say("Tell the client who cannot work")
                yield ticked(
                    cls.must, f"tell/{away.on}", Side.CONSULTANT, reads,
                    deal.within(clause.told_within, away.on), away.on, journal, field="told_within",
                )  # fmt: skip
            elif clause is not None:
                due = deal.clear_before(clause.planned_notice, away.on)
                yield ticked(
                    cls.must, f"plan/{away.on}", Side.CONSULTANT,
                    say("Tell the client of the holiday from {day}", day=away.on),
                    due, min(due, away.known), journal, field="planned_notice",
                )  # fmt: skip
        yield from loss.duties(cls, past, deal, journal)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody takes over for a person lost."""
        if self.owed is not None:
            then = say("the client may end the engagement by notice of {time}", time=self.owed.notice)
            term = Cite(f"{self.cite}.unfilled")
            yield Unanswered(term, say("somebody who takes over"), Side.CONSULTANT, self.owed.after, then)

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the client's right to leave over a person lost."""
        yield from loss.ways_out(self)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice ends nothing, that somebody lost did no work here, or that nothing was agreed."""
        if isinstance(entry, Proposed | Replaced):
            return None  # the role says who may take over
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("Nothing was agreed about being away."), say("Agree on it first."))
        if clause.acts and isinstance(entry, Notice) and clause.notice_of(entry, deal, journal) is None:
            why = say("No right to end it over a person lost: nothing ends.")
            return Objection(cls.cite, why, say("Give a notice that needs no reason."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a fee that runs on however long nobody works, and a substitute that may never come."""
        if self.credit_after is None and deal.fees:
            yield self.finding(
                "CH-FND-080", Level.ADVICE, "credit_after",
                say("The fee runs on however long nobody works."), say("Let it stop after ten days."),
                source=PRACTICE, to="10 days",
            )  # fmt: skip
        if self.lost == "substitute" and self.unfilled is None:
            yield self.finding(
                "CH-FND-081", Level.WARNING, "unfilled",
                say("A substitute is owed for a person lost, and nothing says what follows if nobody takes over."),
                say("Let the client end it then, by a short notice."),
                source=PRACTICE, to={"after": "30 days", "notice": "10 days"},
            )  # fmt: skip
        if self.unfilled is not None and self.owed is None:
            yield self.finding(
                "CH-FND-082", Level.ADVICE, "unfilled",
                say("Nothing comes of what the client may do where nobody takes over: no substitute is owed."),
                say("Leave it out, or let a substitute be owed."), to=None,
            )  # fmt: skip
