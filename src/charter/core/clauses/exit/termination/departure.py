"""That the client's sponsor left: without its entry, no notice that rests on it ends anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.exit.termination.notices import SPONSOR
from charter.core.vocabulary.dates import DAY
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


def learned(notice: Notice, journal: Journal) -> dt.date | None:
    """Give the day on which a side learned what its notice acts on; None where nothing tells.

    That is the day which the notice names; else, where the sponsor left, the day on which that was recorded.
    """
    left = departure(journal, notice.counts) if notice.of == SPONSOR else None
    return notice.learned or (left.known if left is not None else None)


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
