"""Meetings: which, how often, how long, with whom, about what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import MeetingTime
from charter.core.vocabulary.clause import Keyed, Missed, Past
from charter.core.vocabulary.dates import Day, Hours, Rhythm, Span
from charter.core.vocabulary.dates.clock import shown_by_clocks
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.reference import MEETINGS, MeetingKey, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Listed, Terms


class Met(Entry):
    """A meeting held."""

    about = "meeting"
    after_start = before_end = True

    kind: Literal["met"] = "met"
    meeting: MeetingKey = Field(description="Its key under communication.meetings.", examples=["weekly"])
    occasion: Day | None = Field(None, description="The day it was planned for, if it moved.")

    def says(self, named: Named) -> Sentence:
        """Say which, and for which day it was planned."""
        name = named(MEETINGS, self.meeting)
        if self.occasion is None:
            return say("{name}", name=name)
        return say("{name}, planned for {day}", name=name, day=self.occasion)


_A_YEAR = dt.timedelta(days=366)
"""How far ahead a first day is looked for where no end is known."""


class Meeting(Terms):
    """One regular meeting."""

    name: Line = Field(description="What it is called.", examples=["Weekly check-in"])
    rhythm: Rhythm = Field(description="How often, and at what hour.", examples=["every Tuesday 10:00"])
    lasts: MeetingTime = Field(description="How long.", examples=["45 minutes"])
    who: Listed[PersonKey] = Field(
        description="Keys of the people who attend.", examples=[["jonas", "mara"]], min_length=1
    )
    agenda: Listed[Line] = Field((), description="The standing points.")

    @figure
    def first(self, deal: Deal) -> dt.date | None:
        """Give the first day, moved to a business day as agreed; None where the engagement has none."""
        until = deal.ends or deal.starts + _A_YEAR
        return next((deal.rolled(day) for day in self.rhythm.occurrences(deal.starts, until)), None)

    def occasions(self, key: str, span: Span, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each time it is held in a span; on a day off it moves as agreed, and keeps its id.

        One that was held all the same is given too: the sides may have picked another day.
        """
        held = {met.occasion or met.on: met.on for met in journal.about(Met, key)}
        planned = deal.occasions(self.rhythm, deal.starts, span.until)
        days = {day for day, _ in planned}
        duties = _planned(key, self.name, self.rhythm.time, deal.zone, planned)
        for (day, held_on), duty in zip(planned, duties, strict=True):
            met = held.get(day) or (held.get(held_on) if held_on not in days else None)
            if day >= span.start and (met is not None or _takes_place(held_on, deal)):
                yield duty if met is None else duty.as_met(met)


@lru_cache(maxsize=256)
def _planned(
    key: str, name: str, hour: dt.time | None, zone: str, planned: tuple[tuple[dt.date, dt.date], ...]
) -> tuple[Duty, ...]:
    """Give the duty to hold a meeting on each day of its plan, none met yet: the same whatever was recorded."""
    return tuple(
        Meetings.as_duty(
            Force.WILL,
            f"hold/{key}/{day.isoformat()}",
            "both",
            say("{name}", name=name),
            held_on,
            day,
            field=key,
            meets=meets(Met, meeting=key, occasion=day),
            at=hour and shown_by_clocks(held_on, hour, zone),
        )
        for day, held_on in planned
    )


def _takes_place(day: dt.date, deal: Deal) -> bool:
    """Whether a meeting can be held on a day: the engagement runs, and is not suspended."""
    return deal.runs(day) and not (deal.pauses and any(day in pause for pause in deal.pauses))


class Meetings(Keyed[Meeting]):
    """The regular meetings, each under a key: `[communication.meetings.weekly]`."""

    entries = (Met,)
    unsaid = say("when the sides meet")
    missed = Missed(Level.ADVICE, say("no meeting is agreed, so value is seen by chance"))

    __pydantic_extra__: dict[Key, Meeting] = Field(init=False)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Hold each meeting on its days, as agreed for that time, while the engagement runs and is not suspended."""
        until = min(deal.ends or deal.horizon, deal.horizon)
        if until <= deal.starts:
            return
        for span, clause in past.parts(Span(deal.starts, until), by=lambda c: c):
            for key, meeting in clause.things.items() if clause else ():
                yield from meeting.occasions(key, span, deal, journal)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find meetings without an hour or an agenda, and those that last longer than a working day."""
        for key, meeting in self.things.items():
            if meeting.lasts > _A_WORKING_DAY:
                yield self.finding(
                    "CH-COM-003",
                    Level.WARNING,
                    f"{key}.lasts",
                    say(
                        "'{name}' lasts {lasts}, longer than a working day.",
                        name=meeting.name,
                        lasts=meeting.lasts,
                    ),
                    say("Shorten it, or hold it on more days."),
                )
            if meeting.rhythm.time is None:
                yield self.finding(
                    "CH-COM-001",
                    Level.ADVICE,
                    f"{key}.rhythm",
                    say(
                        "'{name}' has no hour, so no calendar can hold it ({zone}).",
                        name=meeting.name,
                        zone=deal.zone,
                    ),
                    say('Add one, like "every Tuesday 10:00".'),
                )
            if not meeting.agenda:
                yield self.finding(
                    "CH-COM-002",
                    Level.ADVICE,
                    f"{key}.agenda",
                    say("'{name}' has no agenda.", name=meeting.name),
                    say("Add the standing points, decisions first."),
                )


_A_WORKING_DAY = Hours.parse("10 hours")
