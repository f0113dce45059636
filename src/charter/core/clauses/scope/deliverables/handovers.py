"""When each deliverable is due, and what follows when it is late: one new date, then the client may refuse it.

Days lost move a date. Of a rhythm, a date moves only out of a time of delay, since the next one comes anyway, and one
that is no business day moves as agreed. A new date that the consultant names in time takes the place of the old one,
once; days lost after it was named move it further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from charter.core.vocabulary.dates import DAY, Day, Duration, Span
from charter.core.vocabulary.delay import delays, moved
from charter.core.vocabulary.entry import Delivered, Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, DeliverableKey
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.scope.deliverables import Deliverable, Deliverables
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal


class Postponed(Entry):
    """The consultant said that a deliverable will be late, and named a new date."""

    whose = Side.CONSULTANT
    about = "deliverable"

    kind: Literal["postponed"] = "postponed"
    deliverable: DeliverableKey = Field(
        description="Its key, as in the list of deliverables.", examples=["audit"]
    )
    until: Day = Field(description="The new day by which it is handed over.", examples=["2026-05-15"])
    occasion: Day | None = Field(None, description="For a recurring one: the day it was due.")

    def says(self, named: Named) -> Sentence:
        """Say what, and until when."""
        return say("{name} until {day}", name=named(DELIVERABLES, self.deliverable), day=self.until)


class Handover(NamedTuple):
    """One handover that is due: of what, for which occasion, by when, and by which entry it was met.

    `postponed` is the new date where one was named, `refusable_from` the first day on which the client may refuse what
    is not there, None where that was not agreed; `refused` is the choice by which it did.
    """

    key: str
    thing: Deliverable
    occasion: dt.date
    due: dt.date
    found: Delivered | None
    postponed: Postponed | None
    refusable_from: dt.date | None
    refused: Chosen | None


def handovers(past: Past[Deliverables], deal: Deal, journal: Journal) -> Iterator[Handover]:
    """Give every handover of what is agreed, by key and day."""
    latest = past.latest
    for key, thing in latest.things.items() if latest else ():
        plan = _Plan(key, thing, past, deal, journal)
        handed = list(journal.about(Delivered, key))
        for occasion in thing.occasions(deal):
            yield plan.handover(occasion, _match(handed, occasion, recurring=thing.recurring is not None))


class _Plan:
    """The dates of one deliverable."""

    def __init__(
        self, key: str, thing: Deliverable, past: Past[Deliverables], deal: Deal, journal: Journal
    ) -> None:
        self.key, self.thing, self.past, self.deal, self.journal = key, thing, past, deal, journal
        self.lost = delays(journal, key, deal.today + DAY)

    def handover(self, occasion: dt.date, found: Delivered | None) -> Handover:
        """Give the handover of an occasion, with a new date, and with the refusal of what was late twice."""
        postponed = next(self._postponements(occasion), None)
        due = old = self._due(occasion, self.lost)
        last: dt.date | None = None
        if postponed is not None:
            last = due = self._moved_on(postponed)
        elif (window := self._window(old)) is not None:
            last = self.deal.within(window, old)
        begun = last + DAY if last is not None else None
        refused = next(self._refusals(begun, found), None) if begun is not None else None
        return Handover(self.key, self.thing, occasion, due, found, postponed, begun, refused)

    def _window(self, day: dt.date) -> Duration | None:
        clause = self.past.at(day)
        return clause.new_date_within if clause is not None else None

    def _due(self, occasion: dt.date, lost: tuple[Span, ...]) -> dt.date:
        """Give the day by which it is due without a new date."""
        moved_to = self.thing.due_day(occasion, lost)
        stays = moved_to == occasion and self.thing.recurring is None
        return occasion if stays else self.deal.rolled(moved_to)

    def _postponements(self, occasion: dt.date) -> Iterator[Postponed]:
        """Give the new dates that lie after the old one, and not further than agreed; the first of them counts."""
        for postponed in self.journal.about(Postponed, self.key):
            if self.thing.recurring is not None and postponed.occasion != occasion:
                continue
            old = self._due(occasion, delays(self.journal, self.key, postponed.on + DAY))
            window = self._window(postponed.on)
            if window is not None and old < postponed.until <= self.deal.within(window, old):
                yield postponed

    def _moved_on(self, postponed: Postponed) -> dt.date:
        """Move a new date by the days lost after it was named."""
        named = postponed.on + DAY
        later = tuple(Span(max(span.start, named), span.until) for span in self.lost if span.until > named)
        due = moved(postponed.until, later)
        return self.deal.rolled(due) if due != postponed.until else due

    def _refusals(self, begun: dt.date, found: Delivered | None) -> Iterator[Chosen]:
        """Give the refusals of what was not there."""
        for chosen in self.journal.about(Chosen, self.key, begun):
            if chosen.choice == "refusal" and chosen.in_form and (found is None or chosen.on < found.on):
                yield chosen


def _match(handed: list[Delivered], occasion: dt.date, *, recurring: bool) -> Delivered | None:
    """Find the delivery that met an occasion: the one that names it, else the first that names none, used once."""
    if not recurring:
        return handed[0] if handed else None
    named = next((entry for entry in handed if entry.occasion == occasion), None)
    found = named or next((entry for entry in handed if entry.occasion is None), None)
    if found is not None:
        handed.remove(found)
    return found
