"""Reviews: a regular look at what was reached, with something to read before and a list of what to change after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field

from charter.core.vocabulary.bounds import MeetingTime, TimeToAct
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import Rhythm
from charter.core.vocabulary.dates.clock import shown_by_clocks
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.regular import first_day, occasions
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.term import Line, Listed
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")


class Reviews(Clause):
    """The regular review of the engagement."""

    rhythm: Rhythm = Field(
        description="How often, and at what hour.", examples=["every quarter on day 15 14:00"]
    )
    lasts: MeetingTime = Field(description="How long.", examples=["90 minutes"])
    who: Listed[PersonKey] = Field(
        description="Keys of the people who take part.", examples=[["jonas", "mara"]], min_length=1
    )
    read_before: TimeToAct = Field(
        description="How long before it the consultant sends what is to be read.",
        examples=["3 business days"],
    )
    looks_at: Listed[Line] = Field(
        description="What it looks at.", examples=[["measures of success", "spending", "risks"]], min_length=1
    )
    changes_within: TimeToAct | None = Field(
        None, description="How long after it both sides do what they said they would change; left out: no list.",
        examples=["10 business days"],
    )  # fmt: skip

    @figure
    def first(self, deal: Deal) -> dt.date | None:
        """Give the first day, moved to a business day as agreed; None where the engagement has none."""
        return first_day(self.rhythm, deal)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Send what is to be read, hold the review, and do what was to change."""
        for day, due, clause in occasions(past, deal, lambda clause: clause.rhythm):
            hour = clause.rhythm.time
            ready = max(deal.clear_before(clause.read_before, due), deal.starts)
            yield ticked(
                cls.must, f"read/{day}", Side.CONSULTANT, say("Send what the review of {day} looks at", day=due),
                ready, min(ready, day), journal, field="read_before",
            )  # fmt: skip
            yield ticked(
                cls.will, f"hold/{day}", "both", say("Review of the engagement"), due, min(day, due), journal,
                field="rhythm", at=hour and shown_by_clocks(due, hour, deal.zone),
            )  # fmt: skip
            if clause.changes_within is not None:
                yield ticked(
                    cls.must, f"change/{day}", "both", say("Do what the review of {day} said to change", day=due),
                    deal.within(clause.changes_within, due), due, journal, field="changes_within",
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a review of one side alone, one without an hour, and one of which nothing follows."""
        people = (deal.person(key, deal.today) for key in self.who)
        if len({person.side for person in people if person is not None}) == 1:
            yield self.finding(
                "CH-TRU-010", Level.WARNING, "who", say("Only one side takes part in the review."),
                say("Name people of both."),
            )  # fmt: skip
        if self.rhythm.time is None:
            yield self.finding(
                "CH-TRU-011", Level.ADVICE, "rhythm", say("The review has no hour, so no calendar can hold it."),
                say('Add one, like "every quarter on day 15 14:00".'),
            )  # fmt: skip
        if self.changes_within is None:
            yield self.finding(
                "CH-TRU-012", Level.ADVICE, "changes_within", say("Nothing follows from the review."),
                say("Keep a list of what to change, with a day."), source=PRACTICE, to="10 business days",
            )  # fmt: skip
