"""The way out of a delay without an end: either side asks for a new plan, and without one may drop what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from charter.core.clauses.scope.dependencies import inputs
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Delivered, Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, INPUTS, DeliverableKey, InputKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Terms

if TYPE_CHECKING:
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal


class NewPlan(Terms):
    """When either side may ask for a new plan, and how long the sides then have to sign one."""

    after: TimeToAct = Field(
        description="How late an input must be before either side may ask for a new plan.",
        examples=["20 days"],
    )
    agree_within: TimeToAct = Field(
        description="How long the sides then have to sign an amendment, before either may drop what waits.",
        examples=["10 business days"],
    )
    may_end: NoticeTime | None = Field(
        None,
        description="With how much notice either may then end the engagement instead; left out: it may only drop.",
        examples=["10 days"],
    )


class PlanAsked(Entry):
    """A side asked for a new plan, because an input is late."""

    about = "input"
    needs = "give notices"

    kind: Literal["plan asked"] = "plan asked"
    input: InputKey = Field(description="The key of the input that is late.", examples=["access"])
    side: Side = Field(description="The side that asks.")

    @property
    def actor(self) -> Side:
        """The side that asks."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say by whom, and because of what."""
        return say("by the {side}, because of {name}", side=self.side, name=named(INPUTS, self.input))


class Dropped(Entry):
    """A side dropped a deliverable, because what it waits for did not come and no new plan was signed."""

    about = "deliverable"
    needs = "give notices"
    restates = True

    kind: Literal["dropped"] = "dropped"
    deliverable: DeliverableKey = Field(description="The key of what is dropped.", examples=["audit"])
    side: Side = Field(description="The side that drops it.")

    @property
    def actor(self) -> Side:
        """The side that drops it."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say what, by whom."""
        return say("{name}, by the {side}", name=named(DELIVERABLES, self.deliverable), side=self.side)


class Stuck(NamedTuple):
    """An input that does not come, and since when the deliverables that wait for it may be dropped.

    `ask_from` is the first day to ask for a new plan; `asked` the day on which a side did, `drop_from` the first day to
    drop, None: nobody asked.
    """

    key: str
    holds: tuple[str, ...]
    ask_from: dt.date
    asked: dt.date | None
    drop_from: dt.date | None


def stuck(past: Past[Dependencies], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Stuck]:
    """Give each input that is so late on a day that a side may ask for a new plan, as it is agreed on that day."""
    clause = past.at(day)
    terms = clause.new_plan if clause is not None else None
    for key, thing in clause.things.items() if clause is not None and terms is not None else ():
        came = inputs.came(key, journal)
        ask_from = max(deal.after(terms.after, thing.due) + DAY, deal.starts) if terms is not None else day
        if terms is None or day < ask_from or (came is not None and came <= day):
            continue
        asked = min(
            (one.on for one in journal.about(PlanAsked, key, ask_from) if one.on <= day), default=None
        )
        drop_from = deal.within(terms.agree_within, asked) + DAY if asked is not None else None
        holds = thing.holds or tuple(deal.names(DELIVERABLES))
        yield Stuck(key, holds, ask_from, asked, drop_from)


def drops(past: Past[Dependencies], deal: Deal, journal: Journal) -> Iterator[Dropped]:
    """Give the drops that count: of what waits for a stuck input, after the time for a new plan, not handed over."""
    for dropped in journal.of(Dropped):
        may = any(
            dropped.deliverable in one.holds and one.drop_from is not None and one.drop_from <= dropped.on
            for one in stuck(past, dropped.on, deal, journal)
        )
        handed = journal.about(Delivered, dropped.deliverable, until=dropped.on + DAY)
        if may and not handed and deal.runs(dropped.on):
            yield dropped
