"""The ladder: what may follow, step by step, when an invoice is not paid, counted from one day on one clock.

Each clause gives its own steps (`Clause.rungs`); together, in the order of the document's table, they are the ladder of
an agreement. No step comes before its day, a step waits for a business day and for the step before it, and whatever
needs a message needs it received: a message that never came stops the ladder.

>>> from charter.core.vocabulary.dates import Calendar
>>> from charter.core.vocabulary.sentence import say
>>> week = tuple(
...     Rung(Cite("financials.late_payment.reminders"), place, Duration.parse(after), say("Remind the Client."))
...     for place, after in ((Stage.CLAIM, "3 days"), (Stage.WARN, "10 days"), (Stage.STOP, "14 days"))
... )
>>> [f"{day:%a %d %b}" for day in planned(week, dt.date(2026, 4, 15), Calendar())]
['Mon 20 Apr', 'Mon 27 Apr', 'Wed 29 Apr']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import DAY, Calendar, Duration
from charter.core.vocabulary.entry import Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import Debt
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence

if TYPE_CHECKING:
    from charter.core.vocabulary.deal import Deal

REMINDER = "reminder"
"""What a step needs that is a reminder; any other message is a kind of notice (`Notice.of`)."""


class Stage(IntEnum):
    """The order in which what hurts may come. Reminders and what lateness costs share the first place."""

    CLAIM = 1
    WARN = 2
    STOP = 3
    CALL_IN = 4
    ANNOUNCE = 5
    END = 6


class Rung(NamedTuple):
    """One step of the ladder, as `reads` says it.

    `cite` is the term that sets its day, `after` how long after day zero it comes: on the last day of that time, or on
    the day after it (`over`). `message` is what the debtor must have received before the next step. `wait` is how long
    must have passed since the message before it was received, `costs` what lateness costs from then on.
    """

    cite: Cite
    place: Stage
    after: Duration
    reads: Sentence
    message: str = ""
    over: bool = False
    wait: Duration | None = None
    costs: Sentence | None = None


Ladder: TypeAlias = tuple[Rung, ...]


def ladder_of(rungs: Iterable[Rung]) -> Ladder:
    """Put the steps of all clauses in their order."""
    return tuple(sorted(rungs, key=lambda rung: (rung.place, rung.after.about_days + rung.over)))


def own_day(rung: Rung, zero: dt.date, calendar: Calendar) -> dt.date:
    """Give the day that a step names, before it waits for anything; what is over ends on a business day."""
    day = rung.after.after(zero, calendar)
    return calendar.roll(day, "forward") + DAY if rung.over else day


def planned(ladder: Ladder, zero: dt.date, calendar: Calendar) -> Iterator[dt.date]:
    """Give the first day on which each step can come, where every message is received at once."""
    last = zero
    for rung in ladder:
        last = calendar.roll(max(own_day(rung, zero, calendar), last + DAY), "forward")
        yield last


def overtaken(ladder: Ladder, zero: dt.date, calendar: Calendar) -> tuple[Rung, Rung] | None:
    """Give the first two steps of which the later does not come after the earlier; None where all days rise."""
    named = [(rung, rung.after.after(zero, calendar) + rung.over * DAY) for rung in ladder]
    for (first, day), (second, later) in pairwise(named):
        if later <= day:
            return first, second
    return (ladder[0], ladder[0]) if named and named[0][1] <= zero else None


# ── a debt on the ladder ───────────────────────────────────────────────────────────────────────


class Reached(NamedTuple):
    """How far a debt may be taken: each step with the first day on which it may come, as far as messages allow.

    `met` is the day on which the step's own message was received, None: it has none, or none was.
    """

    rung: Rung
    since: dt.date
    met: dt.date | None


def climbed(
    ladder: Ladder, debt: Debt, zero: dt.date, calendar: Calendar, journal: Journal
) -> Iterator[Reached]:
    """Give the steps that a debt has reached or can reach next; those behind a missing message are left out.

    A message sent before its step counts for nothing: a later one must follow.
    """
    told = zero
    for rung, day in zip(ladder, planned(ladder, zero, calendar), strict=True):
        since = calendar.roll(max(day, told + DAY), "forward")
        if rung.wait is not None:
            since = max(since, calendar.roll(rung.wait.after(told, calendar) + DAY, "forward"))
        met = next((on for on in days_received(rung.message, debt, journal) if on >= since), None)
        yield Reached(rung, since, met)
        if rung.message and met is None:
            return
        told = met or told


def days_received(message: str, debt: Debt, journal: Journal) -> Iterable[dt.date]:
    """Give the days on which a debtor received messages of a kind about a debt, in order."""
    if message == REMINDER:
        return sorted(entry.counts for entry in journal.about(Reminded, debt.number))
    notices = journal.of(Notice) if message else ()
    return sorted(n.counts for n in notices if n.of == message and n.side is Side.CONSULTANT)


def ways_up(debt: Debt, deal: Deal, journal: Journal) -> Iterator[Reached]:
    """Give the steps that a debt has reached or can reach next, on the ladder of the day on which it fell due."""
    rules = deal.ruled(debt.due)
    return climbed(rules.ladder, debt, debt.zero(deal.today), rules.calendar, journal)


def reached(term: str, debt: Debt, deal: Deal, journal: Journal) -> Reached | None:
    """Give how far a debt has reached the step of a term; None: not agreed, or a message before it is missing."""
    return next((step for step in ways_up(debt, deal, journal) if step.rung.cite == term), None)
