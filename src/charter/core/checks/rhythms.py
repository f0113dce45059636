"""CH-GEN-031 and 032: what comes again never comes in the term, or at an hour that a clock skips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import Rhythm
from charter.core.vocabulary.dates.clock import shown_by_clocks
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.walking import each


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find each rhythm that has no day in the term, and each first day on which its hour does not exist."""
    for place, rhythm in each(Rhythm, agreement):
        days = rhythm.occurrences(deal.starts, deal.ends or deal.horizon)
        if not days and deal.ends is not None:
            yield Finding(
                "CH-GEN-031",
                Level.WARNING,
                place,
                say(
                    "What comes {rhythm} never comes between {starts} and the last day, {ends}.",
                    rhythm=rhythm.shown(),
                    starts=deal.starts,
                    ends=deal.ends - dt.timedelta(days=1),
                ),
                say("Give a rhythm that comes in the term."),
            )
        skipped = next((day for day in days if _skips(day, rhythm.time, deal.zone)), None)
        if skipped is not None and rhythm.time is not None:
            there = shown_by_clocks(skipped, rhythm.time, deal.zone)
            yield Finding(
                "CH-GEN-032",
                Level.WARNING,
                place,
                say(
                    "On {day} clocks in {zone} skip {hour}; they show {there}.",
                    day=skipped,
                    zone=deal.zone,
                    hour=rhythm.time,
                    there=there,
                ),
                say("Give an hour by day; clocks change at night."),
            )


def _skips(day: dt.date, hour: dt.time | None, zone: str) -> bool:
    return hour is not None and shown_by_clocks(day, hour, zone) != hour
