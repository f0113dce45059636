"""Duties as a list shows them: those of one side, repeated ones as one, and the state of the engagement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty, Status

DATED = re.compile(r"(.*)/[0-9]{4}-[0-9]{2}-[0-9]{2}$")
"""The id of a duty that repeats: what it is, and its day."""
MOST_LISTED_SINGLY = 3
"""From so many on, repeated duties are listed as one."""
DONE = frozenset({Status.MET, Status.WAIVED})
"""Where a duty stands that asks for nothing any more."""


class EngagementState(NamedTuple):
    """How an engagement stands on a day: when it starts if it has not, since when work is suspended, the last day.

    Each is None where it is not so, or not known.
    """

    starts: dt.date | None
    suspended: dt.date | None
    last_day: dt.date | None


class Repeated(NamedTuple):
    """A duty, or the next of several that are one rhythm: how many more there are, and until when."""

    duty: Duty
    more: int
    until: dt.date | None


def engagement_state(engagement: Engagement, today: dt.date) -> EngagementState:
    """Give how an engagement stands on a day."""
    deal = facts(engagement, today).deal
    pause = next((span.start for span in deal.pauses if span.start <= today < span.until), None)
    return EngagementState(
        deal.starts if today < deal.starts else None,
        pause,
        deal.ends - DAY if deal.ends is not None else None,
    )


def unmet_duties(found: Iterable[Duty], side: str = "", *, done: bool = False) -> list[Duty]:
    """Give the duties of a side (left out: of both) that still ask for something; with those done, if asked."""
    return [
        duty
        for duty in found
        if (done or duty.status not in DONE) and (not side or duty.by in {side, "both"})
    ]


def repeated(lane: Iterable[Duty], today: dt.date) -> list[Repeated]:
    """Give repeated duties that are still to come as the next one, with how many more there are and until when.

    Fewer than three stay as they are; so does what is due today, late or waived.
    """
    listed = list(lane)
    series: dict[str, list[Duty]] = {}
    for duty in listed:
        series.setdefault(_rhythm(duty, today), []).append(duty)
    shown: dict[str, Repeated] = {}
    for of in series.values():
        if len(of) < MOST_LISTED_SINGLY:
            shown |= {duty.id: Repeated(duty, 0, None) for duty in of}
        else:
            shown[of[0].id] = Repeated(of[0], len(of) - 1, of[-1].due)
    return [shown[duty.id] for duty in listed if duty.id in shown]


def _rhythm(duty: Duty, today: dt.date) -> str:
    """Give the name that repeated duties share, with their hour; any other duty has its own id as name."""
    coming = duty.due is not None and duty.due > today and duty.status is Status.OPEN
    again = DATED.match(duty.id) if coming else None
    return f"{again[1]} at {duty.at}" if again else duty.id
