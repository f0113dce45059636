"""Events upon which the engagement ends by itself, or may be ended by notice: only those that were agreed by name.

Without its entry, no event ends anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.exit.termination.notices import EVENT
from charter.core.vocabulary.bounds import NoticeTime
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Terms

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.clauses.exit.termination import Termination


class EventCame(Entry):
    """An event happened upon which the engagement ends, or may be ended."""

    restates = True
    about = "event"

    kind: Literal["event came"] = "event came"
    event: Key = Field(description="Its key under exit.termination.ends_on.", examples=["listing"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{event}", event=self.event)


class EndingEvent(Terms):
    """An event, and what it does to the engagement."""

    event: Line = Field(description="What happens then.", examples=["the Client is wound up"])
    effect: Literal["ends", "may end"] = Field(
        description="Whether the engagement ends by itself on its day, or either side may end it by notice."
    )
    notice: NoticeTime | None = Field(
        None,
        description="Where it may end: with how much notice; left out: it ends on the day of receipt.",
        examples=["10 days"],
    )

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.effect == "ends" and self.notice is not None:
            raise ValueError("notice, but the engagement ends by itself: leave it out, or let it be may end")
        return self


def came(
    clause: Termination, effect: str, journal: Journal, until: dt.date
) -> list[tuple[EventCame, EndingEvent]]:
    """Give the events with an effect that came up to a day, in the order in which they came."""
    found = ((each, clause.ends_on.get(each.event)) for each in journal.of(EventCame, until=until + DAY))
    return [(each, agreed) for each, agreed in found if agreed is not None and agreed.effect == effect]


def last_day(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the last day of a notice after an event; None where none came that lets a side end it."""
    for _, agreed in reversed(came(clause, "may end", journal, notice.counts)):
        last = deal.after(agreed.notice, notice.counts) if agreed.notice is not None else notice.counts
        return max(last, notice.until or last)
    return None


def ends(clause: Termination | None, event: EventCame, deal: Deal) -> Iterator[Ended]:
    """Give the end that an event brings by itself, unless another comes sooner."""
    agreed = clause.ends_on.get(event.event) if clause is not None else None
    if agreed is not None and agreed.effect == "ends" and not deal.over(event.on + DAY):
        yield Ended(on=event.on + DAY, by="time", why=agreed.event, told=event.known, of=EVENT)


def when_came(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give each side's right to leave after an event, while it may still act on it."""
    for event, agreed in came(clause, "may end", journal, deal.today) if deal.runs(deal.today) else ():
        last = deal.after(clause.act_within, event.known) if clause.act_within is not None else None
        for side in Side if last is None or deal.today <= last else ():
            yield clause.may(
                f"end/{side}/event/{event.event}/{event.on}",
                side,
                say("End the engagement by notice: {event}", event=agreed.event),
                last,
                event.on,
                field=f"ends_on.{event.event}",
                meets=meets(Notice, of=EVENT, side=side),
            )


def no_such(clause: Termination | None, event: EventCame) -> tuple[Sentence, Sentence] | None:
    """Say that nobody agreed on such an event."""
    if clause is not None and event.event in clause.ends_on:
        return None
    why = say("Nothing hangs on an event {name}.", name=event.event)
    return why, say("Use a key of the events that were agreed.")


def by_themselves(clause: Termination) -> Iterator[Finding]:
    """Find an event that ends the engagement by itself."""
    for key, agreed in clause.ends_on.items():
        if agreed.effect == "ends":
            yield clause.finding(
                "CH-EXT-022", Level.ADVICE, f"ends_on.{key}.effect",
                say("The engagement ends by itself, and nobody decides on it: {event}.", event=agreed.event),
                say("Let either side end it by notice then, unless an end by itself is meant."), to="may end",
            )  # fmt: skip
