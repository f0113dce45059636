"""Learning: time for the consultant to keep up, briefings for the client, and people whom the consultant brings on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import Hours, Rhythm
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.regular import occasions
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed, Table, Terms
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")


class Learned(Entry):
    """Something that the consultant learned for the engagement."""

    whose = Side.CONSULTANT

    kind: Literal["learned"] = "learned"
    hours: Hours = Field(description="How long it took.", examples=["3 hours"])
    what: Line = Field(description="What.", examples=["New rules on the security of suppliers"])

    def says(self, named: Named) -> Sentence:
        """Say how long, and what."""
        return say("{hours}: {what}", hours=self.hours, what=self.what)


class Briefings(Terms):
    """Briefings for the client."""

    rhythm: Rhythm = Field(description="How often.", examples=["every quarter on day 20"])
    topics: Listed[Line] = Field(
        description="On what.", examples=[["security", "cost of the cloud"]], min_length=1
    )


class Protege(Terms):
    """One person of the client's team whom the consultant brings on."""

    name: Line = Field(description="Who.", examples=["Lena Hoff"])
    goal: Line = Field(description="What the person can do then.", examples=["lead the engineers alone"])
    rhythm: Rhythm = Field(description="How often they talk.", examples=["every second Thursday 9:00"])


class Learning(Clause):
    """What both sides learn from one another."""

    entries = (Learned,)

    hours: Hours | None = Field(
        None,
        description="How many hours a quarter the consultant learns for the client; left out: none.",
        examples=["6 hours"],
    )
    paid_by: Literal["consultant", "client"] = Field(
        description="Who pays for these hours; the client does with its included hours."
    )
    briefings: Briefings | None = Field(None, description="Briefings for the client; left out: none.")
    team: Table[Protege] = Field(
        default_factory=dict, description="Whom the consultant brings on, each under a key."
    )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each briefing, and each talk with somebody of the client's team."""
        for day, due, clause in occasions(past, deal, _briefs):
            topics = clause.briefings.topics if clause.briefings is not None else ()
            yield ticked(
                cls.must, f"brief/{day}", Side.CONSULTANT, say("Brief the client on {topics}", topics=topics), due,
                min(day, due), journal, field="briefings",
            )  # fmt: skip
        keys = {key for version in past.versions if version.clause is not None for key in version.clause.team}
        for key in sorted(keys):
            for day, due, clause in occasions(past, deal, partial(_talks, key=key)):
                yield ticked(
                    cls.will, f"bring-on/{key}/{day}", Side.CONSULTANT,
                    say("Talk with {name}", name=clause.team[key].name), due, min(day, due), journal,
                    field=f"team.{key}",
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that no time for learning was agreed."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None or clause.hours is None:
            return Objection(cls.cite, say("No time for learning was agreed."), say("Agree on it first."))
        if clause.acts and clause.paid_by == "client":
            return Objection(
                cls.cite, say("The client pays for this time: it is work."), say("Record it as hours.")
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find learning that the client pays without hearing of it, and a clause that promises nothing."""
        if self.paid_by == "client" and self.hours is not None and self.briefings is None:
            yield self.finding(
                "CH-TRU-020", Level.WARNING, "paid_by",
                say("The client pays for learning, and never hears of it."), say("Agree on briefings."),
                source=PRACTICE,
            )  # fmt: skip
        if self.hours is None and self.briefings is None and not self.team:
            yield self.finding(
                "CH-TRU-021", Level.WARNING, "", say("Nothing is promised here."), say("Leave the clause out."),
            )  # fmt: skip


def _talks(clause: Learning, key: str) -> Rhythm | None:
    return clause.team[key].rhythm if key in clause.team else None


def _briefs(clause: Learning) -> Rhythm | None:
    return clause.briefings.rhythm if clause.briefings is not None else None
