"""Time records: how hours are written down and shown, and when the client has approved them.

A record comes with each invoice, or on days of its own. The client approves it or says which hours are wrong; silence
approves it only where that was announced, and after a reminder that was received.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.financials.time_records.entries import (
    NotesAsked,
    NotesShown,
    RecordApproved,
    RecordExplained,
    RecordObjected,
    RecordSent,
)
from charter.core.clauses.financials.time_records.findings import findings
from charter.core.clauses.financials.time_records.objections import objection
from charter.core.clauses.financials.time_records.records import Record, answer_id, records
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Rhythm
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Entry, Reminded, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered
from charter.core.vocabulary.term import Terms


class Notes(Terms):
    """What the client may see of how the hours came about."""

    kept: NoticeTime = Field(
        description="How long after the last day the consultant keeps its notes.", examples=["2 years"]
    )
    shown_within: TimeToAct = Field(
        description="How soon the consultant shows them, once asked.", examples=["10 business days"]
    )


class TimeRecords(Clause):
    """How hours are recorded, shown and approved."""

    entries = (RecordSent, RecordApproved, RecordObjected, RecordExplained, NotesAsked, NotesShown)
    unsaid = say("how hours are shown and approved")

    by: Literal["day", "day and task", "day, hour and task"] = Field(
        description="What the record shows of the hours: the day; the task too; from when to when, too."
    )
    sent: Rhythm | None = Field(
        None,
        description="The days on which the record is sent; left out: with each invoice.",
        examples=["every Monday"],
    )
    object_within: TimeToAct = Field(
        description="How long the client has to approve the record, or to say what is wrong.",
        examples=["10 business days"],
    )
    after_reminder: TimeToAct | None = Field(
        None,
        description="How long after the client received a reminder silence approves the record at the earliest;"
        " left out: silence approves none.",
        examples=["5 business days"],
    )
    answer: TimeToAct = Field(
        description="How long the consultant has to answer an objection.", examples=["5 business days"]
    )
    notes: Notes | None = Field(
        None,
        description="What the client may see of how the hours came about; left out: no more than the record.",
    )

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def approvers(self, deal: Deal) -> tuple[str, ...]:
        """Name who may approve a record, or object to it: those at the client who may dispute."""
        people = deal.people[-1][1].values()
        return tuple(one.name for one in people if one.side is Side.CLIENT and "dispute" in one.may)

    @figure
    def received(self, deal: Deal) -> dt.date:
        """Give the day on which the record of the example arrives: the first business day after a month of work."""
        return deal.business(deal.starts + 30 * DAY, 1)

    @figure
    def reminded(self, deal: Deal) -> dt.date:
        """Give the day on which the reminder of the example arrives: the first after the time to object."""
        return deal.business(deal.within(self.object_within, self.received(deal)), 1)

    @figure
    def approved(self, deal: Deal) -> dt.date | None:
        """Give the day on which silence approves the record of the example."""
        if self.after_reminder is None:
            return None
        return deal.within(self.after_reminder, self.reminded(deal)) + DAY

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        if self.notes is None:
            return say("until every record is approved, or its hours are decided")
        return say("for {kept}, as long as the notes are kept", kept=self.notes.kept)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers a record, or an objection to it."""
        then = (
            say("silence approves it, after the reminder") if self.after_reminder else say("none is approved")
        )
        term = Cite(f"{self.cite}.object_within")
        yield Unanswered(term, say("an answer to a record"), Side.CLIENT, self.object_within, then)

    # ── what silence means ─────────────────────────────────────────────────────────────────────

    def silent(self, sent: RecordSent, reminder: Reminded | None, deal: Deal) -> dt.date | None:
        """Give the day on which silence approves: after the time to object, and some time after a reminder arrived."""
        if self.after_reminder is None or reminder is None or not sent.announced:
            return None
        over = deal.within(self.object_within, sent.counts)
        return max(over, deal.within(self.after_reminder, reminder.counts)) + DAY

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Approve by silence the records that nobody answered."""
        for record in journal.fold(records, past, deal):
            if record.silent is not None:
                known = max(step.known for step in (record.sent, record.reminder) if step is not None)
                late = known if known > record.silent else None
                yield deem(
                    RecordApproved(on=record.silent, recorded=late, by="silence", record=record.day), cls.cite
                )

    # ── what is to be done ─────────────────────────────────────────────────────────────────────

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Send each record, answer it, remind of it, answer an objection; keep the notes, and show them."""
        for record in journal.fold(records, past, deal):
            yield cls._send(record, deal)
            if record.sent is not None:
                yield from cls._answer(record, record.sent, deal)
        yield from cls._of_notes(past, deal, journal)

    @classmethod
    def _send(cls, record: Record, deal: Deal) -> Duty:
        due = record.day if record.clause.sent is None else deal.rolled(record.day)
        return cls.as_duty(
            Force.MUST,
            f"send/{record.day}",
            Side.CONSULTANT,
            say("Send the record of the hours, {day}", day=record.day),
            due,
            min(due, record.day),
            field="sent",
            meets=meets(RecordSent, record=record.day),
            met=record.first.on if record.first is not None else None,
        )

    @classmethod
    def _answer(cls, record: Record, sent: RecordSent, deal: Deal) -> Iterator[Duty]:
        """Give what follows once a record was sent."""
        clause, day = record.clause, record.day
        since, over = sent.counts, deal.within(clause.object_within, sent.counts)
        said = record.objected.on if record.objected is not None else record.approved_on
        by_silence = record.silent is not None
        yield cls.as_duty(
            Force.WILL if by_silence else Force.MUST,
            f"answer/{day}",
            Side.CLIENT,
            say("Approve the record of the hours of {day}, or say what is wrong", day=day),
            over,
            since,
            field="object_within",
            meets=meets(RecordApproved, record=day),
            met=None if by_silence else said,
        )
        if clause.after_reminder is not None and (
            record.reminder is not None or (said is None and sent.announced)
        ):
            yield cls.may(
                f"remind/{day}",
                Side.CONSULTANT,
                say("Remind the client of the record of {day}: silence then approves it", day=day),
                None,
                over + DAY,
                field="after_reminder",
                meets=meets(Reminded, of=answer_id(clause, day)),
                met=record.reminder.on if record.reminder is not None else None,
            )
        if record.objected is not None:
            yield cls.must(
                f"explain/{day}",
                Side.CONSULTANT,
                say("Correct the record of {day}, or say why it is right", day=day),
                deal.within(clause.answer, record.objected.on),
                record.objected.on,
                field="answer",
                meets=meets(RecordExplained, record=day),
                met=record.explained or (record.approved_on if record.approved is not None else None),
            )

    @classmethod
    def _of_notes(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the client's right to see the notes after the end, and the duty to show them once it asked."""
        last = past.latest.notes if past.latest is not None else None
        if last is not None and deal.ends is not None:
            yield cls.may(
                "see-notes",
                Side.CLIENT,
                say("Ask to see the notes of the hours"),
                deal.within(last.kept, deal.ends - DAY),
                deal.ends,
                field="notes.kept",
                meets=meets(NotesAsked),
            )
        shown = journal.of(NotesShown)
        for asked in journal.of(NotesAsked):
            clause = past.at(asked.on)
            notes = clause.notes if clause is not None else None
            if notes is not None and not cls._too_late(asked, notes, deal):
                yield cls.must(
                    f"show-notes/{asked.on}",
                    Side.CONSULTANT,
                    say("Show the client the notes of the hours"),
                    deal.within(notes.shown_within, asked.on),
                    asked.on,
                    field="notes.shown_within",
                    meets=meets(NotesShown),
                    met=next((entry.on for entry in shown if entry.on >= asked.on), None),
                )

    @classmethod
    def _too_late(cls, asked: NotesAsked, notes: Notes, deal: Deal) -> bool:
        return deal.ends is not None and asked.on > deal.within(notes.kept, deal.ends - DAY)

    # ── what changes nothing, and what is wrong ────────────────────────────────────────────────

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why something said of a record, or asked of the notes, changes nothing."""
        return objection(cls.cite, entry, past, deal, journal)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find silence that speaks too early, objections that come after the due date, and nobody who may object."""
        yield from findings(self, deal)
