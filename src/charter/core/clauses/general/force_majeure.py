"""Force majeure: what nobody can help stops the work for a while, and after too long either side may leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import MovesDates, WayOut
from charter.core.vocabulary.term import Line
from charter.core.vocabulary.ticked import ticked

PREVENTED = "force majeure"
"""The notice that ends the engagement after work could not go on for too long."""

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
_LONG = 60


class Prevented(Entry):
    """Something that nobody can help stops the work from this day on."""

    restates = after_start = before_end = True

    kind: Literal["prevented"] = "prevented"
    side: Side = Field(description="The side that cannot do its part.")
    what: Line = Field(description="By what.", examples=["A flood"])

    def says(self, named: Named) -> Sentence:
        """Say whom, and by what."""
        return say("the {side}, by: {what}", side=self.side, what=self.what)

    @property
    def actor(self) -> Side:
        """The side that cannot do its part."""
        return self.side


class PreventionOver(Entry):
    """Work can go on from this day on."""

    restates = True

    kind: Literal["prevention over"] = "prevention over"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("work can go on")


class ForceMajeure(Clause):
    """What happens if something that nobody can help stops the work."""

    entries = (Prevented, PreventionOver)
    notices = (NoticeKind(PREVENTED, ends="notice after work could not go on", reason="force-majeure"),)

    told_within: TimeToAct = Field(
        description="How soon the other side is told.", examples=["2 business days"]
    )
    exit_after: TimeToAct = Field(
        description="After how long either side may end the engagement.", examples=["30 days"]
    )
    fee: Literal["pauses", "runs"] = Field(description="Whether a regular fee runs on meanwhile.")

    def states(self) -> Iterator[object]:
        """State that dates move meanwhile."""
        yield MovesDates()

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Stop the work from the day of what stops it until it is over; end the engagement after too long."""
        for stopped in journal.of(Prevented):
            clause = past.at(stopped.on)
            if clause is not None:
                pauses = clause.fee == "pauses"
                yield deem(
                    Suspended(on=stopped.on, recorded=stopped.recorded, by="time", pauses_fees=pauses),
                    cls.cite,
                )
        for over in journal.of(PreventionOver):
            if past.at(over.on) is not None:
                yield deem(Resumed(on=over.on, recorded=over.recorded, by="time"), cls.cite)
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if notice.of != PREVENTED or clause is None or not clause.lasts_too_long(notice, deal, journal):
                continue
            if not deal.over(notice.counts + DAY):
                why = f"{cls.notices[0].ends} by the {notice.side}"
                yield deem(
                    Ended(on=notice.counts + DAY, by="time", why=why, of=PREVENTED, given_by=notice.side), cls.cite
                )  # fmt: skip

    def lasts_too_long(self, notice: Notice, deal: Deal, journal: Journal) -> bool:
        """Whether work had been stopped for so long when a notice came that it may end the engagement."""
        stopped = [entry for entry in journal.of(Prevented) if entry.on <= notice.counts]
        over = [entry for entry in journal.of(PreventionOver) if entry.on <= notice.counts]
        if not stopped or (over and over[-1].on >= stopped[-1].on):
            return False
        since = next(entry.on for entry in stopped if not over or entry.on > over[-1].on)
        return deal.after(self.exit_after, since) <= notice.counts

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the other side, and the right to leave once it has lasted too long."""
        for stopped in journal.of(Prevented):
            clause = past.at(stopped.on)
            if clause is None:
                continue
            yield ticked(
                cls.must, f"tell/{stopped.on}", stopped.side, say("Tell the other side: {what}", what=stopped.what),
                deal.within(clause.told_within, stopped.on), stopped.on, journal, field="told_within",
            )  # fmt: skip
            since = deal.after(clause.exit_after, stopped.on)
            if any(entry.on >= stopped.on for entry in journal.of(PreventionOver)) or not deal.runs(since):
                continue
            for side in Side if since <= deal.today else ():
                yield cls.may(
                    f"end/{side}/{stopped.on}", side, say("End the engagement, because work cannot go on"), None,
                    since, field="exit_after", meets=meets(Notice, of=PREVENTED, side=side),
                )  # fmt: skip

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the right of either side to leave after too long."""
        for side in Side:
            yield WayOut(Cite(f"{self.cite}.exit_after"), PREVENTED, side)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nothing was agreed, or that a notice comes too early."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(
                cls.cite, say("Nothing was agreed about force majeure."), say("Agree on it first.")
            )
        if clause.acts and isinstance(entry, Notice) and not clause.lasts_too_long(entry, deal, journal):
            why = say("Work had not been stopped for {time}: nothing ends.", time=clause.exit_after)
            return Objection(cls.cite, why, say("Wait, or give a notice that needs no reason."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a stop that binds both for too long, and a fee for days on which nobody can work."""
        if self.exit_after.about_days > _LONG:
            yield self.finding(
                "CH-GEN-060", Level.ADVICE, "exit_after",
                say("Both sides are bound for {time} while nothing can be done.", time=self.exit_after),
                say("Let either side leave after a month."), source=PRACTICE, to="30 days",
            )  # fmt: skip
        if self.fee == "runs" and deal.fees:
            yield self.finding(
                "CH-GEN-061", Level.WARNING, "fee", say("The client pays for days on which nobody can work."),
                say("Let the fee pause."), to="pauses",
            )  # fmt: skip
