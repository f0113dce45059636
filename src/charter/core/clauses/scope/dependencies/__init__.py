"""Dependencies: what the client provides, by when, what a delay does, and what waiting costs at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.scope.dependencies import inputs, leaving
from charter.core.clauses.scope.dependencies.findings import findings
from charter.core.clauses.scope.dependencies.inputs import Input, Saved
from charter.core.clauses.scope.dependencies.new_plan import (
    Dropped,
    NewPlan,
    PlanAsked,
    Stuck,
    drops,
    stuck,
)
from charter.core.clauses.scope.dependencies.standby import Standby, charged
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Delayed
from charter.core.vocabulary.duty import Duty, TimelineMark, meets
from charter.core.vocabulary.entry import Delivered, Entry, Notice, Provided, Reminded, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Refused
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, INPUTS
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import MovesDates, Price, Unanswered, WayOut
from charter.core.vocabulary.term import Key

__all__ = ["Dependencies", "Dropped", "Input", "NewPlan", "PlanAsked", "Saved", "Standby"]


class Dependencies(Keyed[Input]):
    """What the client provides, each under a key: `[scope.dependencies.access]`."""

    entries = (Provided, Saved, PlanAsked, Dropped)
    notices = (leaving.KIND,)
    unsaid = say("what the client provides")
    missed = Missed(
        Level.ADVICE,
        say("nothing says what the client provides, so a late input delays at the consultant's risk"),
    )

    __pydantic_extra__: dict[Key, Input] = Field(init=False)

    delay: Literal["day for day", "none"] = Field(
        description="day for day: each day of delay moves the consultant's dates by a day; none: nothing moves."
    )
    tell_within: TimeToAct | None = Field(
        None,
        description="How soon the consultant says that an input is missing; dates move from that message on at the"
        " earliest. Left out: they move without one.",
        examples=["1 business day"],
    )
    standby: Standby | None = Field(None, description="What waiting costs; left out: nothing.")
    new_plan: NewPlan | None = Field(
        None, description="The way out of a delay without an end; left out: what waits goes on waiting."
    )

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow asking for a new plan, and dropping what waits, where that way out was agreed."""
        return self.entries if self.new_plan is not None else (Provided, Saved)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what follows where an input does not come."""
        moves = say("what waits moves day for day") if self.delay == "day for day" else say("no date moves")
        yield Unanswered(Cite(f"{self.cite}.delay"), say("an input by its day"), Side.CLIENT, None, moves)
        if self.standby is not None:
            fee = say("the standby fee runs, up to its most")
            term = Cite(f"{self.cite}.standby.after")
            yield Unanswered(term, say("a late input"), Side.CLIENT, self.standby.after, fee)
        if self.new_plan is not None:
            term, asked = Cite(f"{self.cite}.new_plan.agree_within"), say("an amendment with a new plan")
            drop = say("either side may drop what waits")
            yield Unanswered(term, asked, "both", self.new_plan.agree_within, drop)

    def states(self) -> Iterator[object]:
        """State that a late input moves dates, where it does."""
        if self.delay == "day for day":
            yield MovesDates()

    # ── a worked example for the text ──────────────────────────────────────────────────────────

    @figure
    def first_due(self, deal: Deal) -> dt.date:
        """Give the day by which the first input is due, which the example is about."""
        return next(iter(self.things.values())).due

    @figure
    def told(self, deal: Deal) -> dt.date | None:
        """Give the day on which the message that it is missing arrives; None where none moves dates."""
        if self.tell_within is None or self.delay == "none":
            return None
        return deal.within(self.tell_within, self.first_due(deal))

    @figure
    def arrived(self, deal: Deal) -> dt.date | None:
        """Give the day on which it arrives late: a week after the message."""
        told = self.told(deal)
        return told + 7 * DAY if told is not None else None

    @figure
    def moved(self, deal: Deal) -> int | None:
        """Count the days of delay, both ends included."""
        told, arrived = self.told(deal), self.arrived(deal)
        return (arrived - told).days + 1 if told is not None and arrived is not None else None

    # ── delay ──────────────────────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Mark an input as late from the day after it was due, or from the message about it, as agreed for each day.

        The delay ends on the day after it came; or by an amendment that takes it away, or lets it come later.
        """
        for key in inputs.keys(past):
            came = inputs.came(key, journal)
            held: tuple[str, ...] = ()
            for day, holds in inputs.held_up(key, past, deal, journal):
                if day <= deal.today and deal.runs(day) and (came is None or came >= day):
                    held = holds
                    yield cls._delayed(
                        key, day, held, deal, None if held else "No longer awaited, as amended."
                    )
            if held and came is not None and came < deal.today:
                yield cls._delayed(key, came + DAY, (), deal, "It came.")

        for dropped in drops(past, deal, journal):
            gone = Refused(on=dropped.on, by=dropped.by, deliverable=dropped.deliverable, why="dropped")
            yield deem(gone.model_copy(update={"recorded": dropped.recorded}), cls.cite)
        for ended in leaving.ends(past, deal, journal):
            yield deem(ended, cls.cite)

    @classmethod
    def _delayed(cls, key: str, day: dt.date, holds: tuple[str, ...], deal: Deal, note: str | None) -> Entry:
        awaits, what = f"{cls.cite}/provide/{key}", deal.named(INPUTS, key)
        return deem(Delayed(on=day, by="time", awaits=awaits, what=what, holds=holds, note=note), cls.cite)

    # ── standby ────────────────────────────────────────────────────────────────────────────────

    def prices(self) -> Iterator[Price]:
        """Give the standby fee, with the most of it where that was agreed."""
        if self.standby is not None:
            a_day, most = say("{fee} a business day of waiting", fee=self.standby.fee), self.standby.sum
            yield Price(
                Cite(f"{self.cite}.standby.fee"), say("Standby"), a_day,
                say("{sum} in all", sum=most) if most is not None else None,
            )  # fmt: skip

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the standby fee once for each business day of waiting, as agreed for it, less what was saved."""
        return charged(cls, past, deal, journal)

    # ── what is to be done ─────────────────────────────────────────────────────────────────────

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Provide each input by its day, tell of one that is missing, and warn before it costs."""
        for key in inputs.keys(past):
            came = inputs.came(key, journal)
            thing = inputs.agreed(key, past, came or deal.today)
            if thing is None:
                continue
            if came is None and deal.ends is not None and (thing.due >= deal.ends or deal.ends <= deal.today):
                continue
            yield cls.must(
                f"provide/{key}",
                Side.CLIENT,
                say("Provide: {name}", name=thing.name),
                thing.due,
                deal.starts,
                field=key,
                meets=meets(Provided, input=key),
                met=came,
                mark=TimelineMark("input", thing.name),
                who=thing.who or "",
            )
            if thing.due < (came or deal.today):
                yield from cls._of_a_late_one(key, thing, past, deal, journal)
        for one in stuck(past, deal.today, deal, journal) if deal.runs(deal.today) else ():
            yield from cls._ways_out(one, past, deal, journal)

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the right of either side to leave once no new plan was signed."""
        if self.new_plan is not None and self.new_plan.may_end is not None:
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.new_plan.may_end"), leaving.LATE, side, self.new_plan.may_end)

    @classmethod
    def _ways_out(cls, one: Stuck, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each side's right to ask for a new plan, and to drop what waits or to leave where none was signed."""
        yield from leaving.rights(cls, past, one, deal)
        name = deal.named(INPUTS, one.key)
        for side in Side:
            yield cls.may(
                f"plan/{side}/{one.key}", side, say("Ask for a new plan, {name} is late", name=name), None,
                one.ask_from, field="new_plan.after", meets=meets(PlanAsked, input=one.key), met=one.asked,
            )  # fmt: skip
            drop_from = one.drop_from or dt.date.max
            for thing in one.holds if drop_from <= deal.today else ():
                handed = journal.about(Delivered, thing)
                yield cls.may(
                    f"drop/{side}/{one.key}/{thing}", side,
                    say("Drop {name}, no new plan was signed", name=deal.named(DELIVERABLES, thing)), None,
                    drop_from, field="new_plan.agree_within", meets=meets(Dropped, deliverable=thing),
                    met=handed[0].on if handed else None,
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why asking for a new plan, dropping a deliverable, or leaving over an input changes nothing."""
        if isinstance(entry, Notice):
            why_not = leaving.told(entry, past, deal, journal)
            return Objection(cls.cite, *why_not) if why_not is not None else None
        if isinstance(entry, PlanAsked):
            found = stuck(past, entry.on, deal, journal) if past is not None else ()
            if any(one.key == entry.input for one in found):
                return None
            why = say(
                "{name} is not late enough on {day} to ask for a new plan.",
                name=deal.named(INPUTS, entry.input), day=entry.on,
            )  # fmt: skip
            return Objection(cls.cite, why, say("Ask again once it is."))
        if not isinstance(entry, Dropped):
            return None
        if past is not None and entry in tuple(drops(past, deal, journal)):
            return None
        why = say(
            "{name} could not be dropped on {day}.",
            name=deal.named(DELIVERABLES, entry.deliverable),
            day=entry.on,
        )
        return Objection(
            cls.cite, why, say("Ask for a new plan first, and wait for the time to sign one; or agree on it.")
        )

    @classmethod
    def _of_a_late_one(
        cls, key: str, thing: Input, past: Past[Self], deal: Deal, journal: Journal
    ) -> Iterator[Duty]:
        """Give the message that an input is missing, and the warning of the fee while there is still time for it."""
        clause, late = past.at(deal.today), max(thing.due + DAY, deal.starts)
        if clause is None:
            return
        missing = inputs.came(key, journal) is None
        tell, warn = (inputs.message(what, key, thing) for what in ("tell", "warn"))
        told = inputs.told(cls.cite, "tell", key, thing, journal)
        if clause.tell_within is not None and (missing or told is not None):
            yield cls.must(
                tell, Side.CONSULTANT, say("Say that it is missing: {name}", name=thing.name),
                deal.within(clause.tell_within, thing.due), late, field="tell_within",
                meets=meets(Reminded, of=f"{cls.cite}/{tell}"), met=told.on if told else None,
            )  # fmt: skip
        standby, warned = clause.standby, inputs.told(cls.cite, "warn", key, thing, journal)
        if standby is not None and standby.warning is not None and (missing or warned is not None):
            reads = say(
                "Warn that waiting for {name} will cost {fee} a day", name=thing.name, fee=standby.fee
            )
            yield cls.may(
                warn, Side.CONSULTANT, reads, None, late, field="standby.warning",
                meets=meets(Reminded, of=f"{cls.cite}/{warn}"), met=warned.on if warned else None,
            )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find fees without a start, a warning or a maximum, and inputs that are due too early."""
        return findings(self, deal)
