"""Why something said of a record of hours, or asked of the notes, changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.time_records.entries import (
    NotesAsked,
    OfRecord,
    RecordApproved,
    RecordExplained,
    RecordObjected,
    RecordSent,
)
from charter.core.clauses.financials.time_records.records import Record, records
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.time_records import TimeRecords

Told = tuple[Sentence, Sentence]


def objection(
    cite: Cite, entry: Entry, past: Past[TimeRecords] | None, deal: Deal, journal: Journal
) -> Objection | None:
    """Give why an entry changes nothing, and what to do; None for one that does what it says."""
    told: Told | None = None
    if isinstance(entry, NotesAsked):
        told = _of_notes(entry, past, deal)
    elif isinstance(entry, OfRecord):
        known = journal.fold(records, past, deal) if past is not None else ()
        told = _of_record(entry, next((record for record in known if record.day == entry.record), None))
    return Objection(cite, *told) if told is not None else None


def _of_notes(asked: NotesAsked, past: Past[TimeRecords] | None, deal: Deal) -> Told | None:
    clause = past.at(asked.on) if past is not None else None
    if clause is None or clause.notes is None:
        return say("Nothing was agreed about notes of the hours: they need not be shown."), say(
            "Ask for the record."
        )
    if deal.ends is not None and asked.on > (last := deal.within(clause.notes.kept, deal.ends - DAY)):
        return say("The notes were kept until {day}, and this came later.", day=last), say(
            "Ask for the records."
        )
    return None


def _of_record(entry: OfRecord, record: Record | None) -> Told | None:
    if record is None:
        return say("No record of {day} was due.", day=entry.record), say("Name the day of the record.")
    if isinstance(entry, RecordSent):
        return None
    if record.first is None or entry.on < record.first.on:
        why = say(
            "The record of {day} was not sent by {on}: there was nothing to answer.",
            day=record.day,
            on=entry.on,
        )
        return why, say("Record the sending, if there was one.")
    approved = record.approved_on
    if isinstance(entry, RecordApproved | RecordObjected) and approved is not None and approved < entry.on:
        by = say("Silence approved") if record.silent is not None else say("The client approved")
        why = say(
            "{by} the record of {day} on {on}: this comes too late.", by=by, day=record.day, on=approved
        )
        return why, say("Show the mistake, and agree on a credit.")
    if isinstance(entry, RecordExplained) and record.objected is None:
        return say("Nobody objected to the record of {day}.", day=record.day), say("Let it be.")
    return None
