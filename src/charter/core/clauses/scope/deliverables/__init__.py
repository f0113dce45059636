"""Deliverables: what is handed over, when, and how it is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from charter.core.clauses.scope.deliverables.done import all_done
from charter.core.clauses.scope.deliverables.findings import findings
from charter.core.clauses.scope.deliverables.handovers import Handover, Postponed, handovers
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, Rhythm, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import moved
from charter.core.vocabulary.duty import Duty, Force, TimelineMark, meets
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen, ComesOnce, Refused
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, PersonKey
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import IncludesHours, PaidApart, Recurring, Unanswered
from charter.core.vocabulary.term import Key, Line, Listed, Prose, Terms

SEVERAL_YEARS = 1500 * DAY
"""How far ahead the first day of a rhythm is looked for: one of a leap year's 29 February comes within four years."""


class Deliverable(Terms):
    """One thing to hand over."""

    name: Line = Field(description="What it is called.", examples=["Architecture audit"])
    outcome: Prose = Field(description="What the client has when it is done.")
    due: Day | None = Field(None, description="The day by which it is handed over.")
    recurring: Rhythm | None = Field(
        None, description="How often it comes, instead of one day.", examples=["every month on day 5"]
    )
    criteria: Listed[Line] = Field((), description="How to tell that it is done, one test a line.")
    reviewer: PersonKey | None = Field(
        None, description="The key of the person who reviews it.", examples=["jonas"]
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if self.due is not None and self.recurring is not None:
            raise ValueError("due on one day, or recurring, and not both: leave one out")
        return self

    def occasions(self, deal: Deal) -> tuple[dt.date, ...]:
        """Give the days on which it is due: one, or each of its rhythm while the engagement runs."""
        if self.recurring is not None:
            until = min(deal.ends or deal.horizon, deal.horizon)
            return self.recurring.occurrences(deal.starts, until) if until > deal.starts else ()
        return (self.due,) if self.due else ()

    @figure
    def first(self, deal: Deal) -> dt.date | None:
        """Give the first day on which it is due, where it comes again."""
        if self.recurring is None:
            return None
        days = self.recurring.occurrences(deal.starts, deal.starts + SEVERAL_YEARS)
        return deal.rolled(days[0]) if days else None

    @figure
    def stand_in(self, deal: Deal) -> str | None:
        """Give the name of who reviews it while the reviewer is away."""
        reviewer = deal.person(self.reviewer, deal.starts) if self.reviewer is not None else None
        other = deal.person(reviewer.stand_in, deal.starts) if reviewer and reviewer.stand_in else None
        return other.name if other is not None else None

    @figure
    def undated(self, deal: Deal) -> bool:
        """Whether no day was agreed for it."""
        return self.due is None and self.recurring is None

    def due_day(self, occasion: dt.date, lost: tuple[Span, ...]) -> dt.date:
        """Move an occasion by days lost: a single one day for day, one of a rhythm only out of a time of delay."""
        if self.recurring is None:
            return moved(occasion, lost)
        return next((span.until for span in lost if occasion in span), occasion)


class Deliverables(Keyed[Deliverable]):
    """What the consultant hands over, each under a key: `[scope.deliverables.audit]`."""

    unsaid = say("what is handed over")
    entries = (Delivered, Postponed, Chosen)

    def entrusts(self, entry: Entry) -> Iterator[str]:
        """Let a reviewer accept, send back or refuse what is theirs to review."""
        judges = isinstance(entry, Accepted | Rejected | Chosen)
        thing = self.things.get(entry.deliverable) if judges else None  # type: ignore[attr-defined]  # of a judge
        if thing is not None and thing.reviewer is not None:
            yield thing.reviewer

    __pydantic_extra__: dict[Key, Deliverable] = Field(init=False)

    new_date_within: TimeToAct | None = Field(
        None,
        description="How long after the date the one new date may lie that the consultant may name when a deliverable"
        " will be late; the client may refuse what is not there by then. Left out: no new date, no refusal.",
        examples=["20 days"],
    )

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow refusing what is late where a new date was agreed."""
        return tuple(kind for kind in self.entries if kind is not Chosen or self.new_date_within is not None)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what follows where what is late does not come."""
        if self.new_date_within is not None:
            term, asked = Cite(f"{self.cite}.new_date_within"), say("what is late, by a new date")
            then = say("the client may refuse it, and owes nothing for it")
            yield Unanswered(term, asked, Side.CONSULTANT, self.new_date_within, then)

    def states(self) -> Iterator[object]:
        """State which of them come again, and which once."""
        again = frozenset(key for key, thing in self.things.items() if thing.recurring is not None)
        yield Recurring(again)
        yield ComesOnce(frozenset(self.things) - again)

    @figure
    def apart(self, deal: Deal) -> tuple[str, ...]:
        """Name those that are paid for by themselves, so that work on them uses no hours that a fee includes."""
        apart = self._apart(deal)
        return tuple(thing.name for key, thing in self.things.items() if key in apart)

    @figure
    def within(self, deal: Deal) -> tuple[str, ...]:
        """Name those on which work uses the hours that a fee includes; none where no fee includes any."""
        apart = self._apart(deal)
        if not isinstance(deal.stated.get(IncludesHours), IncludesHours):
            return ()
        return tuple(thing.name for key, thing in self.things.items() if key not in apart)

    def _apart(self, deal: Deal) -> frozenset[str]:
        hours, paid = deal.stated.get(IncludesHours), deal.stated.get(PaidApart)
        if not isinstance(hours, IncludesHours) or not isinstance(paid, PaidApart) or hours.milestone_work:
            return frozenset()
        return paid.deliverables

    @figure
    def recurs(self, deal: Deal) -> bool:
        """Whether any of them comes again."""
        return any(thing.recurring is not None for thing in self.things.values())

    @figure
    def undated(self, deal: Deal) -> bool:
        """Whether no day was agreed for some of them."""
        return any(thing.undated(deal) for thing in self.things.values())

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Refuse what the client refused because it was late twice; tell when nothing is still to come."""
        for one in handovers(past, deal, journal) if journal.of(Chosen) else ():
            if one.refused is not None:
                on, by = one.refused.on, one.refused.by
                occasion = one.occasion if one.thing.recurring is not None else None
                refused = Refused(on=on, by=by, deliverable=one.key, occasion=occasion, why="chosen")
                yield deem(refused.model_copy(update={"recorded": one.refused.recorded}), cls.cite)
        done = all_done(past, deal, journal)
        if done is not None:
            yield deem(done, cls.cite)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Deliver each by its day, moved day for day by delays that are not the consultant's."""
        for one in handovers(past, deal, journal):
            met = one.found.on if one.found is not None else None
            if met is None and deal.ends is not None and one.due >= deal.ends:
                continue
            planned = one.occasion.isoformat() if one.thing.recurring else ""
            key = f"{one.key}/{planned}" if planned else one.key
            gone = one.refused is not None or _refused_otherwise(one.key, journal)
            yield cls.as_duty(
                Force.WILL if gone else Force.MUST,
                f"deliver/{key}",
                Side.CONSULTANT,
                say("Deliver: {name}", name=one.thing.name),
                one.due,
                deal.starts,
                field=one.key,
                meets=meets(Delivered, deliverable=one.key, **({"occasion": planned} if planned else {})),
                met=met,
                mark=TimelineMark("deliverable", one.thing.name),
            )
            if met is None and not gone and one.due < deal.today:
                yield from cls._of_a_late_one(one, key)

    @classmethod
    def _of_a_late_one(cls, one: Handover, key: str) -> Iterator[Duty]:
        """Give the new date that the consultant may name, and the refusal that is then the client's right."""
        if one.refusable_from is None:
            return
        if one.postponed is None:
            yield cls.may(
                f"postpone/{key}", Side.CONSULTANT, say("Name one new date: {name}", name=one.thing.name),
                one.refusable_from - DAY, one.due, field="new_date_within",
                meets=meets(Postponed, deliverable=one.key),
            )  # fmt: skip
        yield cls.may(
            f"refuse/{key}", Side.CLIENT, say("Refuse what is late: {name}", name=one.thing.name),
            None, one.refusable_from, field="new_date_within",
            meets=meets(Chosen, deliverable=one.key, choice="refusal"),
        )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find what cannot be judged, has no day, or nobody to review it."""
        return findings(self, deal)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a new date, or a handover, changes nothing."""
        if isinstance(entry, Delivered):
            return _of_a_refused_one(cls.cite, entry, deal, journal)
        if not isinstance(entry, Postponed) or past is None:
            return None
        if any(one.postponed is entry for one in handovers(past, deal, journal)):
            return None
        name = deal.named(DELIVERABLES, entry.deliverable)
        why = say(
            "The new date {until} for {name} is not the first one, or not within the time agreed for it.",
            until=entry.until, name=name,
        )  # fmt: skip
        return Objection(cls.cite, why, say("Agree on another date, by a signed amendment."))


def _refused_otherwise(key: str, journal: Journal) -> bool:
    return any(one.occasion is None for one in journal.about(Refused, key))


def _of_a_refused_one(cite: Cite, entry: Delivered, deal: Deal, journal: Journal) -> Objection | None:
    final = [one.on for one in journal.about(Refused, entry.deliverable) if one.occasion is None]
    if not final or min(final) > entry.on:
        return None
    name = deal.named(DELIVERABLES, entry.deliverable)
    why = say("{name} was refused on {day}, and a refusal is final.", name=name, day=min(final))
    return Objection(cite, why, say("Agree on it anew, by a signed amendment."))
