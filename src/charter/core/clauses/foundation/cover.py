"""Cover: what happens while the consultant is away, planned or not, and if a person is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import WayOut
from charter.core.vocabulary.term import Line, Listed
from charter.core.vocabulary.ticked import ticked

LOST = "person lost"
"""The notice by which the client leaves because a person is lost for good."""

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")


class Away(Entry):
    """The consultant cannot work: from its day until the last day named."""

    whose = Side.CONSULTANT
    restates = after_start = agreed_ahead = True

    kind: Literal["away"] = "away"
    until: Day = Field(description="The last day.", examples=["2026-05-15"])
    planned: bool = Field(description="Whether it was planned, as a holiday is.")

    def says(self, named: Named) -> Sentence:
        """Say until when, and whether it was planned."""
        told = say("until {day}", day=self.until)
        return say("{told}, planned", told=told) if self.planned else told


class PersonLost(Entry):
    """A person who does the work cannot do it any more, for good."""

    whose = Side.CONSULTANT

    kind: Literal["person lost"] = "person lost"
    person: PersonKey = Field(description="Who.", examples=["mara"])

    def says(self, named: Named) -> Sentence:
        """Say who."""
        return say("{person}", person=named(PEOPLE, self.person))


class BeingAway(Clause):
    """What happens while the consultant cannot work."""

    entries = (Away, PersonLost)
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
    lost: Literal["client may end", "substitute"] = Field(
        description="What follows if a person is lost: the client may end it, or a substitute must be offered."
    )
    within: NoticeTime = Field(
        description="How much notice the client gives, or how soon a substitute is offered.",
        examples=["10 days"],
    )

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Stop the fee once somebody is away for too long, unplanned; end it by a notice over a person lost."""
        for away in journal.of(Away):
            clause = past.at(away.on)
            if clause is None or clause.credit_after is None or away.planned:
                continue
            first = deal.after(clause.credit_after, away.on)
            if first <= away.until:
                yield deem(
                    Suspended(on=away.on, recorded=away.recorded, by="time", moves_dates=False, pauses_from=first),
                    cls.cite,
                )  # fmt: skip
                if away.until < deal.today:
                    yield deem(Resumed(on=away.until + DAY, by="time"), cls.cite)
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if clause is None or not clause.has_right(notice, journal):
                continue
            last = max(deal.after(clause.within, notice.counts), notice.until or notice.counts)
            if not deal.over(last + DAY):
                why = f"{cls.notices[0].ends} by the {notice.side}"
                yield deem(
                    Ended(on=last + DAY, by="time", why=why, told=notice.counts, of=LOST, given_by=notice.side),
                    cls.cite
                )  # fmt: skip

    def has_right(self, notice: Notice, journal: Journal) -> bool:
        """Whether a notice rests on a person lost before it."""
        right = notice.of == LOST and notice.side is Side.CLIENT and self.lost == "client may end"
        return right and any(entry.on <= notice.counts for entry in journal.of(PersonLost))

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the client of each time away; after a person is lost, offer a substitute, or the client's right."""
        for away in journal.of(Away):
            clause = past.at(away.on)
            if clause is not None and not away.planned:
                yield ticked(
                    cls.must, f"tell/{away.on}", Side.CONSULTANT, say("Tell the client that nobody works"),
                    deal.within(clause.told_within, away.on), away.on, journal, field="told_within",
                )  # fmt: skip
            elif clause is not None:
                due = deal.clear_before(clause.planned_notice, away.on)
                yield ticked(
                    cls.must, f"plan/{away.on}", Side.CONSULTANT,
                    say("Tell the client of the holiday from {day}", day=away.on),
                    due, min(due, away.known), journal, field="planned_notice",
                )  # fmt: skip
        for lost in journal.of(PersonLost):
            clause = past.at(lost.on)
            if clause is not None and clause.lost == "substitute":
                yield ticked(
                    cls.must, f"substitute/{lost.person}", Side.CONSULTANT, say("Offer somebody as skilled"),
                    deal.within(clause.within, lost.on), lost.on, journal, field="lost",
                )  # fmt: skip
            elif clause is not None and deal.runs(deal.today):
                yield cls.may(
                    f"end/{lost.person}", Side.CLIENT, say("End the engagement, because a person is lost"), None,
                    lost.on, field="lost", meets=meets(Notice, of=LOST, side=Side.CLIENT),
                )  # fmt: skip

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the client's right to leave over a person lost."""
        if self.lost == "client may end":
            yield WayOut(Cite(f"{self.cite}.lost"), LOST, Side.CLIENT, self.within)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice ends nothing, or that nothing was agreed."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("Nothing was agreed about being away."), say("Agree on it first."))
        if clause.acts and isinstance(entry, Notice) and not clause.has_right(entry, journal):
            why = say("No right to end it over a person lost: nothing ends.")
            return Objection(cls.cite, why, say("Give a notice that needs no reason."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a fee that runs on however long nobody works."""
        if self.credit_after is None and deal.fees:
            yield self.finding(
                "CH-FND-080", Level.ADVICE, "credit_after",
                say("The fee runs on however long nobody works."), say("Let it stop after ten days."),
                source=PRACTICE, to="10 days",
            )  # fmt: skip
