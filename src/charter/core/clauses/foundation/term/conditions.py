"""Conditions: what must happen by a day, or the engagement ends or never starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Terms

if TYPE_CHECKING:
    from charter.core.clauses.foundation.term import Term


class ConditionMet(Entry):
    """Something happened on which the engagement hangs."""

    restates = True
    about = "condition"

    kind: Literal["condition met"] = "condition met"
    condition: Key = Field(description="Its key under foundation.term.conditions.", examples=["funding"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{condition}", condition=self.condition)


class Condition(Terms):
    """Something that must happen by a day, or the engagement ends or never starts."""

    name: Line = Field(description="What must happen.", examples=["the Client closes its seed round"])
    by: Day = Field(description="The last day for it.", examples=["2026-04-30"])
    otherwise: Literal["ends", "never starts"] = Field(
        description="What follows if it does not happen by then."
    )


def pending(past: Past[Any], journal: Journal) -> Iterator[tuple[str, Condition, dt.date | None]]:
    """Give each condition as agreed on its last day, and the day on which it was met; None while it was not in time."""
    for version in past.versions:
        clause: Term | None = version.clause
        for key, condition in clause.conditions.items() if clause is not None else ():
            if past.at(condition.by) == clause:
                met = journal.about(ConditionMet, key, until=condition.by + DAY)
                yield key, condition, met[0].on if met else None


def ends(past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Ended]:
    """Give the end that each condition brings that was not met in time."""
    for _, condition, met in pending(past, journal):
        if met is None and condition.by < deal.today:
            on = condition.by + DAY if condition.otherwise == "ends" else deal.starts
            why = f"a condition was not met by {condition.by}"
            yield Ended(on=on, by="time", why=why, told=condition.by, of="condition")


def duties(kind: type[Term], past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give what must happen by a day."""
    for key, condition, met in pending(past, journal):
        what = (
            say("{name}, or the engagement ends", name=condition.name)
            if condition.otherwise == "ends"
            else say("{name}, or the engagement never starts", name=condition.name)
        )
        yield kind.will(
            f"condition/{key}", "both", what, condition.by, min(deal.agreed, condition.by),
            field=f"conditions.{key}", meets=meets(ConditionMet, condition=key), met=met,
        )  # fmt: skip


def objection(kind: type[Term], met: ConditionMet, past: Past[Any] | None) -> Objection | None:
    """Say that nobody agreed on such a condition, or that it came too late."""
    clause: Term | None = past.at(met.on) if past is not None else None
    condition = clause.conditions.get(met.condition) if clause is not None else None
    if condition is None:
        why = say("Nothing hangs on a condition {name}.", name=met.condition)
        return Objection(kind.cite, why, say("Use a key of the conditions that were agreed."))
    if met.on > condition.by:
        why = say("The last day for it was {day}: it changes nothing any more.", day=condition.by)
        return Objection(kind.cite, why, say("Agree on a new start, and sign it on both sides."))
    return None
