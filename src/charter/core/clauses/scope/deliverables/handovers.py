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
    """One handover that is due: for which occasion, by when, and by which entry it was met.

    `planned` is the day without a new date, `postponed` the new date where one was named.
    """

    plan: _Plan
    occasion: dt.date
    planned: dt.date
    due: dt.date
    found: Delivered | None
    postponed: Postponed | None

    @property
    def key(self) -> str:
        """The key of the deliverable."""
        return self.plan.key

    @property
    def thing(self) -> Deliverable:
        """What is to be handed over."""
        return self.plan.thing

    @property
    def refusable_from(self) -> dt.date | None:
        """The first day on which the client may refuse what is not there; None where that was not agreed."""
        return self.due + DAY if self.postponed is not None else self.plan.window_over(self.planned)

    @property
    def refused(self) -> Chosen | None:
        """The choice by which the client refused it because it was late."""
        begun = self.refusable_from if self.plan.refusals else None
        if begun is None:
            return None
        until = self.found.on if self.found is not None else dt.date.max
        return next((chosen for chosen in self.plan.refusals if begun <= chosen.on < until), None)


def handovers(past: Past[Deliverables], deal: Deal, journal: Journal) -> Iterator[Handover]:
    """Give every handover of what is agreed, by key and day."""
    latest = past.latest
    for key, thing in latest.things.items() if latest else ():
        plan = _Plan(key, thing, past, deal, journal)
        handed = list(journal.about(Delivered, key))
        for occasion in thing.occasions(deal):
            yield plan.handover(occasion, _match(handed, occasion, recurring=thing.recurring is not None))


class _Plan:
    """The dates of one deliverable, and what was said about them."""

    def __init__(
        self, key: str, thing: Deliverable, past: Past[Deliverables], deal: Deal, journal: Journal
    ) -> None:
        self.key, self.thing, self.past, self.deal, self.journal = key, thing, past, deal, journal
        self.lost = delays(journal, key, deal.today + DAY)
        self.postponed = journal.about(Postponed, key)
        self.refusals = [c for c in journal.about(Chosen, key) if c.choice == "refusal" and c.in_form]

    def handover(self, occasion: dt.date, found: Delivered | None) -> Handover:
        """Give the handover of an occasion, with the first of the new dates that count."""
        postponed = next(self._postponements(occasion), None) if self.postponed else None
        planned = due = self._due(occasion, self.lost)
        if postponed is not None:
            due = self._moved_on(postponed)
        return Handover(self, occasion, planned, due, found, postponed)

    def window_over(self, day: dt.date) -> dt.date | None:
        """Give the first day after the time in which a new date may lie; None where none was agreed."""
        window = self._window(day)
        return self.deal.within(window, day) + DAY if window is not None else None

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
        for postponed in self.postponed:
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


def _match(handed: list[Delivered], occasion: dt.date, *, recurring: bool) -> Delivered | None:
    """Find the delivery that met an occasion: the one that names it, else the first that names none, used once."""
    if not recurring:
        return handed[0] if handed else None
    named = next((entry for entry in handed if entry.occasion == occasion), None)
    found = named or next((entry for entry in handed if entry.occasion is None), None)
    if found is not None:
        handed.remove(found)
    return found
