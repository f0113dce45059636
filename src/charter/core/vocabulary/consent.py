"""A yes to a cost: whose it may be, and how much one person may approve at a time.

Where a clause names whose yes a cost needs, only these people and those who stand in for them can give it, each up to
what the agreement lets them approve (`Person.approves_up_to`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say


def unfit(by: str, on: dt.date, keys: Iterable[str], costs: Money, deal: Deal) -> Sentence | None:
    """Say why a yes of a day does not count: its author is not one of these, or may not approve as much; else None."""
    named = tuple(keys)
    people = (deal.person(key, on) for key in named)
    allowed = {*named, *(one.stand_in for one in people if one is not None)}
    person = deal.person(by, on)
    name = person.name if person is not None else by
    if by not in allowed:
        return say("{who} may not approve this: it is not charged.", who=name)
    most = person.approves_up_to if person is not None else None
    if most is not None and most.currency == costs.currency and costs > most:
        return say(
            "It costs up to {costs}, and {who} may approve {most} at most: it is not charged.",
            costs=costs, who=name, most=most,
        )  # fmt: skip
    return None


def of_the_wrong_side(keys: Iterable[str], deal: Deal) -> Iterator[tuple[int, Sentence]]:
    """Give the place of each key of somebody who acts for the consultant, and would approve what the client pays."""
    for place, key in enumerate(keys):
        person = deal.person(key, deal.agreed)
        if person is not None and person.side is not Side.CLIENT:
            name = person.name
            yield place, say("{name} acts for the consultant, and approves what the client pays.", name=name)
