"""Since when nobody works any more: from the last hours, handover or resumption on, unless work is suspended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Delivered, Notice, Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination

IDLE = "idle"
"""The notice after a time without work."""


def last_work(deal: Deal, journal: Journal, day: dt.date) -> dt.date:
    """Give the day of the last work up to a day; the first day of the engagement where there was none."""
    done = (journal.of(kind, until=day + DAY) for kind in (Worked, Delivered, Resumed))
    return max((deal.starts, *(entries[-1].on for entries in done if entries)))


def idle_from(clause: Termination, deal: Deal, journal: Journal, day: dt.date) -> dt.date | None:
    """Give the day since which the engagement may be ended as idle; None where it may not on this day."""
    worked = last_work(deal, journal, day)
    stopped = any(worked <= one.on <= day for one in journal.of(Suspended))
    since = deal.after(clause.idle.after, worked) + DAY if clause.idle is not None else dt.date.max
    return since if since <= day and not stopped else None


def when_idle(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give each side's right to end what nobody works on."""
    since = idle_from(clause, deal, journal, deal.today) if deal.runs(deal.today) else None
    if clause.idle is None or since is None:
        return
    for side in Side:
        yield clause.may(
            f"end/{side}/idle",
            side,
            say(
                "End the engagement with {time} of notice: no work since {day}",
                time=clause.idle.notice, day=last_work(deal, journal, deal.today),
            ),
            None,
            since,
            field="idle.after",
            meets=meets(Notice, of=IDLE, side=side),
        )  # fmt: skip
