"""What the client provides: one input, when it came, since when it is late, and what it then holds up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.entry import Entry, Named, Provided, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, DeliverableKey, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed, Terms

if TYPE_CHECKING:
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal


class Input(Terms):
    """One thing the client provides."""

    name: Line = Field(description="What it is.", examples=["Read access to the repositories"])
    due: Day = Field(description="The day by which it is there.")
    who: PersonKey | None = Field(
        None, description="The key of the person who provides it.", examples=["jonas"]
    )
    holds: Listed[DeliverableKey] = Field(
        (), description="Keys of the deliverables that wait for it; left out: all.", examples=[["audit"]]
    )


class Saved(Entry):
    """What the consultant saved, or earned elsewhere, while it waited: the standby fees fall by it."""

    whose = Side.CONSULTANT

    kind: Literal["saved"] = "saved"
    amount: Money = Field(description="How much.", examples=["EUR 400.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much."""
        return say("{amount} while waiting", amount=self.amount)


def keys(past: Past[Dependencies]) -> Iterable[str]:
    """Give the keys of all inputs that were ever agreed."""
    return dict.fromkeys(key for v in past.versions if v.clause for key in v.clause.things)


def came(key: str, journal: Journal) -> dt.date | None:
    """Give the day on which an input came."""
    return next((p.on for p in journal.about(Provided, key)), None)


def told(of: Cite, what: str, key: str, thing: Input, journal: Journal) -> Reminded | None:
    """Give the first message about an input that was late by then: "tell" that it is missing, or "warn" of the fee."""
    messages = journal.about(Reminded, f"{of}/{message(what, key, thing)}")
    late = (one for one in messages if one.counts > thing.due)
    return min(late, key=lambda one: one.counts, default=None)


def message(what: str, key: str, thing: Input) -> str:
    """Name the duty to say something of a late input, by the day on which it was due."""
    return f"{what}/{key}/{thing.due}"


def agreed(key: str, past: Past[Dependencies], day: dt.date) -> Input | None:
    """Give an input as agreed for its due date, unless that was amended by a day; None where it was amended away."""
    return next(
        (thing for _, until, _, thing in _versions(key, past) if thing and max(thing.due, day) < until), None
    )


def held_up(
    key: str, past: Past[Dependencies], deal: Deal, journal: Journal
) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    """Give what an input that does not come holds up, from each day on which that changes."""
    held: tuple[str, ...] = ()
    for since, until, clause, thing in _versions(key, past):
        begins = max(since, deal.starts)
        if begins >= until:
            continue
        late = max(_late(clause, key, thing, journal), begins) if thing and clause else until
        if held and late > begins:
            held = ()
            yield begins, held
        holds = (thing.holds if thing else ()) or tuple(sorted(deal.names(DELIVERABLES)))
        if late < until and holds != held:
            held = holds
            yield late, held


def _late(clause: Dependencies, key: str, thing: Input, journal: Journal) -> dt.date:
    """Give the first day on which an input moves dates: none (the last of all days) where none does."""
    if clause.delay == "none":
        return dt.date.max
    if clause.tell_within is None:
        return thing.due + DAY
    message = told(clause.cite, "tell", key, thing, journal)
    return message.counts if message is not None else dt.date.max


def _versions(
    key: str, past: Past[Dependencies]
) -> Iterator[tuple[dt.date, dt.date, Dependencies | None, Input | None]]:
    """Give an input in each version of the clause, with the days from which and until which (exclusive) it counts."""
    untils = (*(v.since for v in past.versions[1:]), dt.date.max)
    for version, until in zip(past.versions, untils, strict=True):
        clause = version.clause
        yield version.since, until, clause, clause.things.get(key) if clause else None
