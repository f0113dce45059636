"""How a grant vests: by its days, upon events, and sooner where that is agreed; until the engagement ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from charter.core.clauses.financials.equity.entries import Exercised, Granted, Reached
from charter.core.clauses.financials.equity.terms import Grant
from charter.core.vocabulary.arithmetic.part_periods import share
from charter.core.vocabulary.control import ControlChanged
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side


class Step(NamedTuple):
    """Units that vest on a day, and all that have by then."""

    day: dt.date
    units: int
    total: int


def granted(key: str, grant: Grant, deal: Deal, journal: Journal) -> Granted | None:
    """Give the decision of the board that counts: the first, and not once money is owed instead."""
    first = next(iter(journal.about(Granted, key)), None)
    late = first is not None and grant.instead is not None and first.on > grant.board_by(deal)
    return None if late else first


def steps(key: str, grant: Grant, deal: Deal, journal: Journal) -> Iterator[Step]:
    """Give what vests, step by step, once the board has decided; nothing after the last day but what comes sooner."""
    begun = granted(key, grant, deal, journal)
    if begun is None:
        return
    total, done = 0, Fraction(0)
    for day, share_, rest in sorted(_moments(key, grant, deal, journal)):
        when = max(day, begun.on)
        done = done + (1 - done) * share_ if rest else done + share_
        upto = share(minor=grant.units, before=0, share=min(done, Fraction(1)))
        if upto > total:
            yield Step(when, upto - total, upto)
            total = upto


def _moments(
    key: str, grant: Grant, deal: Deal, journal: Journal
) -> Iterator[tuple[dt.date, Fraction, bool]]:
    """Give each day on which more vests, with the share; of all units, or (True) of those that have not."""
    over = deal.ends or dt.date.max
    before = 0
    for step in grant.schedule(deal):
        if step.day < over:
            yield step.day, Fraction(step.units - before, grant.units), False
        before = step.units
    for reached in journal.about(Reached, key):
        tranche = (grant.tranches or {}).get(reached.tranche)
        if tranche is not None and tranche.upon is not None and reached.on < over:
            yield reached.on, tranche.share.fraction, False
    for sooner in (grant.sooner or {}).values():
        day = event_day(sooner.upon, deal, journal)
        if day is not None:
            yield day, sooner.share.fraction, True


def event_day(event: str, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the day of an event upon which more vests; None where it has not come."""
    if event == "change of control":
        return next((each.on for each in journal.of(ControlChanged) if deal.runs(each.on)), None)
    ended = deal.ended
    if ended is None:
        return None
    left = ended.ended_by if event == "client leaves without a reason" else ended.fault_of
    return ended.on if left is Side.CLIENT else None


def vested(key: str, grant: Grant, day: dt.date, deal: Deal, journal: Journal) -> int:
    """Give the units that have vested by a day."""
    return max((step.total for step in steps(key, grant, deal, journal) if step.day <= day), default=0)


def exercised(key: str, before: Exercised, journal: Journal) -> int:
    """Give the units that were exercised before an entry."""
    held = journal.about(Exercised, key)
    place = next((n for n, each in enumerate(held) if each is before), len(held))
    return sum(each.units for each in held[:place])


def exercise_by(grant: Grant, deal: Deal) -> dt.date | None:
    """Give the last day to exercise; None while no end is known, or where no time is agreed."""
    if deal.ends is None or grant.exercise_within is None:
        return None
    return deal.after(grant.exercise_within, deal.ends - DAY)
