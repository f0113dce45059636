"""Updates: what the consultant reports without being asked, how often, in which form, to whom.

An update counts for the day that it names. One that names none counts for the last day due before it, and where that
one was given already, for the next. The next update makes up for one that was left out, so that one is late at most.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field

from charter.core.vocabulary.clause import Keyed, Missed, Objection, Past
from charter.core.vocabulary.dates import Day, Rhythm, Span
from charter.core.vocabulary.dates.clock import shown_by_clocks
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey, Refers
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Listed, Terms

UPDATES = Refers("communication.updates", "update")
UpdateKey = Annotated[Key, UPDATES]
"""The key of a regular update."""


class Updated(Entry):
    """An update given."""

    retroactive = False  # it moves no money and no date
    about = "update"
    after_start = True
    whose = Side.CONSULTANT

    kind: Literal["updated"] = "updated"
    update: UpdateKey = Field(description="Its key under communication.updates.", examples=["friday"])
    occasion: Day | None = Field(
        None,
        description="The day it was due; left out: the last one before, or the next where that was given.",
    )

    def says(self, named: Named) -> Sentence:
        """Say which, and for which day."""
        name = named(UPDATES, self.update)
        if self.occasion is None:
            return say("{name}", name=name)
        return say("{name} for {day}", name=name, day=self.occasion)


_A_YEAR = dt.timedelta(days=366)
"""How far ahead a first day is looked for where no end is known."""


class Update(Terms):
    """One regular update."""

    name: Line = Field(description="What it is called.", examples=["Friday update"])
    rhythm: Rhythm = Field(description="How often, and by what hour.", examples=["every Friday 16:00"])
    form: Line = Field(description="How it comes.", examples=["e-mail"])
    to: Listed[PersonKey] = Field(
        description="Keys of the people who get it.", examples=[["jonas", "priya"]], min_length=1
    )

    @figure
    def first(self, deal: Deal) -> dt.date | None:
        """Give the first day, moved to a business day as agreed; None where the engagement has none."""
        until = deal.ends or deal.starts + _A_YEAR
        return next((deal.rolled(day) for day in self.rhythm.occurrences(deal.starts, until)), None)


class Updates(Keyed[Update]):
    """The regular updates, each under a key: `[communication.updates.friday]`."""

    entries = (Updated,)
    unsaid = say("what is reported without being asked")
    missed = Missed(Level.ADVICE, say("no update is agreed, so the client learns only what it asks for"))

    __pydantic_extra__: dict[Key, Update] = Field(init=False)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Send each update by its day, as agreed for that time, while the engagement runs and is not suspended."""
        for key, planned in _planned(past, deal).items():
            given = journal.about(Updated, key)
            named = {update.occasion for update in given}
            due = [each for each in planned if each.day in named or _is_owed(each.due, deal)]
            owed = bisect_right(due, deal.today, key=_DUE) - 1
            met = _met(due, given)
            for place, occasion in enumerate(due):
                duty = occasion.duty
                if place in met:
                    yield duty.as_met(met[place])
                else:  # until the next is due; from then on it is one that was left out
                    yield duty._replace(force=Force.WILL) if place < owed else duty

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that an update was given for a day on which none was due."""
        planned = _planned(past, deal) if past is not None else {}
        if (
            not isinstance(entry, Updated)
            or entry.occasion is None
            or _has(planned, entry.update, entry.occasion)
        ):
            return None
        why = say("No update was due on {day}.", day=entry.occasion)
        return Objection(cls.cite, why, say("Correct the occasion, or leave it out."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find an update that nobody at the client gets, and one that is due every day."""
        for key, update in self.things.items():
            sides = {person.side for person in (deal.person(to, deal.today) for to in update.to) if person}
            if Side.CLIENT not in sides:
                yield self.finding(
                    "CH-COM-010", Level.WARNING, f"{key}.to",
                    say("{name} goes to nobody at the client.", name=update.name),
                    say("Name a person of the client."),
                )  # fmt: skip
            if update.rhythm.step in {"day", "weekday"} and update.rhythm.every == 1:
                yield self.finding(
                    "CH-COM-011", Level.ADVICE, f"{key}.rhythm",
                    say("{name} is due every day: it costs hours, and soon nobody reads it.", name=update.name),
                    say("Agree one a week."), to="every Friday 16:00",
                )  # fmt: skip


class _Occasion(NamedTuple):
    """A day on which an update is due by its rhythm, the day to which that moves, and the duty to send it, unmet."""

    day: dt.date
    due: dt.date
    duty: Duty


_DUE = attrgetter("due")


def _planned(past: Past[Updates], deal: Deal) -> dict[str, list[_Occasion]]:
    """Give the occasions of each update until the engagement ends, or as far as anybody looks."""
    found: dict[str, list[_Occasion]] = {}
    until = min(deal.ends or deal.horizon, deal.horizon)
    if until <= deal.starts:
        return found
    for span, clause in past.parts(Span(deal.starts, until), by=lambda c: c):
        for key, update in clause.things.items() if clause else ():
            days = deal.occasions(update.rhythm, deal.starts, span.until)
            of = _occasions(key, update.name, update.rhythm.time, deal.zone, days)
            found.setdefault(key, []).extend(each for each in of if each.day >= span.start)
    return found


@lru_cache(maxsize=256)
def _occasions(
    key: str, name: str, hour: dt.time | None, zone: str, days: tuple[tuple[dt.date, dt.date], ...]
) -> tuple[_Occasion, ...]:
    """Give the occasions of an update, each with its duty: the same whatever was recorded."""
    return tuple(
        _Occasion(day, due, _send(key, name, day, due, at=hour and shown_by_clocks(due, hour, zone)))
        for day, due in days
    )


def _send(key: str, name: str, day: dt.date, due: dt.date, *, at: dt.time | None) -> Duty:
    """Give the duty to send one; `at` is the hour that clocks show."""
    return Updates.must(
        f"send/{key}/{day}",
        Side.CONSULTANT,
        say("Send: {name}", name=name),
        due,
        min(day, due),
        field=f"{key}.rhythm",
        meets=meets(Updated, update=key, occasion=day),
        at=at,
    )


def _has(planned: Mapping[str, Sequence[_Occasion]], key: str, day: dt.date) -> bool:
    return any(occasion.day == day for occasion in planned.get(key, ()))


def _is_owed(day: dt.date, deal: Deal) -> bool:
    return deal.runs(day) and not any(day in pause for pause in deal.pauses)


def _met(due: Sequence[_Occasion], given: Sequence[Updated]) -> dict[int, dt.date]:
    """Give the day on which each occasion was met, by its place."""
    met: dict[int, dt.date] = {}
    for update in given:
        met.setdefault(_place(update, due, met), update.on)
    return met


def _place(update: Updated, due: Sequence[_Occasion], met: dict[int, dt.date]) -> int:
    """Give the place of the occasion that an update counts for; -1 where it names a day on which none was due."""
    if update.occasion is not None:
        return next((place for place, each in enumerate(due) if each.day == update.occasion), -1)
    last = bisect_right(due, update.on, key=_DUE) - 1
    return last if last >= 0 and last not in met else last + 1
