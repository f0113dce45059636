"""A yes to further hours: who may give it, for how many, and why one does not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.bounds import SomeHours
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import Day, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer


class ApprovedHours(Entry):
    """A yes to hours beyond those included."""

    whose = Side.CLIENT
    needs = "approve costs"
    after_start = before_end = True

    kind: Literal["approved hours"] = "approved hours"
    hours: SomeHours = Field(description="How many more hours may be worked.", examples=["8 hours"])
    since: Day | None = Field(
        None,
        description="From which day they may be worked; left out: the day of the yes, in the period of that day.",
    )

    @property
    def starts(self) -> dt.date:
        """The first day of the work that it allows: never before the yes."""
        return max(self.on, self.since or self.on)

    def says(self, named: Named) -> Sentence:
        """Say how many, and from when."""
        if self.since is None:
            return say("{hours}", hours=self.hours)
        return say("{hours} from {day}", hours=self.hours, day=self.since)


def approved(journal: Journal, span: Span, day: dt.date, past: Past[Retainer], deal: Deal) -> int:
    """Give the seconds of further hours that were approved for the work of a day in a period."""
    given = (yes for yes in journal.of(ApprovedHours) if yes.starts in span and yes.starts <= day)
    return sum(yes.hours.seconds for yes in given if objection(yes, past, deal) is None)


def objection(entry: ApprovedHours, past: Past[Retainer] | None, deal: Deal) -> Objection | None:
    """Say why a yes does not count: nothing asks for it, it is not theirs to give, or too much for them."""
    clause = past.at(entry.starts) if past is not None else None
    if clause is None or clause.overage is None or not clause.approved_by:
        return Objection(
            clause.cite if clause else Cite("financials.retainer"),
            say("No further hours are agreed that need a yes: it changes nothing."),
            say("Agree a price of further hours, and who approves them."),
        )
    if entry.by not in set(_allowed(clause, entry.on, deal)):
        return Objection(
            clause.cite,
            say(
                "{who} may not approve further hours: they are not charged.",
                who=_name(entry.by, entry.on, deal),
            ),
            say(
                "Have it said by {names}.",
                names=tuple(_name(key, entry.on, deal) for key in clause.approved_by),
            ),
        )
    person = deal.person(entry.by, entry.on)
    most, costs = person.approves_up_to if person else None, priced(clause.overage, entry.hours.seconds)
    if most is not None and costs.minor > most.minor:
        return Objection(
            clause.cite,
            say("{hours} would cost {costs}, and {who} may approve {most} at most: that time is not charged.",
                hours=entry.hours, costs=costs, who=_name(entry.by, entry.on, deal), most=most),
            say("Have fewer hours approved, or by somebody who may approve more."),
        )  # fmt: skip
    return None


def priced(hour: Money, seconds: int) -> Money:
    """Give what some time costs at the price of an hour."""
    return hour.times(Fraction(seconds, HOUR))


def _allowed(clause: Retainer, day: dt.date, deal: Deal) -> Iterator[str]:
    """Give the keys of who may say yes on a day: those named, and who stands in for them."""
    for key in clause.approved_by or ():
        yield key
        person = deal.person(key, day)
        if person is not None and person.stand_in is not None:
            yield person.stand_in


def _name(key: str, day: dt.date, deal: Deal) -> str:
    person = deal.person(key, day)
    return person.name if person is not None else key
