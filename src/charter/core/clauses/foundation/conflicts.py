"""Conflicts: whether the consultant may work for others, which competitors matter, and what follows from one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import WayOut
from charter.core.vocabulary.term import Line, Listed
from charter.core.vocabulary.ticked import ticked

COMPETITOR = "competitor"
"""The notice by which the client leaves because the consultant works for a competitor."""

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")
_MANY = 5


class TookOn(Entry):
    """The consultant took on a client that competes with this one."""

    whose = Side.CONSULTANT
    after_start = True

    kind: Literal["took on"] = "took on"
    whom: Line = Field(description="Which.", examples=["Fennel & Co"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{whom}, a competitor", whom=self.whom)


class Conflicts(Clause):
    """Whether the consultant may work for others."""

    entries = (TookOn,)
    notices = (
        NoticeKind(
            COMPETITOR, frozenset({Side.CLIENT}), ends="notice over a competitor", reason="competitor"
        ),
    )
    unsaid = say("work for others")

    others: Literal["freely", "not for competitors", "not at all"] = Field(
        description="For whom else the consultant may work."
    )
    competitors: Listed[Line] = Field((), description="The competitors, by name.", examples=[["Fennel & Co"]])
    told_within: TimeToAct = Field(
        description="How soon before or after work for a competitor the client is told.",
        examples=["5 business days"],
    )
    wall: Listed[Line] = Field(
        (), description="What is kept apart from other clients, and how.", examples=[["No shared folders"]]
    )
    client_may_end: NoticeTime | None = Field(
        None,
        description="With how much notice the client may end it then; left out: no such right.",
        examples=["10 days"],
    )
    act_within: TimeToAct = Field(description="How long that right lasts.", examples=["30 days"])

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End the engagement by a notice in time after the consultant took on a competitor."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if clause is None or clause.client_may_end is None or not clause.has_right(notice, deal, journal):
                continue
            last = max(deal.after(clause.client_may_end, notice.counts), notice.until or notice.counts)
            if not deal.over(last + DAY):
                why = f"{cls.notices[0].ends} by the {notice.side}"
                yield deem(
                    Ended(on=last + DAY, by="time", why=why, told=notice.counts, of=COMPETITOR, given_by=notice.side),
                    cls.cite,
                )  # fmt: skip

    def has_right(self, notice: Notice, deal: Deal, journal: Journal) -> bool:
        """Whether a notice rests on a competitor that was taken on not too long ago."""
        if notice.of != COMPETITOR or notice.side is not Side.CLIENT or self.client_may_end is None:
            return False
        return any(
            taken.on <= notice.counts <= deal.within(self.act_within, taken.known)
            for taken in journal.of(TookOn)
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the client of each competitor, and the client's right to leave."""
        for taken in journal.of(TookOn):
            clause = past.at(taken.on)
            if clause is None:
                continue
            yield ticked(
                cls.must, f"tell/{taken.name}", Side.CONSULTANT, say("Tell the client of {whom}", whom=taken.whom),
                deal.within(clause.told_within, taken.on), taken.on, journal, field="told_within",
            )  # fmt: skip
            until = deal.within(clause.act_within, taken.known)
            if clause.client_may_end is not None and deal.runs(deal.today) and deal.today <= until:
                yield cls.may(
                    f"end/{taken.name}", Side.CLIENT,
                    say("End the engagement until {day}, because of {whom}", day=until, whom=taken.whom), None,
                    taken.on, field="client_may_end", meets=meets(Notice, of=COMPETITOR, side=Side.CLIENT),
                )  # fmt: skip

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the client's right to leave over a competitor."""
        if self.client_may_end is not None:
            yield WayOut(Cite(f"{self.cite}.client_may_end"), COMPETITOR, Side.CLIENT, self.client_may_end)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice ends nothing, or that nothing was agreed."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(
                cls.cite, say("Nothing was agreed about work for others."), say("Agree on it first.")
            )
        if clause.acts and isinstance(entry, Notice) and not clause.has_right(entry, deal, journal):
            why = say("There is no right to end it over a competitor on that day: nothing ends.")
            return Objection(cls.cite, why, say("Give a notice that needs no reason."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a ban on all other work, competitors whom nobody names, too many of them, and no wall."""
        if self.others == "not at all":
            yield self.finding(
                "CH-FND-060", Level.WARNING, "others",
                say("Who may work for one client only looks like an employee."),
                say("Name competitors instead."), source=PRACTICE, to="freely",
            )  # fmt: skip
        if self.others == "not for competitors" and not self.competitors:
            yield self.finding(
                "CH-FND-061", Level.WARNING, "competitors", say("Nobody can say who is a competitor."),
                say("Name them, five at most."), source=PRACTICE,
            )  # fmt: skip
        if self.others != "not for competitors" and self.competitors:
            yield self.finding(
                "CH-FND-064", Level.WARNING, "competitors",
                say("Competitors are named, and nothing follows from that."), say("Leave them out."), to=None,
            )  # fmt: skip
        if len(self.competitors) > _MANY:
            yield self.finding(
                "CH-FND-062", Level.ADVICE, "competitors",
                say("{n} competitors are many: that bars a whole trade.", n=len(self.competitors)),
                say("Name five at most."), source=PRACTICE,
            )  # fmt: skip
        if self.others == "freely" and not self.wall:
            yield self.finding(
                "CH-FND-063", Level.ADVICE, "wall", say("Nothing keeps what is learned here from other clients."),
                say("Say what is kept apart."), source=PRACTICE,
            )  # fmt: skip
