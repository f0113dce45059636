"""Standby: what waiting for a late input costs, after a warning, for some days at most, less what was saved.

A day costs what was agreed for it: an input or a fee amended away leaves what was waited before. Time that a fee with
hours included pays anyway costs nothing more: then only what holds up a deliverable that is paid for by itself does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from charter.core.clauses.scope.dependencies import inputs
from charter.core.clauses.scope.dependencies.inputs import Input, Saved
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Reminded
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.judged import Refused
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.term import Terms

if TYPE_CHECKING:
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.journal import Journal


class Standby(Terms):
    """What waiting for an input costs, from when on, after which warning, and for how many days at most."""

    after: TimeToAct = Field(
        description="How late an input may be before the fee runs.", examples=["20 days"]
    )
    fee: Money = Field(description="The fee for each business day after that.", examples=["EUR 400.00"])
    warning: TimeToAct | None = Field(
        None,
        description="How long before the fee the client must have received a warning that names it; left out: none.",
        examples=["5 business days"],
    )
    days: int | None = Field(
        None, ge=1, le=366, description="For how many days in all the fee is owed at most.", examples=[10]
    )

    @property
    def sum(self) -> Money | None:
        """The most that it can cost; None: nothing bounds it."""
        return Money(self.fee.minor * self.days, self.fee.currency) if self.days is not None else None

    @figure
    def most(self, deal: Deal) -> Money | None:
        """Give the most that it can cost."""
        return self.sum


class Wait(NamedTuple):
    """A business day of waiting: for what, and under which terms."""

    day: dt.date
    thing: Input
    standby: Standby


def charged(
    kind: type[Dependencies], past: Past[Dependencies], deal: Deal, journal: Journal
) -> Iterator[Charge]:
    """Charge each day of waiting up to the most agreed for it, and credit what was saved, by date."""
    counted, owed = 0, 0
    saved = list(journal.of(Saved))
    for wait in waits(past, deal, journal):
        for one in [one for one in saved if one.on < wait.day]:
            credit, owed = _credited(kind, one, owed)
            yield from credit
            saved.remove(one)
        if wait.standby.days is not None and counted >= wait.standby.days:
            continue
        counted, owed = counted + 1, owed + wait.standby.fee.minor
        yield kind.charge(
            f"standby/{wait.day}",
            "standby.fee",
            wait.day,
            wait.standby.fee,
            reads=say("Standby on {day}: waiting for {name}", day=wait.day, name=wait.thing.name),
            basis=Basis.of(times, minor=wait.standby.fee.minor, count=1),
            span=Span(wait.day, wait.day + DAY),
            agreed=past.agreed(wait.day),
        )
    for one in saved:
        credit, owed = _credited(kind, one, owed)
        yield from credit


def _credited(kind: type[Dependencies], saved: Saved, owed: int) -> tuple[list[Charge], int]:
    """Credit what was saved, up to the standby fees that are still owed; give what is owed then."""
    minor = min(saved.amount.minor, owed)
    if not minor:
        return [], owed
    credit = kind.charge(
        f"saved/{saved.id or saved.address}",
        "standby.fee",
        saved.on,
        Money(-minor, saved.amount.currency),
        reads=say("Saved while waiting"),
        basis=Basis.of(times, minor=-minor, count=1),
        entries=(saved.name,),
    )
    return [credit], owed - minor


def waits(past: Past[Dependencies], deal: Deal, journal: Journal) -> list[Wait]:
    """Find the business days on which late inputs kept the consultant waiting, each once, by date."""
    found: dict[dt.date, Wait] = {}
    for key in inputs.keys(past):
        last = min(filter(None, (inputs.came(key, journal), deal.today, deal.ends and deal.ends - DAY)))
        for span, clause in past.parts(Span(deal.starts, last + DAY), by=lambda c: c):
            for wait in _of_input(clause, key, span, deal, journal) if clause else ():
                found.setdefault(wait.day, wait)
    return [found[day] for day in sorted(found)]


def _of_input(clause: Dependencies, key: str, span: Span, deal: Deal, journal: Journal) -> Iterator[Wait]:
    """Give the business days of a span that an input which has not come costs."""
    thing, standby = clause.things.get(key), clause.standby
    if thing is None or standby is None:
        return
    warning = inputs.told(clause.cite, "warn", key, thing, journal)
    warned = _warned(standby, thing, deal, warning)
    day = max(deal.after(standby.after, thing.due) + DAY, span.start, warned or span.until)
    gone = {key: min(one.on for one in final) for key, final in _refusals(thing, deal, journal) if final}
    while day < span.until:
        named = thing.holds or tuple(deal.names(DELIVERABLES))
        waits_for = [key for key in named if gone.get(key, span.until) > day]
        if deal.is_business(day) and (waits_for or not named) and _unpaid(waits_for, day, deal):
            yield Wait(day, thing, standby)
        day += DAY


def _refusals(thing: Input, deal: Deal, journal: Journal) -> Iterator[tuple[str, list[Refused]]]:
    """Give what ended each deliverable that waits: once it is refused or dropped, nobody waits for it."""
    for key in thing.holds or deal.names(DELIVERABLES):
        yield key, [one for one in journal.about(Refused, key) if one.occasion is None]


def _warned(standby: Standby, thing: Input, deal: Deal, warning: Reminded | None) -> dt.date | None:
    """Give the first day on which the warning allows a fee; None where it was agreed and never came."""
    if standby.warning is None:
        return thing.due
    return deal.within(standby.warning, warning.counts) + DAY if warning is not None else None


def _unpaid(waits_for: list[str], day: dt.date, deal: Deal) -> bool:
    """Whether some of what waits is not paid for by a fee that includes hours."""
    apart = deal.ruled(day).paid_apart
    return apart is None or any(key in apart for key in waits_for)
