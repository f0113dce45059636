"""Dependencies: what the client provides, by when, and what a delay does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Missed, Past
from charter.core.vocabulary.dates import DAY, Day, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, TimelineMark, meets
from charter.core.vocabulary.entry import Delayed, Entry, Provided, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DELIVERABLES, INPUTS, DeliverableKey, PersonKey
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import MovesDates, Price
from charter.core.vocabulary.term import Key, Line, Listed, Terms


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


class Dependencies(Keyed[Input]):
    """What the client provides, each under a key: `[scope.dependencies.access]`."""

    entries = (Provided,)
    unsaid = say("what the client provides")
    missed = Missed(
        Level.ADVICE,
        say("nothing says what the client provides, so a late input delays at the consultant's risk"),
    )

    __pydantic_extra__: dict[Key, Input] = Field(init=False)

    delay: Literal["day for day", "none"] = Field(
        description="day for day: each day of delay moves the consultant's dates by a day; none: nothing moves."
    )
    standby_after: TimeToAct | None = Field(
        None, description="How late an input may be before a standby fee runs.", examples=["10 days"]
    )
    standby_fee: Money | None = Field(
        None, description="The standby fee for each business day after that.", examples=["EUR 400.00"]
    )

    def states(self) -> Iterator[object]:
        """State that a late input moves dates, where it does."""
        if self.delay == "day for day":
            yield MovesDates()

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Mark an input as late from the day after it was due, as agreed for each day.

        The delay ends on the day after it came; or by an amendment that takes it away, or lets it come later.
        """
        for key in _keys(past):
            came = _came(key, journal)
            held: tuple[str, ...] = ()
            for day, holds in _held_up(key, past, deal):
                if day <= deal.today and deal.runs(day) and (came is None or came >= day):
                    held = holds
                    yield cls._delayed(
                        key, day, held, deal, None if held else "No longer awaited, as amended."
                    )
            if held and came is not None and came < deal.today:
                yield cls._delayed(key, came + DAY, (), deal, "It came.")

    @classmethod
    def _delayed(cls, key: str, day: dt.date, holds: tuple[str, ...], deal: Deal, note: str | None) -> Entry:
        awaits, what = f"{cls.cite}/provide/{key}", deal.named(INPUTS, key)
        return deem(Delayed(on=day, by="time", awaits=awaits, what=what, holds=holds, note=note), cls.cite)

    def prices(self) -> Iterator[Price]:
        """Give the standby fee, which nothing bounds but the input itself."""
        if self.standby_fee is not None:
            a_day = say("{fee} a business day of waiting", fee=self.standby_fee)
            yield Price(Cite(f"{self.cite}.standby_fee"), say("Standby"), a_day)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the standby fee once for each business day on which late inputs keep the consultant waiting.

        Each day costs what was agreed for it: an input or a fee amended away leaves what was waited before.
        """
        waiting: dict[dt.date, tuple[Input, Money]] = {}
        for key in _keys(past):
            last = min(filter(None, (_came(key, journal), deal.today, deal.ends and deal.ends - DAY)))
            for span, clause in past.parts(Span(deal.starts, last + DAY), by=lambda c: c):
                for day, thing, fee in clause.waits(key, span, deal) if clause else ():
                    waiting.setdefault(day, (thing, fee))
        for day, (thing, fee) in sorted(waiting.items(), key=lambda item: item[0]):
            yield cls.charge(
                f"standby/{day}",
                "standby_fee",
                day,
                fee,
                reads=say("Standby on {day}: waiting for {name}", day=day, name=thing.name),
                basis=Basis.of(times, minor=fee.minor, count=1),
                span=Span(day, day + DAY),
                agreed=past.agreed(day),
            )

    def waits(self, key: str, span: Span, deal: Deal) -> Iterator[tuple[dt.date, Input, Money]]:
        """Give the business days of a span that an input which has not come costs, and the fee of each."""
        thing = self.things.get(key)
        if thing is None or self.standby_after is None or self.standby_fee is None:
            return
        day = max(deal.after(self.standby_after, thing.due) + DAY, span.start)
        while day < span.until:
            if deal.is_business(day):
                yield day, thing, self.standby_fee
            day += DAY

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Provide each input by its day; one that was amended away is not owed."""
        for key in _keys(past):
            came = _came(key, journal)
            thing = _agreed(key, past, came or deal.today)
            if thing is None:
                continue
            if came is None and deal.ends is not None and (thing.due >= deal.ends or deal.ends <= deal.today):
                continue
            yield cls.must(
                f"provide/{key}",
                Side.CLIENT,
                say("Provide: {name}", name=thing.name),
                thing.due,
                deal.starts,
                field=key,
                meets=meets(Provided, input=key),
                met=came,
                mark=TimelineMark("input", thing.name),
                who=thing.who or "",
            )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find fees without a start, starts without a fee, and inputs that are due too early."""
        if (self.standby_after is None) != (self.standby_fee is None):
            lacks = "standby_fee" if self.standby_fee is None else "standby_after"
            yield self.finding(
                "CH-SCO-020", Level.ERROR, lacks,
                say("A standby fee needs both terms; {lacks} is missing.", lacks=lacks),
                say("Give both, or leave both out."),
            )  # fmt: skip
        if self.delay == "none":
            yield self.finding(
                "CH-SCO-021", Level.WARNING, "delay",
                say("The consultant's dates stay when the client's input is late."),
                say('Let dates move "day for day".'), to="day for day",
            )  # fmt: skip
        for key, thing in self.things.items():
            if thing.due < deal.agreed:
                yield self.finding(
                    "CH-SCO-022", Level.WARNING, f"{key}.due",
                    say(
                        "'{name}' is due on {due}, before this agreement is made ({agreed}).",
                        name=thing.name, due=thing.due, agreed=deal.agreed,
                    ),
                    say("Give a day that can still be kept."),
                )  # fmt: skip


def _keys(past: Past[Dependencies]) -> Iterable[str]:
    """Give the keys of all inputs that were ever agreed."""
    return dict.fromkeys(key for v in past.versions if v.clause for key in v.clause.things)


def _versions(
    key: str, past: Past[Dependencies]
) -> Iterator[tuple[dt.date, dt.date, Dependencies | None, Input | None]]:
    """Give an input in each version of the clause, with the days from which and until which (exclusive) it counts."""
    untils = (*(v.since for v in past.versions[1:]), dt.date.max)
    for version, until in zip(past.versions, untils, strict=True):
        clause = version.clause
        yield version.since, until, clause, clause.things.get(key) if clause else None


def _agreed(key: str, past: Past[Dependencies], day: dt.date) -> Input | None:
    """Give an input as agreed for its due date, unless that was amended by a day; None where it was amended away."""
    return next(
        (thing for _, until, _, thing in _versions(key, past) if thing and max(thing.due, day) < until), None
    )


def _held_up(key: str, past: Past[Dependencies], deal: Deal) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    """Give what an input that does not come holds up, from each day on which that changes."""
    held: tuple[str, ...] = ()
    for since, until, clause, thing in _versions(key, past):
        begins = max(since, deal.starts)
        if begins >= until:
            continue
        late = max(thing.due + DAY, begins) if thing and clause and clause.delay != "none" else until
        if held and late > begins:
            held = ()
            yield begins, held
        holds = (thing.holds if thing else ()) or tuple(sorted(deal.names(DELIVERABLES)))
        if late < until and holds != held:
            held = holds
            yield late, held


def _came(key: str, journal: Journal) -> dt.date | None:
    return next((p.on for p in journal.about(Provided, key)), None)
