"""Deliverables: what is handed over, when, and how it is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from charter.core.vocabulary.clause import Keyed, Past
from charter.core.vocabulary.dates import DAY, Day, Rhythm, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import delays, moved
from charter.core.vocabulary.duty import Duty, TimelineMark, meets
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Recurring
from charter.core.vocabulary.term import Key, Line, Listed, Prose, Terms


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

    def due_day(self, occasion: dt.date, lost: tuple[Span, ...]) -> dt.date:
        """Move an occasion by days lost: a single one day for day, one of a rhythm only out of a time of delay."""
        if self.recurring is None:
            return moved(occasion, lost)
        return next((span.until for span in lost if occasion in span), occasion)


class Deliverables(Keyed[Deliverable]):
    """What the consultant hands over, each under a key: `[scope.deliverables.audit]`."""

    unsaid = say("what is handed over")
    entries = (Delivered,)

    def entrusts(self, entry: Entry) -> Iterator[str]:
        """Let a reviewer accept, or send back, what is theirs to review."""
        thing = self.things.get(entry.deliverable) if isinstance(entry, Accepted | Rejected) else None
        if thing is not None and thing.reviewer is not None:
            yield thing.reviewer

    __pydantic_extra__: dict[Key, Deliverable] = Field(init=False)

    def states(self) -> Iterator[object]:
        """State which of them come again."""
        yield Recurring(frozenset(key for key, thing in self.things.items() if thing.recurring is not None))

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Deliver each by its day, moved day for day by delays that are not the consultant's."""
        latest = past.latest
        for key, thing in latest.things.items() if latest else ():
            lost = delays(journal, key, deal.today + DAY)
            handed = list(journal.about(Delivered, key))
            for occasion in thing.occasions(deal):
                found = _match(handed, occasion, recurring=thing.recurring is not None)
                moved_to = thing.due_day(occasion, lost)
                due = deal.rolled(moved_to) if moved_to != occasion else occasion
                met = found.on if found is not None else None
                if met is None and deal.ends is not None and due >= deal.ends:
                    continue
                planned = occasion.isoformat() if thing.recurring else ""
                yield cls.must(
                    f"deliver/{key}/{planned}" if planned else f"deliver/{key}",
                    Side.CONSULTANT,
                    say("Deliver: {name}", name=thing.name),
                    due,
                    deal.starts,
                    field=key,
                    meets=meets(Delivered, deliverable=key, **({"occasion": planned} if planned else {})),
                    met=met,
                    mark=TimelineMark("deliverable", thing.name),
                )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find what cannot be judged or has no day."""
        for key, thing in self.things.items():
            if not thing.criteria:
                yield self.finding(
                    "CH-SCO-001",
                    Level.WARNING,
                    f"{key}.criteria",
                    say(
                        "'{name}' has no acceptance criteria: nobody can say when it is done.",
                        name=thing.name,
                    ),
                    say("Add one line for each test that a reader could make."),
                )
            if thing.due is None and thing.recurring is None:
                yield self.finding(
                    "CH-SCO-002",
                    Level.ADVICE,
                    f"{key}.due",
                    say("'{name}' has no day by which it is handed over.", name=thing.name),
                    say("Give a day (due), or a rhythm (recurring)."),
                )
            if thing.due is not None and thing.due < deal.starts:
                yield self.finding(
                    "CH-SCO-003",
                    Level.ERROR,
                    f"{key}.due",
                    say(
                        "'{name}' is due on {due}, before the engagement starts on {starts}.",
                        name=thing.name,
                        due=thing.due,
                        starts=deal.starts,
                    ),
                    say("Give a day after the start."),
                )
            if thing.due is not None and deal.ends is not None and thing.due >= deal.ends:
                yield self.finding(
                    "CH-SCO-004",
                    Level.WARNING,
                    f"{key}.due",
                    say(
                        "'{name}' is due on {due}, after the last day of the engagement.",
                        name=thing.name,
                        due=thing.due,
                    ),
                    say("Give a day in the term, or lengthen it."),
                )


def _match(handed: list[Delivered], occasion: dt.date, *, recurring: bool) -> Delivered | None:
    """Find the delivery that met an occasion: the one that names it, else the first that names none, used once."""
    if not recurring:
        return handed[0] if handed else None
    named = next((entry for entry in handed if entry.occasion == occasion), None)
    found = named or next((entry for entry in handed if entry.occasion is None), None)
    if found is not None:
        handed.remove(found)
    return found
