"""Leaving because an input does not come: once what waits may be dropped, a side may end the engagement instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.scope.dependencies.new_plan import Stuck, stuck
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Notice
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal
    from charter.core.vocabulary.journal import Journal

LATE = "late input"
KIND = NoticeKind(LATE, ends="notice after an input that did not come", reason="late-input")

Told = tuple[Sentence, Sentence]
"""Why, and what to do."""


def notice_time(past: Past[Dependencies], day: dt.date) -> Duration | None:
    """Give with how much notice a side may leave over a late input, as agreed on a day; None: it may not."""
    clause = past.at(day)
    return clause.new_plan.may_end if clause is not None and clause.new_plan is not None else None


def open_since(past: Past[Dependencies], day: dt.date, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the day since which a side may leave, on a day; None where it may not."""
    found = [one.drop_from for one in stuck(past, day, deal, journal) if one.drop_from is not None]
    since = min(found, default=dt.date.max)
    return since if since <= day and notice_time(past, day) is not None else None


def ends(past: Past[Dependencies], deal: Deal, journal: Journal) -> Iterator[Ended]:
    """End the engagement on the day after the last day of each notice that may end it."""
    for notice in journal.of(Notice):
        time = notice_time(past, notice.counts) if notice.of == LATE else None
        if time is None or open_since(past, notice.counts, deal, journal) is None:
            continue
        last = max(deal.after(time, notice.counts), notice.until or dt.date.min)
        if not deal.over(last + DAY):
            why = f"{KIND.ends} by the {notice.side}"
            yield Ended(on=last + DAY, by="time", why=why, told=notice.counts, of=LATE, given_by=notice.side)


def told(notice: Notice, past: Past[Dependencies] | None, deal: Deal, journal: Journal) -> Told | None:
    """Say why a notice over a late input ends nothing; None where it ends the engagement."""
    if past is None or notice_time(past, notice.counts) is None:
        why = say("The agreement gives no right to leave over a late input: nothing ends.")
        return why, say("End it in a way that was agreed.")
    if open_since(past, notice.counts, deal, journal) is not None:
        return None
    why = say("On {day} the time to sign a new plan was not over: nothing ends.", day=notice.counts)
    return why, say("Ask for a new plan first, and wait for the time to sign one.")


def rights(kind: type[Dependencies], past: Past[Dependencies], one: Stuck, deal: Deal) -> Iterator[Duty]:
    """Give each side's right to leave over an input for which no new plan was signed."""
    time, since = notice_time(past, deal.today), one.drop_from
    if time is None or since is None or since > deal.today:
        return
    for side in Side:
        yield kind.may(
            f"end/{side}/{one.key}", side,
            say("End the engagement with {time} of notice, no new plan was signed", time=time), None, since,
            field="new_plan.may_end", meets=meets(Notice, of=LATE, side=side),
        )  # fmt: skip
