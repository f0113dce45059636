"""The pieces of additional work: what was asked and offered, whether those who may agreed in time, what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.additional_work.entries import (
    WorkApproved,
    WorkAsked,
    WorkDone,
    WorkOffered,
)
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.consent import unfit
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.additional_work import AdditionalWork


class Job(NamedTuple):
    """One piece of work, and the clause as agreed when it was asked for.

    `offer` is the answer that counts, with the `most` that it costs and the `last` day to say yes. `agreed` is the day
    from which it may be done, None: not agreed; `wrong` says why not. `done` is what was done of it from then on, each
    with the seconds that are paid.
    """

    asked: WorkAsked
    clause: AdditionalWork
    answered: WorkOffered | None = None
    offer: WorkOffered | None = None
    most: Money | None = None
    last: dt.date | None = None
    agreed: dt.date | None = None
    wrong: Sentence | None = None
    done: tuple[tuple[WorkDone, int], ...] = ()


def jobs(journal: Journal, past: Past[AdditionalWork], deal: Deal) -> tuple[Job, ...]:
    """Give each piece of work, in the order in which it was agreed; those that were not come last.

    A cap that stands in a master is used up by what was agreed under all its orders.
    """
    used: dict[str, int] = {}
    every = deal.beside.with_others(
        f"{past.kind.cite}.cap",
        _asked(journal, past, deal),
        lambda other: _asked(other, past, deal),
        lambda job: job.agreed or dt.date.max,
    )
    within = [(_within(job, used), is_own) for job, is_own in every]
    return tuple(_done(job, journal) for job, is_own in within if is_own)


def _asked(journal: Journal, past: Past[AdditionalWork], deal: Deal) -> Iterator[Job]:
    seen: set[str] = set()
    for asked in journal.of(WorkAsked):
        clause = past.at(asked.on)
        if clause is not None and asked.work not in seen:
            seen.add(asked.work)
            yield _answered(Job(asked, clause), journal, deal)


def _answered(job: Job, journal: Journal, deal: Deal) -> Job:
    answers = journal.about(WorkOffered, job.asked.work, job.asked.on)
    if not answers:
        return job
    offer = answers[0]
    job = job._replace(answered=offer)
    most = offer.price
    if offer.hours is not None:
        most = job.clause.costs(offer.hours.seconds, urgent=job.asked.urgent)
    fits = job.clause.priced == "either" or (offer.price is None) == (job.clause.priced == "rate card")
    if most is None or not fits:
        return job
    job = job._replace(offer=offer, most=most, last=deal.within(job.clause.stands_for, offer.on))
    return job._replace(agreed=_agreed(job, journal, deal))


def _agreed(job: Job, journal: Journal, deal: Deal) -> dt.date | None:
    """Give the day on which every yes was there that it needs; None while one is not."""
    given = journal.about(WorkApproved, job.asked.work)
    found = [
        min((yes.on for yes in given if unfit_yes(yes, job, keys, deal) is None), default=None)
        for keys in _needed(job)
    ]
    days = [day for day in found if day is not None]
    return max(days) if len(days) == len(found) else None


def _needed(job: Job) -> Iterator[tuple[str, ...]]:
    yield job.clause.approved_by
    above = job.clause.above
    if above is not None and job.most is not None and job.most > above.sum:
        yield above.approved_by


def unfit_yes(yes: WorkApproved, job: Job, keys: Iterable[str], deal: Deal) -> Sentence | None:
    """Say why a yes of some people does not count: too early, too late, or not theirs to give; None where it counts."""
    if job.offer is None or job.most is None or job.last is None or yes.on < job.offer.on:
        return say("Nothing was offered that this could be a yes to.")
    if yes.on > job.last:
        return say("The offer stood until {day}: the yes came too late.", day=job.last)
    return unfit(yes.by, yes.on, keys, job.most, deal)


def wrong_yes(yes: WorkApproved, job: Job, deal: Deal) -> Sentence | None:
    """Say why a yes counts for nothing that the work needs; None where it counts for something."""
    told = [unfit_yes(yes, job, keys, deal) for keys in _needed(job)]
    return told[0] if all(each is not None for each in told) else None


def _within(job: Job, used: dict[str, int]) -> Job:
    """Take what was agreed from what is left of the most for all; `used` has what was agreed before, by month."""
    cap = job.clause.cap
    if job.agreed is None or job.most is None or cap is None:
        return job
    span = f"{job.agreed:%Y-%m}" if job.clause.per == "month" else ""
    if used.get(span, 0) + job.most.minor > cap.minor:
        why = say("It would bring additional work above {cap}: only an amendment allows more.", cap=cap)
        return job._replace(agreed=None, wrong=why)
    used[span] = used.get(span, 0) + job.most.minor
    return job


def _done(job: Job, journal: Journal) -> Job:
    """Give what was done from the yes on, with what is paid of it: a quote once, hours up to those offered."""
    if job.agreed is None or job.offer is None:
        return job
    done = journal.about(WorkDone, job.asked.work, job.agreed)
    if job.offer.hours is None:
        return job._replace(done=tuple((entry, 0) for entry in done[:1]))
    counted, left = [], job.offer.hours.seconds
    for entry in done:
        seconds = min(entry.hours.seconds if entry.hours is not None else left, left)
        left -= seconds
        counted.append((entry, seconds))
    return job._replace(done=tuple(counted))
