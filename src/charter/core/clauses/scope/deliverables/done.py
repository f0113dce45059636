"""When nothing is still to come: each deliverable that comes once is accepted, or refused for good."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from charter.core.vocabulary.entry import Accepted
from charter.core.vocabulary.judged import AllDone, EndsOnceAccepted, Refused

if TYPE_CHECKING:
    from charter.core.clauses.scope.deliverables import Deliverables
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal
    from charter.core.vocabulary.journal import Journal


def all_done(past: Past[Any], deal: Deal, journal: Journal) -> AllDone | None:
    """Give the day of the last yes or no, where the engagement ends with it; None while something is to come.

    What was agreed on that day counts: what an amendment adds later comes too late.
    """
    if EndsOnceAccepted not in deal.stated:
        return None
    final = [one for one in journal.of(Refused) if one.occasion is None]
    yes_or_no: tuple[Accepted | Refused, ...] = (*journal.of(Accepted), *final)
    judged = sorted(yes_or_no, key=attrgetter("on"))
    for last in judged:
        clause: Deliverables | None = past.at(last.on)
        once = {key for key, one in clause.things.items() if one.recurring is None} if clause else set()
        if once and once <= {one.deliverable for one in judged if one.on <= last.on}:
            known = max(one.known for one in judged if one.on <= last.on and one.deliverable in once)
            return AllDone(on=last.on, recorded=known if known > last.on else None, by="time")
    return None
