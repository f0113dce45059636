"""Channels: by which means the sides talk, about what, how soon they answer, when it is quiet, and what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import Share, TimeToAct
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import TimeOfDay
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed, Table, Terms
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
Severity = Literal["urgent", "normal"]


class Messaged(Entry):
    """Somebody asked something by a channel, and an answer is due."""

    kind: Literal["messaged"] = "messaged"
    side: Side = Field(description="The side that asks.")
    severity: Severity = Field(description="Whether it is urgent.")
    what: Line = Field(description="What about.", examples=["The shop is down"])

    def says(self, named: Named) -> Sentence:
        """Say what, and whether it is urgent."""
        told = say("by the {side}: {what}", side=self.side, what=self.what)
        return say("{told} (urgent)", told=told) if self.severity == "urgent" else told

    @property
    def actor(self) -> Side:
        """The side that asks."""
        return self.side


class RecordingMade(Entry):
    """A meeting was recorded, by a machine or a note-taker."""

    kind: Literal["recording"] = "recording"
    what: Line = Field(description="Of what.", examples=["Weekly check-in"])

    def says(self, named: Named) -> Sentence:
        """Say of what."""
        return say("{what}", what=self.what)


class Channel(Terms):
    """One way to talk."""

    mode: Literal["e-mail", "video call", "call", "chat", "project tool"] = Field(description="What it is.")
    platform: Line = Field(description="Which one.", examples=["the Client's video service"])
    purpose: Line = Field(description="What for.", examples=["questions of the day"])
    severities: Listed[Severity] = Field(
        description="For urgent or normal matters.", examples=[["normal"]], min_length=1
    )


class Quiet(Terms):
    """When nobody need answer."""

    since: TimeOfDay = Field(description="From which hour.", examples=["18:00"])
    until: TimeOfDay = Field(description="Until which hour of the next morning.", examples=["9:00"])


class Recordings(Terms):
    """What is recorded."""

    consent: Literal["each time", "never"] = Field(description="Whether a yes of everybody there allows it.")
    deleted_after: TimeToAct | None = Field(
        None, description="How long after it is made a recording is deleted.", examples=["30 days"]
    )


class Channels(Clause):
    """How the sides talk day by day."""

    entries = (Messaged, RecordingMade)

    by: Table[Channel] = Field(description="The ways to talk, each under a key.", min_length=1)
    urgent: TimeToAct | None = Field(
        None,
        description="How soon an urgent question is answered; left out: as any other.",
        examples=["4 hours"],
    )
    normal: TimeToAct = Field(description="How soon any other is answered.", examples=["1 business day"])
    language: Line | None = Field(
        None, description="In which language people talk; left out: as they like.", examples=["English"]
    )
    quiet: Quiet | None = Field(None, description="Hours in which nobody need answer; left out: none.")
    meetings_at_most: Share | None = Field(
        None, description="The most of a month's hours that meetings take.", examples=["40 %"]
    )
    recordings: Recordings = Field(description="Whether meetings are recorded, and how long that is kept.")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each question in time, and delete each recording."""
        for asked in journal.of(Messaged):
            clause = past.at(asked.on)
            if clause is not None:
                time = clause.urgent if asked.severity == "urgent" else None
                field = "normal" if time is None else "urgent"
                yield ticked(
                    cls.must, f"answer/{asked.name}", asked.side.other, say("Answer: {what}", what=asked.what),
                    deal.within(time or clause.normal, asked.on), asked.on, journal, field=field,
                )  # fmt: skip
        for made in journal.of(RecordingMade):
            clause = past.at(made.on)
            if clause is not None and clause.recordings.deleted_after is not None:
                yield ticked(
                    cls.must, f"delete/{made.name}", "both", say("Delete the recording: {what}", what=made.what),
                    deal.within(clause.recordings.deleted_after, made.on), made.on, journal,
                    field="recordings.deleted_after",
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nothing was agreed, or that nothing was to be recorded."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("Nothing was agreed about channels."), say("Agree on it first."))
        if clause.acts and isinstance(entry, RecordingMade) and clause.recordings.consent == "never":
            return Objection(cls.cite, say("The sides agreed to record nothing."), say("Delete it."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find urgent matters without a channel or a time, and recordings that stay for ever."""
        serves = {severity for channel in self.by.values() for severity in channel.severities}
        if self.urgent is not None and "urgent" not in serves:
            yield self.finding(
                "CH-COM-040", Level.ERROR, "by",
                say("An urgent question has {time} for its answer, and no channel.", time=self.urgent),
                say("Name one, such as a call."),
            )  # fmt: skip
        if self.urgent is None and "urgent" in serves:
            yield self.finding(
                "CH-COM-041", Level.WARNING, "urgent",
                say("A channel is for urgent matters, and nothing says how soon they are answered."),
                say("Say how soon."), to="4 hours",
            )  # fmt: skip
        if self.quiet is None:
            yield self.finding(
                "CH-COM-042", Level.ADVICE, "quiet", say("Nothing says when nobody need answer."),
                say("Agree on quiet hours."), source=PRACTICE, to={"since": "18:00", "until": "9:00"},
            )  # fmt: skip
        if self.recordings.consent == "each time" and self.recordings.deleted_after is None:
            yield self.finding(
                "CH-COM-043", Level.WARNING, "recordings.deleted_after",
                say("Recordings are kept for ever."), say("Delete them after a month."), to="30 days",
            )  # fmt: skip
        if self.recordings.consent == "never" and self.recordings.deleted_after is not None:
            yield self.finding(
                "CH-COM-044", Level.ADVICE, "recordings.deleted_after",
                say("Nothing is recorded, so nothing is there to delete."), say("Leave it out."), to=None,
            )  # fmt: skip
