"""What is wrong with terms on what the client provides: standby without bounds, and days that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.vocabulary.deal import Deal


def findings(terms: Dependencies, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of what the client provides."""
    yield from _of_standby(terms)
    if terms.delay == "none":
        yield terms.finding(
            "CH-SCO-021", Level.WARNING, "delay",
            say("The consultant's dates stay when the client's input is late."),
            say('Let dates move "day for day".'), to="day for day",
        )  # fmt: skip
    elif terms.tell_within is None:
        yield terms.finding(
            "CH-SCO-026", Level.ADVICE, "tell_within",
            say("Dates move although nobody may have said that an input is missing."),
            say("Let the consultant say so, and dates move from then on."), to="1 business day",
        )  # fmt: skip
    for key, thing in terms.things.items():
        if thing.due < deal.agreed:
            yield terms.finding(
                "CH-SCO-022", Level.WARNING, f"{key}.due",
                say(
                    "'{name}' is due on {due}, before this agreement is made ({agreed}).",
                    name=thing.name, due=thing.due, agreed=deal.agreed,
                ),
                say("Give a day that can still be kept."),
            )  # fmt: skip


def _of_standby(terms: Dependencies) -> Iterator[Finding]:
    """Find a fee without a warning or a maximum."""
    if terms.standby is None:
        return
    fee = terms.standby.fee
    if terms.standby.days is None:
        yield terms.finding(
            "CH-SCO-023", Level.ERROR, "standby.days",
            say("The standby fee of {fee} a day has no end.", fee=fee),
            say("Say for how many days in all it is owed at most."), to=10,
        )  # fmt: skip
    if terms.standby.warning is None:
        yield terms.finding(
            "CH-SCO-024", Level.ERROR, "standby.warning",
            say("The standby fee of {fee} a day comes without a warning.", fee=fee),
            say("Let it run only some days after the client received a warning that names it."),
            to="5 business days",
        )  # fmt: skip
