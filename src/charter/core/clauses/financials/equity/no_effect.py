"""Why a decision of the board, an event or an exercise changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.equity.entries import (
    Exercised,
    Granted,
    OfGrant,
    Reached,
)
from charter.core.clauses.financials.equity.vesting import exercise_by, exercised, granted, vested
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.control import ControlChanged, ControlMatters
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.equity import Equity
    from charter.core.clauses.financials.equity.terms import Grant

_CITE = Cite("financials.equity")


def objection(
    entry: OfGrant | ControlChanged, past: Past[Equity] | None, deal: Deal, journal: Journal
) -> Objection | None:
    """Say why an entry changes nothing, and what to do; None where it does what it says."""
    clause = past.at(entry.on) if past is not None else None
    if isinstance(entry, ControlChanged):
        if ControlMatters in deal.stated:
            return None
        return Objection(_CITE, say("Nothing vests because control changed."), say("Let it be."))
    grant = clause.things.get(entry.grant) if clause is not None else None
    if grant is None:
        return Objection(_CITE, say("No grant of that name is agreed."), say("Agree on it first."))
    told = _of(entry, grant, deal, journal)
    return Objection(Cite(f"{_CITE}.{entry.grant}"), *told) if told is not None else None


def _of(entry: OfGrant, grant: Grant, deal: Deal, journal: Journal) -> tuple[Sentence, Sentence] | None:
    match entry:
        case Granted():
            return _of_decision(entry, grant, deal, journal)
        case Reached():
            tranche = (grant.tranches or {}).get(entry.tranche)
            waits = tranche is not None and tranche.upon is not None and deal.runs(entry.on)
            return None if waits else (say("No tranche waits for such an event."), say("Correct the key."))
        case Exercised():
            return _of_exercise(entry, grant, deal, journal)
        case _:
            return say("Units vest by themselves."), say("Leave it out.")


def _of_decision(
    entry: Granted, grant: Grant, deal: Deal, journal: Journal
) -> tuple[Sentence, Sentence] | None:
    counts = granted(entry.grant, grant, deal, journal)
    if counts is None:
        return say("The board decided too late: money is owed instead."), say("Amend the grant.")
    return None if counts is entry else (say("The board had decided before."), say("Amend the grant."))


def _of_exercise(
    entry: Exercised, grant: Grant, deal: Deal, journal: Journal
) -> tuple[Sentence, Sentence] | None:
    if not grant.option:
        return say("'{name}' needs no exercise.", name=grant.name), say("Leave it out.")
    last = exercise_by(grant, deal)
    if last is not None and entry.on > last:
        return say("The time to exercise ended on {day}.", day=last), say("Ask the client to lengthen it.")
    left = vested(entry.grant, grant, entry.on, deal, journal) - exercised(entry.grant, entry, journal)
    if entry.units > left:
        return say("Only {left} units can be exercised.", left=max(left, 0)), say("Exercise fewer, or later.")
    return None
