"""That the client's sponsor left: without its entry, no notice that rests on it ends anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.exit.termination import events
from charter.core.clauses.exit.termination.control import change
from charter.core.clauses.exit.termination.events import EventCame
from charter.core.clauses.exit.termination.notices import CONTROL, EVENT, SPONSOR
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.sponsor import SponsorLeft

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination


def departure(journal: Journal, day: dt.date) -> SponsorLeft | None:
    """Give the last time that the sponsor left, up to a day; None where it never did."""
    return max(journal.of(SponsorLeft, until=day + DAY), key=lambda left: left.on, default=None)


def last_of(notice: Duration | None, given: Notice, deal: Deal) -> dt.date | None:
    """Give the last day of a notice, or the later one that it names; None where none was agreed."""
    last = deal.after(notice, given.counts) if notice is not None else None
    return last and max(last, given.until or last)


def after_event(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the last day of a notice after something happened; None where it did not, or the side has no such right."""
    if notice.of == EVENT:
        return events.last_day(clause, notice, deal, journal)
    if notice.of == SPONSOR:
        left = departure(journal, notice.counts)
        return last_of(clause.sponsor_leaves, notice, deal) if left is not None else None
    right, changed = clause.change_of_control, change(journal, notice.counts)
    held = right is not None and right.may(notice.side) and changed is not None
    return last_of(right.notice, notice, deal) if right is not None and held else None


def _event(journal: Journal, day: dt.date) -> EventCame | None:
    return max(journal.of(EventCame, until=day + DAY), key=lambda each: each.on, default=None)


def learned(notice: Notice, journal: Journal) -> dt.date | None:
    """Give the day on which a side learned what its notice acts on; None where nothing tells.

    That is the day which the notice names; else, where the sponsor left, control changed or an event came, the day on
    which that was recorded.
    """
    happened = {SPONSOR: departure, CONTROL: change, EVENT: _event}.get(notice.of)
    found = happened(journal, notice.counts) if happened is not None else None
    return notice.learned or (found.known if found is not None else None)


def when_left(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give each side's right to leave after the sponsor, while it may still act on it."""
    left = departure(journal, deal.today) if deal.runs(deal.today) else None
    if clause.sponsor_leaves is None or left is None:
        return
    last = deal.after(clause.act_within, left.known) if clause.act_within is not None else None
    for side in Side if last is None or deal.today <= last else ():
        yield clause.may(
            f"end/{side}/sponsor/{left.on}",
            side,
            say("End the engagement with {time} of notice: the sponsor left", time=clause.sponsor_leaves),
            last,
            left.on,
            field="sponsor_leaves",
            meets=meets(Notice, of=SPONSOR, side=side),
        )
