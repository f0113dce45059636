"""CH-FND-045 and 046: days of work that no fee pays for, and meetings that eat the hours of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import say

STUDY = Source("Charter's market ranges", "verified", "2026-08")
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_WEEKS, _A_YEAR = 52, dt.timedelta(days=364)
_MOST = Percent.parse("40 %")


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find an agreement whose days need more hours than the retainer has, or whose meetings take most of them."""
    retainer = agreement.financials.retainer
    if retainer is None or retainer.hours is None:
        return
    included = retainer.hours.seconds * 12 // _MONTHS[retainer.period]
    promised = _promised(agreement)
    if promised > included:
        yield Finding(
            "CH-FND-045", Level.WARNING, "foundation.commitment.days",
            say(
                "The days agreed make {promised} a month, and the retainer pays {included}.",
                promised=Hours(promised // 12), included=Hours(included // 12),
            ),
            say("Agree on fewer days or shorter ones, or on more hours."), STUDY,
        )  # fmt: skip
    met = _meetings(agreement, deal)
    counts = retainer.counts is None or "meetings" in retainer.counts
    if counts and met > included * _MOST.fraction:
        yield Finding(
            "CH-FND-046", Level.WARNING, "communication.meetings",
            say(
                "Meetings take {met} of the {included} that the retainer pays a month.",
                met=Hours(met // 12), included=Hours(included // 12),
            ),
            say("Meet less often or for less long: {most} at most.", most=_MOST), STUDY,
        )  # fmt: skip


def _promised(agreement: Agreement) -> int:
    """Give the seconds a year in which the consultant is to be there."""
    days = agreement.foundation.commitment
    if days is None or days.until <= days.since:
        return 0
    midnight = dt.date.min
    lasts = dt.datetime.combine(midnight, days.until) - dt.datetime.combine(midnight, days.since)
    return int(lasts.total_seconds()) * len(set(days.days)) * _WEEKS


def _meetings(agreement: Agreement, deal: Deal) -> int:
    """Give the seconds of all meetings in the first year."""
    meetings = agreement.communication.meetings
    if meetings is None:
        return 0
    until = deal.starts + _A_YEAR
    return sum(
        each.lasts.seconds * len(each.rhythm.occurrences(deal.starts, until))
        for each in meetings.things.values()
    )
