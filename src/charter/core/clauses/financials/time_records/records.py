"""The records of an engagement: on which days one is owed, of which hours, and what became of it.

Each entry of hours stands in one record: the first after it was written down. A record is owed where there are hours
to show. A corrected one begins the time to answer from the beginning; once a record is approved it stays so.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from charter.core.clauses.financials.time_records.entries import (
    OfRecord,
    RecordApproved,
    RecordExplained,
    RecordObjected,
    RecordSent,
)
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Issued, Reminded, Worked
from charter.core.vocabulary.journal import Journal

if TYPE_CHECKING:
    from charter.core.clauses.financials.time_records import TimeRecords

_OfRecord = TypeVar("_OfRecord", bound=OfRecord)

_AFTER = dt.timedelta(days=400)
"""How long after the end the last record can come: no rhythm leaves more between two days."""


class Record(NamedTuple):
    """One record, under the terms of its day, and what became of it.

    `hours` says that there are hours to show. `first` is its first sending, `sent` the last that counts, `reminder`
    what reminded of that. `approved` is the client's yes, `silent` the day on which silence said it; `objected` is
    what the client said is wrong, `explained` the day on which the consultant said why it is right.
    """

    day: dt.date
    clause: TimeRecords
    hours: bool
    first: RecordSent | None = None
    sent: RecordSent | None = None
    reminder: Reminded | None = None
    approved: RecordApproved | None = None
    silent: dt.date | None = None
    objected: RecordObjected | None = None
    explained: dt.date | None = None

    @property
    def approved_on(self) -> dt.date | None:
        """The day on which it was approved, by a word or by silence; None while it is not."""
        return self.approved.on if self.approved is not None else self.silent


def records(journal: Journal, past: Past[TimeRecords], deal: Deal) -> tuple[Record, ...]:
    """Give every record that is owed or was sent, in the order of their days, until the horizon."""
    days = _days(past, deal, journal)
    known = journal.fold(_known)
    sent = {entry.record for entry in journal.of(RecordSent)}
    found = []
    for before, day in pairwise((dt.date.min, *days)):
        clause = past.at(day)
        hours = bisect_left(known, before) < bisect_left(known, day)
        running = day > deal.today and deal.runs(day)
        if clause is not None and (hours or running or day in sent):
            record = Record(day, clause, hours)
            found.append(_lived(record, deal, journal) if day in sent else record)
    return tuple(found)


def _known(journal: Journal) -> list[dt.date]:
    """Give the days on which hours were written down, in order."""
    return sorted(entry.known for entry in journal.of(Worked))


def answer_id(clause: TimeRecords, day: dt.date) -> str:
    """Give the id of the client's duty to answer a record; a reminder of it is a reminder of the record."""
    return f"{clause.cite}/answer/{day}"


def _days(past: Past[TimeRecords], deal: Deal, journal: Journal) -> tuple[dt.date, ...]:
    """Give the days on which records are owed: those of invoices, or those agreed, until all hours are shown."""
    until = deal.horizon if deal.ends is None else min(deal.horizon, deal.ends + _AFTER)
    if until <= deal.starts:
        return ()
    issued = tuple(sorted({invoice.on for invoice in journal.of(Issued)}))
    parts = past.parts(Span(deal.starts, until), by=lambda clause: clause.sent)
    found = chain.from_iterable(_of(clause, span, issued, deal) for span, clause in parts if clause)
    return tuple(found)


def _of(clause: TimeRecords, span: Span, issued: tuple[dt.date, ...], deal: Deal) -> Iterator[dt.date]:
    days = issued if clause.sent is None else clause.sent.occurrences(deal.starts, span.until)
    yield from (day for day in days if span.start <= day < span.until)


def _lived(record: Record, deal: Deal, journal: Journal) -> Record:
    """Add what became of a record: each sending, what was said of it before the next, and what silence said."""
    sendings = _about(RecordSent, record.day, journal)
    for sent, following in pairwise((*sendings, None)):
        if sent is None or record.approved_on is not None:
            break
        until = following.on if following is not None else dt.date.max
        record = _answered(record._replace(first=sendings[0], sent=sent), sent, until, deal, journal)
    return record


def _answered(record: Record, sent: RecordSent, until: dt.date, deal: Deal, journal: Journal) -> Record:
    """Add what was said of a sending from its day until that of the next one."""
    day = record.day
    reminders = journal.about(Reminded, answer_id(record.clause, day), sent.on, until)
    reminder = reminders[0] if reminders else None
    silent = record.clause.silent(sent, reminder, deal)
    over = min(until, deal.today + DAY, silent or dt.date.max)
    approved = next((yes for yes in _about(RecordApproved, day, journal) if sent.on <= yes.on < over), None)
    before = approved.on + DAY if approved is not None else over
    objected = next((no for no in _about(RecordObjected, day, journal) if sent.on <= no.on < before), None)
    since = objected.on if objected is not None else dt.date.max
    explained = next(
        (said.on for said in _about(RecordExplained, day, journal) if since <= said.on < until), None
    )
    by_silence = (
        approved is None and objected is None and silent is not None and silent <= min(deal.today, until)
    )
    return record._replace(
        reminder=reminder, approved=approved, silent=silent if by_silence else None, objected=objected,
        explained=explained,
    )  # fmt: skip


def _about(kind: type[_OfRecord], day: dt.date, journal: Journal) -> tuple[_OfRecord, ...]:
    return tuple(entry for entry in journal.of(kind) if entry.record == day)
