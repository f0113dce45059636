"""What hours a month an engagement includes, and from when until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.agreement import stated
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.stated import IncludesHours
from charter.core.workspace.hours import hours_asked_for
from charter.core.workspace.workspace import IncludedHours


def included_hours(engagement: Engagement) -> tuple[IncludedHours, ...]:
    """Give the hours a month that an engagement includes, from each day on which that changes, to its end.

    A draft counts as if it were signed.
    """
    known = max((entry.on for entry in engagement.journal.entries), default=engagement.agreement.dated)
    whole = engagement.supposed(known)
    ends = facts(whole, known).deal.ends
    return tuple(_included(whole, ends))


def adds_up_hours(engagement: Engagement, today: dt.date) -> bool:
    """Whether the hours over all engagements matter to this one: it includes hours today, or will."""
    return hours_asked_for(included_hours(engagement), today)[1] is not None


def _included(engagement: Engagement, ends: dt.date | None) -> Iterator[IncludedHours]:
    editions = engagement.editions
    for n, edition in enumerate(editions):
        included = stated(edition.agreement, IncludesHours, None)
        first = max(edition.since, edition.agreement.starts)
        lasts = [ends and ends - DAY, *(later.since - DAY for later in editions[n + 1 : n + 2])]
        last = min((day for day in lasts if day is not None), default=None)
        if included is not None and (last is None or first <= last):
            yield IncludedHours(first=first, last=last, hours=included.a_month)
