"""Days lost: how late inputs and suspensions move the consultant's dates, day for day."""

import datetime as dt
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.dates import DAY, Day, Span
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.reference import DELIVERABLES, DeliverableKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed


class Delayed(Entry):
    """What the client owes is late from this day on, and holds up deliverables; or it holds up none any more."""

    about = "awaits"

    kind: Literal["delayed"] = "delayed"
    awaits: Line = Field(description="The id of the duty that is late.")
    what: Line = Field(description="What is awaited, in words.")
    holds: Listed[DeliverableKey] = Field(description="The deliverables that wait for it from this day on.")

    def says(self, named: Named) -> Sentence:
        """Say what, and what it holds up."""
        if not self.holds:
            return say("{name}; it holds up nothing more", name=self.what)
        held = tuple(named(DELIVERABLES, key) for key in self.holds)
        return say("{name}; it holds up: {held}", name=self.what, held=held)


class Suspended(Entry):
    """Work is suspended from this day on."""

    restates = agreed_ahead = True

    kind: Literal["suspended"] = "suspended"
    invoice: Line | None = Field(None, description="The overdue invoice.")
    moves_dates: bool = Field(default=True, description="Whether the consultant's dates move day for day.")
    pauses_fees: bool = Field(default=False, description="Whether the fees pause.")
    pauses_from: Day | None = Field(
        None, description="The day from which the fees pause, if they run on at first."
    )

    def says(self, named: Named) -> Sentence:
        """Say over which invoice, and what becomes of dates and fees."""
        over = say("over invoice {invoice}", invoice=self.invoice) if self.invoice else say("by agreement")
        dates = say("the dates move") if self.moves_dates else say("the dates stay")
        fees = say("the fees pause") if self.pauses_fees else say("the fees run")
        if self.pauses_from is not None:
            fees = say("the fees pause from {day}", day=self.pauses_from)
        return say("{over}; {dates}, {fees}", over=over, dates=dates, fees=fees)


class Resumed(Entry):
    """Work goes on from this day on."""

    restates = agreed_ahead = True

    kind: Literal["resumed"] = "resumed"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("work goes on")


def unpaid_days(journal: Journal) -> tuple[Span, ...]:
    """Give the days of suspensions for which no fee runs: all of them, or those from which the fees pause."""
    found: list[Span] = []
    for span, start in suspensions(journal, dt.date.max):
        first = span.start if start.pauses_fees else start.pauses_from
        if first is not None and first < span.until:
            found.append(Span(first, span.until))
    return tuple(found)


def suspensions(journal: Journal, until: dt.date) -> tuple[tuple[Span, Suspended], ...]:
    """Each suspension with its days; one that lasts ends at `until` (exclusive)."""
    found: list[tuple[Span, Suspended]] = []
    for start in journal.of(Suspended):
        if found and start.on < found[-1][0].until:
            continue
        end = next((r.on for r in journal.of(Resumed) if r.on >= start.on), until)
        if end > start.on:
            found.append((Span(start.on, end), start))
    return tuple(found)


def delays(journal: Journal, deliverable: str, until: dt.date) -> tuple[Span, ...]:
    """Find the days on which a deliverable was held up; one that lasts ends at `until` (exclusive).

    A delay ends when a later entry says what the same thing holds up from then on: nothing, once it came.
    """
    spans = [span for span, start in suspensions(journal, until) if start.moves_dates]
    for delay in journal.of(Delayed):
        if deliverable in delay.holds:
            later = journal.about(Delayed, delay.awaits, delay.on + DAY)
            spans.append(Span(delay.on, later[0].on if later else until))
    return merged(tuple(spans))


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join spans that touch or overlap, in order.

    >>> d = dt.date
    >>> [s.days for s in merged((Span(d(2026, 3, 2), d(2026, 3, 5)), Span(d(2026, 3, 4), d(2026, 3, 6))))]
    [4]
    """
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if joined and span.start <= joined[-1].until:
            joined[-1] = Span(joined[-1].start, max(joined[-1].until, span.until))
        else:
            joined.append(span)
    return tuple(joined)


def moved(due: dt.date, lost: tuple[Span, ...]) -> dt.date:
    """Move a due date by every day lost that began before it came.

    >>> d = dt.date
    >>> moved(d(2026, 3, 31), (Span(d(2026, 3, 2), d(2026, 3, 11)),))
    datetime.date(2026, 4, 9)
    """
    for span in lost:
        if span.start <= due:
            due += dt.timedelta(days=span.days)
    return due
