"""What one entry brought about: the engagement with it beside the engagement without it, on one day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from charter.core.billing import charges
from charter.core.duties import duties, every
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.log import Logged, log
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry

AHEAD = 90 * DAY
"""So far ahead duties are looked for."""


class BroughtAbout(NamedTuple):
    """What an entry brought about until a day, and what it set going from then on.

    `met` are duties that it met, `arose` those that there are by it, `ended` those that there would be without it,
    `moved` those whose day it moved (as they were, as they are). `charged` and `uncharged` are charges that there are
    by it, and would be without it; `by_silence` are the entries that silence or time made because of it.
    """

    logged: Logged
    met: tuple[Duty, ...]
    arose: tuple[Duty, ...]
    ended: tuple[Duty, ...]
    moved: tuple[tuple[Duty, Duty], ...]
    charged: tuple[Charge, ...]
    uncharged: tuple[Charge, ...]
    by_silence: tuple[Logged, ...]

    def __bool__(self) -> bool:
        """Whether it brought anything about."""
        return any(self[1:])


def brought_about(engagement: Engagement, entry: Entry, today: dt.date) -> BroughtAbout | None:
    """Say what an entry brought about as seen on a day; None where the log of that day does not have it."""
    after = log(engagement, today)
    logged = next((each for each in after if each.entry is entry), None)
    if logged is None:
        return None
    without, until = engagement.minus(entry), today + AHEAD
    was, now = ({each.id: each for each in every(one, today, until)} for one in (without, engagement))
    due_before = {each.id for each in duties(without, today, entry.on, until)}
    due = {each.id for each in duties(engagement, today, entry.on, until)}
    both = was.keys() & now.keys()
    before, charged = ({each.id: each for each in charges(one, today)} for one in (without, engagement))
    silent = set(facts(without, today).deemed)
    return BroughtAbout(
        logged,
        met=tuple(now[name] for name in now if name in both and was[name].met is None is not now[name].met),
        arose=tuple(now[name] for name in now if name in due - was.keys()),
        ended=tuple(was[name] for name in was if name in due_before - now.keys()),
        moved=tuple(
            (was[name], now[name])
            for name in now
            if name in both & (due | due_before) and was[name].due != now[name].due
        ),
        charged=_beside(charged, before),
        uncharged=_beside(before, charged),
        by_silence=tuple(each for each in after if each.entry.deemed and each.entry not in silent),
    )


def _beside(these: dict[str, Charge], those: dict[str, Charge]) -> tuple[Charge, ...]:
    """Give the charges that the others do not have, or not with that amount."""
    return tuple(each for name, each in these.items() if name not in those or those[name].minor != each.minor)
