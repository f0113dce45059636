"""Purpose: why the client wants the work, and by which measures both sides will know whether it helped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field

from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import Day, Rhythm
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.regular import occasions
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Table, Terms
from charter.core.vocabulary.ticked import ticked

MEASURES = Refers("foundation.purpose.measures", "measure")
PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")


class Measured(Entry):
    """A measure of success was taken."""

    about = "measure"
    after_start = True

    kind: Literal["measured"] = "measured"
    measure: Annotated[Key, MEASURES] = Field(
        description="Its key under foundation.purpose.measures.", examples=["releases"]
    )
    value: Line = Field(description="What it was.", examples=["four releases a week"])

    def says(self, named: Named) -> Sentence:
        """Say which, and what it was."""
        return say("{measure}: {value}", measure=named(MEASURES, self.measure), value=self.value)


class SuccessMeasure(Terms):
    """One measure of success."""

    name: Line = Field(description="What is measured.", examples=["releases a week"])
    baseline: Line = Field(description="What it is today.", examples=["one"])
    target: Line = Field(description="What it should be.", examples=["four"])
    by: Day = Field(description="By when.", examples=["2026-12-31"])


class Purpose(Clause):
    """Why, and how both sides will know."""

    entries = (Measured,)

    why: Line = Field(
        description="Why the client wants the work, in its own words, as a sentence.",
        examples=["We lose customers because releases take weeks."],
    )
    measures: Table[SuccessMeasure] = Field(
        default_factory=dict, description="The measures of success, each under a key."
    )
    looked_at: Rhythm | None = Field(
        None, description="How often the measures are taken; left out: only by their days.",
        examples=["every quarter on day 10"],
    )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Take the measures on their days, and each of them once more by its last day."""
        for day, due, _ in occasions(past, deal, _looked_at):
            yield ticked(
                cls.must, f"look/{day}", Side.CONSULTANT, say("Take the measures of success"), due, min(day, due),
                journal, field="looked_at",
            )  # fmt: skip
        clause = past.at(deal.today)
        for key, measure in (clause.measures if clause is not None else {}).items():
            taken = [each.on for each in journal.about(Measured, key) if each.on >= measure.by]
            if taken or deal.runs(measure.by):
                yield cls.will(
                    f"measure/{key}", Side.CONSULTANT,
                    say("Measure: {name}, {target} wanted", name=measure.name, target=measure.target),
                    measure.by,
                    deal.starts, field=f"measures.{key}", meets=meets(Measured, measure=key),
                    met=taken[0] if taken else None,
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a purpose without measures, and a measure that is due before the start."""
        if not self.measures:
            yield self.finding(
                "CH-FND-050", Level.ADVICE, "measures", say("Nothing says how both sides know that the work helped."),
                say("Name two measures, with what they are today."), source=PRACTICE,
            )  # fmt: skip
        for key, measure in self.measures.items():
            if measure.by < deal.starts:
                yield self.finding(
                    "CH-FND-051", Level.ERROR, f"measures.{key}.by",
                    say("'{name}' is due on {day}, before the start.", name=measure.name, day=measure.by),
                    say("Choose a later day."),
                )  # fmt: skip


def _looked_at(clause: Purpose) -> Rhythm | None:
    return clause.looked_at if clause.measures else None
