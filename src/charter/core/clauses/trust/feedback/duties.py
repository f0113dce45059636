"""What is owed under feedback: marks on each day, a plan after low ones, and the right to leave once it failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.trust.feedback.marks import LOW, Marked, course, occasions
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.dates.clock import shown_by_clocks
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.trust.feedback import Feedback


def owed(kind: type[Feedback], past: Past[Feedback], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give each duty and right."""
    yield from _to_mark(kind, past, deal, journal)
    plans, rights = course(past, deal, journal)
    for plan in plans:
        name = f"{kind.cite}/{plan.key}"
        yield kind.must(
            plan.key,
            plan.side,
            say("Send a plan that answers the low marks"),
            plan.due,
            plan.since,
            field="plan_within",
            meets=meets(Reminded, of=name),
            met=plan.met(journal),
        )
    for right in rights if deal.runs(deal.today) else ():
        if right.since <= deal.today <= right.until:
            yield kind.may(
                f"end/{right.side}/{right.since}",
                right.side,
                say("End the engagement until {day}, because low marks were not answered", day=right.until),
                None,
                right.since,
                field="lapses",
                meets=meets(Notice, of=LOW, side=right.side),
            )


def _to_mark(kind: type[Feedback], past: Past[Feedback], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the marks to send; those that did not come are owed no more once their day is over."""
    for occasion in occasions(past, deal, journal):
        day, clause = occasion.due, occasion.clause
        for side in Side:
            marked = occasion.marks.get(side)
            made = kind.will if marked is None and day < deal.today else kind.must
            yield made(
                f"mark/{side}/{day}",
                side,
                say("Send your marks for {day}", day=day),
                day,
                max(deal.starts, day - 7 * DAY),
                field="checkpoints",
                meets=meets(Marked, occasion=day),
                met=marked.on if marked is not None else None,
                at=shown_by_clocks(day, clause.at, deal.zone),
                who=clause.of(side),
            )
