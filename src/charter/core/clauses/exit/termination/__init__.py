"""Termination: every way the engagement can be ended, and when it then ends.

A side that names a breach ends nothing by that: if the breach is not put right, it may end the engagement by a second
notice (`breaches`). For unpaid invoices these are the last steps of the ladder (`vocabulary.ladder`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.exit.termination import control, events, no_effect, sooner
from charter.core.clauses.exit.termination.breaches import Breaches, Cured
from charter.core.clauses.exit.termination.by_law import at_once
from charter.core.clauses.exit.termination.departure import after_event, last_of, learned
from charter.core.clauses.exit.termination.findings import findings
from charter.core.clauses.exit.termination.idleness import idle_from
from charter.core.clauses.exit.termination.notices import (
    CONTROL,
    ENDING,
    EVENT,
    EVENTS,
    FAULTS,
    NOTICES,
    SPECIAL,
    WHY,
)
from charter.core.clauses.exit.termination.rights import rights
from charter.core.clauses.exit.termination.sooner import ReleasedFromWork
from charter.core.clauses.exit.termination.terms import Causes, Convenience, Idle, Unpaid
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.control import ControlChanged, ControlMatters
from charter.core.vocabulary.dates import DAY, Duration, long_date
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Ended, Entry, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import Rung
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.sponsor import SponsorLeft, speakers
from charter.core.vocabulary.stated import Price, Unanswered, WayOut
from charter.core.vocabulary.term import Line, Listed, Table

__all__ = ["Cured", "Termination"]


class Termination(Clause):
    """How each side may end the engagement."""

    entries = (Ended, Cured, SponsorLeft, ControlChanged, events.EventCame, ReleasedFromWork)
    notices = NOTICES
    unsaid = say("how a side can leave")
    missed = Missed(Level.ERROR, say("neither side can leave"))

    client: Convenience | None = Field(None, description="The client's right to end it without a reason.")
    consultant: Convenience | None = Field(None, description="The consultant's right to do the same.")
    cause: Causes | None = Field(None, description="Each side's right after a breach by the other.")
    unpaid: Unpaid | None = Field(None, description="The consultant's right while an invoice stays unpaid.")
    at_once: Listed[Line] = Field((), description="What lets either side end it at once, one ground a line.")
    act_within: TimeToAct | None = Field(
        None,
        description="How long after it learns of a reason to end at once, of an event or that the sponsor leaves, a"
        " side may act on it.",
        examples=["4 weeks"],
    )
    insolvency: bool = Field(description="Whether the other side's insolvency lets a side end it.")
    change_of_control: control.ControlRight | None = Field(
        None, description="What a change of control of the client is, and who may then end it."
    )
    sponsor_leaves: NoticeTime | None = Field(
        None, description="Notice when the client's sponsor leaves.", examples=["10 days"]
    )
    idle: Idle | None = Field(None, description="Each side's right once nobody works any more.")
    ends_on: Table[events.EndingEvent] = Field(
        default_factory=dict,
        description="Events upon which it ends by itself or may be ended, each under a key.",
    )

    cut_short: sooner.Measure | None = Field(
        None,
        description="What the client pays for the time that it cuts off where it ends the engagement at once instead of"
        " waiting for the end of a notice without a reason, its own or the consultant's; left out: it may not.",
        examples=["regular fee"],
    )
    release: Literal["paid"] | None = Field(
        None,
        description="paid: while a notice runs, the client may release the consultant from work, and the regular fee"
        " runs on; left out: it may not.",
    )

    special_trust: Literal["excluded"] | None = Field(
        None,
        description="excluded: nobody may leave services of special trust at any time, as some laws allow; left out:"
        " that right stays.",
    )
    record_within: TimeToAct | None = Field(
        None,
        description="How long after a notice of ending both sides have to record the state of the work.",
        examples=["5 business days"],
    )

    @model_validator(mode="after")
    def _something_to_act_on(self) -> Self:
        if self.act_within is not None and not (self.at_once or self.sponsor_leaves or self.on_events):
            raise ValueError("act_within, but nothing to act on: add at_once, sponsor_leaves or ends_on")
        return self

    @property
    def on_events(self) -> bool:
        """Whether either side may end it after an event."""
        return any(one.effect == "may end" for one in self.ends_on.values())

    @figure
    def by_itself(self, deal: Deal) -> tuple[str, ...]:
        """Give the events upon which it ends by itself."""
        return tuple(one.event for one in self.ends_on.values() if one.effect == "ends")

    def states(self) -> Iterator[object]:
        """State that a change of control matters, where a side may then leave."""
        if self.acts and self.change_of_control is not None:
            yield ControlMatters()

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where a breach is not put right, and where the state of the work is not recorded together."""
        for side in Side:
            cause = self.cause.of(side) if self.cause is not None else None
            if cause is not None:
                then = say("the {side} may end the engagement by a second notice", side=side)
                term = Cite(f"{self.cite}.cause.{side}.cure")
                yield Unanswered(term, say("the breach put right"), side.other, cause.cure, then)
        if self.record_within is not None:
            term = Cite(f"{self.cite}.record_within")
            then = say("the record of the side that came counts until it is proved wrong")
            yield Unanswered(term, say("a record of the state of the work"), "both", self.record_within, then)

    @figure
    def alike(self, deal: Deal) -> bool:
        """Whether both sides may leave without a reason, in the same way."""
        return self.client is not None and self.client == self.consultant

    @figure
    def control_helps(self, deal: Deal) -> bool:
        """Whether the notice after a change of control has an effect."""
        return "change_of_control" not in self.without_effect()

    @figure
    def sponsor(self, deal: Deal) -> str:
        """Name whose leaving lets a side end it: the client's sponsor, else who signs first for the client."""
        return speakers(deal)[Side.CLIENT]

    @figure
    def sponsor_helps(self, deal: Deal) -> bool:
        """Whether the notice after the sponsor left has an effect."""
        return "sponsor_leaves" not in self.without_effect()

    @figure
    def idle_helps(self, deal: Deal) -> bool:
        """Whether the notice after a time without work has an effect."""
        return "idle" not in self.without_effect()

    @figure
    def arrives(self, deal: Deal) -> dt.date:
        """Give the day on which the notice of the example arrives: twenty business days after the start."""
        return deal.business(deal.starts, 20)

    @figure
    def leaves(self, deal: Deal) -> dt.date | None:
        """Give the last day that this notice brings about; None where it needs a reason, or comes after the term."""
        right, arrives = self.client or self.consultant, self.arrives(deal)
        last = right.earliest(deal.after(right.notice, arrives), deal) if right is not None else None
        return last if last is not None and (deal.ends is None or last < deal.ends) else None

    def right(self, side: Side) -> Convenience | None:
        """Give a side's right to end it without a reason."""
        return self.client if side is Side.CLIENT else self.consultant

    def rungs(self) -> Iterator[Rung]:
        """Give the last steps for an invoice that stays unpaid: the notice that it may end, and the end."""
        if self.unpaid is not None:
            yield from self.unpaid.rungs(self.cite)

    # ── when it ends ───────────────────────────────────────────────────────────────────────────

    def last_day(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the last day that a notice brings about; None where it ends nothing, as one that only names a breach.

        Notice received on 20 June with 30 days ends after 20 July (money.md, "Dates").
        """
        late = self.act_by(notice, deal, journal)
        if late is not None and notice.counts > late:
            return None
        match notice.of:
            case "termination":
                return self._without_reason(notice, deal)
            case "change of control" | "sponsor leaves" | "event":
                return after_event(self, notice, deal, journal)
            case "idle":
                stands = self.idle is not None and idle_from(self, deal, journal, notice.counts)
                return last_of(self.idle.notice, notice, deal) if self.idle and stands else None
            case _:
                return notice.counts if self._ends_on_receipt(notice, deal, journal) else None

    def _ends_on_receipt(self, notice: Notice, deal: Deal, journal: Journal) -> bool:
        if notice.of == "at once":
            return self.may_at_once(deal, notice.counts)
        if notice.of == "insolvency":
            return self.insolvency
        if notice.of == sooner.SHORT:
            return sooner.would_end(self, notice, deal, journal) is not None
        return notice.of == ENDING and Breaches(self, deal, journal).to_end(notice) is not None

    def may_at_once(self, deal: Deal, day: dt.date) -> bool:
        """Whether either side may end it at once for a reason: one that was agreed, or one that the law grants."""
        return bool(self.at_once) or at_once(deal, day)

    def act_by(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the last day for a notice after what it acts on was learned; None where nothing bounds it."""
        since = learned(notice, journal) if notice.of in EVENTS else None
        right = self.change_of_control if notice.of == CONTROL else None
        within = right.within if right is not None else self.act_within
        return deal.after(within, since) if within is not None and since is not None else None

    def _without_reason(self, notice: Notice, deal: Deal) -> dt.date | None:
        """Give the last day of a notice that needs no reason, not before the earliest end."""
        right = self.right(notice.side)
        last = last_of(right.notice, notice, deal) if right else None
        return right.earliest(last, deal) if right is not None and last is not None else None

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End the engagement on the day after the last day of notice, unless another end comes sooner."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            last = clause.last_day(notice, deal, journal) if clause else None
            if last is None or deal.over(last + DAY):
                continue
            cut = sooner.would_end(clause, notice, deal, journal) if clause else None
            yield deem(
                Ended(
                    on=last + DAY,
                    by="time",
                    why=f"{WHY[notice.of]} by the {notice.side} on {long_date(notice.on)}",
                    ended_by=cut[1] if cut else notice.side if notice.of == "termination" else None,
                    told=notice.counts,
                    of=notice.of,
                    given_by=notice.side,
                    fault_of=notice.side.other if notice.of in FAULTS else None,
                ),
                cls.cite,
            )
            for fee in sooner.owed(clause, notice, deal, journal) if clause else ():
                yield deem(fee, cls.cite)
        for event in journal.of(events.EventCame):
            for end in events.ends(past.at(event.on), event, deal):
                yield deem(end, cls.cite)
        for entry in journal.of(ReleasedFromWork):
            clause = past.at(entry.on)
            for stop in sooner.stopped(clause, entry, deal) if clause else ():
                yield deem(stop, cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what was invoiced on average for the time of a notice that the client cut short."""
        yield from sooner.charged(cls, past, deal, journal)

    @classmethod
    def charging(cls) -> bool:
        """Whether it is of a kind that charges: it ends the engagement, and money only follows from that."""
        return False

    def against_invoices(self) -> tuple[str, ...]:
        """Give a sum that is the average of what was invoiced."""
        return ("cut_short",) if self.cut_short == "average of 180 days" else ()

    def prices(self) -> Iterator[Price]:
        """Give what it costs to cut a notice short."""
        if self.cut_short in {"regular fee", "average of 180 days"}:
            rest = say("the regular fee to the end of the notice")
            if self.cut_short != "regular fee":
                rest = say("the average invoiced in 180 days, to the end of the notice")
            yield Price(
                Cite(f"{self.cite}.cut_short"), say("Cutting a notice short, by the Client"), rest, rest
            )

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a release from work where it was agreed."""
        return self.entries if self.release is not None else self.entries[:-1]

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each side's right to end it, what is to be put right before, and the last day when one has."""
        yield from rights(cls, past, deal, journal)

    # ── ways out ───────────────────────────────────────────────────────────────────────────────

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give each side's rights to end it: without a reason, for a breach, at once, for what happens to a side."""
        for side in Side:
            if (right := self.right(side)) is not None:
                yield self._way("termination", side, side, after=right.notice)
            if self.cause is not None and (cause := self.cause.of(side)) is not None:
                yield self._way("cause", side, f"cause.{side}", cure=cause.cure)
            if self.cut_short is not None and side is Side.CLIENT:
                yield self._way(sooner.SHORT, side, "cut_short")
            if self.may_at_once(deal, deal.today):
                yield self._way("at once", side, "at_once")
            if self.insolvency:
                yield self._way("insolvency", side, "insolvency")
            if self.on_events:
                yield self._way(EVENT, side, "ends_on")
            for field, notice in self.special(side).items():
                yield self._way(SPECIAL[field], side, field, after=notice)
        if self.unpaid is not None:
            yield self._way("non-payment", Side.CONSULTANT, "unpaid", cure=self.unpaid.pay_within)

    def _way(
        self, of: str, side: Side, field: str, after: Duration | None = None, cure: Duration | None = None
    ) -> WayOut:
        return WayOut(Cite(f"{self.cite}.{field}"), of, side, after, cure, ENDING if cure else "")

    def ends_from(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the first day on which what a notice announces may be ended by a second one; None: never."""
        known = Breaches(self, deal, journal.plus((notice,)))
        return min((right.since for right in known.rights() if right.first == notice), default=None)

    def knows(self, notice: Notice, deal: Deal) -> bool:
        """Whether the clause gives a side a right to a kind of notice."""
        ways = {(way.of, way.side) for way in self.ways_out(deal)}
        second = notice.of == ENDING and any(
            way.then and way.side is notice.side for way in self.ways_out(deal)
        )
        return second or (notice.of, notice.side) in ways

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice or an end changes nothing, and why; and that there was no breach to put right."""
        told = None
        if isinstance(entry, events.EventCame):
            told = events.no_such(past.at(entry.on) if past is not None else None, entry)
        elif isinstance(entry, ReleasedFromWork):
            told = no_effect.of_release(past.at(entry.on) if past is not None else None, entry, deal)
        elif isinstance(entry, Cured):
            told = no_effect.of_cure(entry, journal)
        elif isinstance(entry, Ended):
            told = no_effect.of_end(entry, deal)
        elif isinstance(entry, Notice):
            clause = past.at(entry.on) if past is not None else None
            if clause is None or clause.acts:  # else a person decides
                told = no_effect.of_notice(clause, entry, deal, journal)
        return Objection(cls.cite, *told) if told is not None else None

    # ── what is wrong with it ──────────────────────────────────────────────────────────────────

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("for what was earned up to the Last Day")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a side that is locked in, one-sided ways out, those without effect, and what the law says."""
        yield from findings(self, deal)

    def without_effect(self) -> Iterator[str]:
        """Give the special rights that are no quicker than leaving without a reason: nobody needs them."""
        for field, special in self.special().items():
            rights = [self.right(side) for side in Side if field in self.special(side)]
            quicker = any(
                right is None or right.not_before is not None or special.about_days < right.notice.about_days
                for right in rights
            )
            if not quicker:
                yield field

    def special(self, side: Side | None = None) -> dict[str, Duration]:
        """Give the notice of each special right that was agreed, or that a side has, by its term."""
        changed = self.change_of_control
        if changed is not None and side is not None and not changed.may(side):
            changed = None
        held = {
            "change_of_control": changed.notice if changed is not None else None,
            "sponsor_leaves": self.sponsor_leaves,
            "idle": self.idle.notice if self.idle is not None else None,
        }
        return {field: notice for field, notice in held.items() if notice is not None}
