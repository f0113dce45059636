"""Why something said or done about additional work changes nothing, or costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.additional_work.entries import (
    WorkApproved,
    WorkAsked,
    WorkDone,
    WorkOffered,
)
from charter.core.clauses.financials.additional_work.jobs import Job, jobs, wrong_yes
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.additional_work import AdditionalWork


def objection(
    cite: Cite, entry: Entry, past: Past[AdditionalWork] | None, deal: Deal, journal: Journal
) -> Objection | None:
    """Say why an entry of additional work changes nothing, or costs less than it says; None where it counts."""
    if past is None:
        return Objection(cite, say("Nothing was agreed about additional work."), say("Agree on it first."))
    if not isinstance(entry, WorkAsked | WorkOffered | WorkApproved | WorkDone):
        return None
    job = next((one for one in journal.fold(jobs, past, deal) if one.asked.work == entry.work), None)
    told = say("Nobody had asked for work of that name.") if job is None else _of(entry, job, deal)
    return Objection(cite, told, say("Ask, offer and say yes before the work.")) if told is not None else None


def _of(entry: WorkAsked | WorkOffered | WorkApproved | WorkDone, job: Job, deal: Deal) -> Sentence | None:
    match entry:
        case WorkAsked():
            return None if job.asked is entry else say("Work of that name was asked for before.")
        case WorkOffered():
            return _of_an_offer(entry, job)
        case WorkApproved():
            return wrong_yes(entry, job, deal) or job.wrong
        case WorkDone():
            return _of_work(entry, job)


def _of_an_offer(entry: WorkOffered, job: Job) -> Sentence | None:
    if job.answered is not entry:
        return say("It was answered before, or nobody had asked yet.")
    if entry.price is None and entry.hours is None:
        return None
    if job.offer is None:
        return say("It is priced otherwise than agreed: {way}.", way=job.clause.priced)
    return None


def _of_work(entry: WorkDone, job: Job) -> Sentence | None:
    if job.agreed is None or entry.on < job.agreed:
        return say("Every yes that it needs was not there yet: the work costs nothing.")
    paid = next((seconds for done, seconds in job.done if done is entry), None)
    if paid is None:
        return say("It was charged before.")
    if entry.hours is not None and job.offer is not None and job.offer.hours is not None:
        over = entry.hours.seconds - paid
        return say("{over} more than approved are not charged.", over=Hours(over)) if over else None
    return None
