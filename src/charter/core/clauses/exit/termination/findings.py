"""What is wrong with the ways out as agreed: a side that is locked in, ways that differ, and those without effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.exit.termination import control, events, sooner
from charter.core.clauses.exit.termination.by_law import WaysOut
from charter.core.clauses.exit.termination.by_law import ways_out_findings as by_law
from charter.core.law.lookup import practice
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination


def findings(clause: Termination, deal: Deal) -> Iterator[Finding]:
    """Find a side that is locked in, one-sided ways out, those without effect, and what the law says."""
    yield from _locked_in(clause)
    if clause.cause is None and not clause.at_once:
        yield clause.finding(
            "CH-EXT-003",
            Level.WARNING,
            "cause",
            say("Nothing says what follows when a side breaks its word."),
            say(
                "Add [exit.termination.cause.client] and .consultant, with grounds and a time to put it right."
            ),
        )
    yield from sooner.findings(clause, deal)
    yield from control.undefined(clause, deal)
    yield from events.by_themselves(clause)
    yield from _one_sided_cause(clause)
    yield from _without_effect(clause)
    yield from by_law(_ways(clause, deal))


def _locked_in(clause: Termination) -> Iterator[Finding]:
    """Find a side that cannot leave without a reason, or not as the other can."""
    for side in Side:
        if clause.right(side) is None:
            yield clause.finding(
                "CH-EXT-001",
                Level.WARNING,
                f"{side}",
                say("The {side} cannot end the engagement without a reason.", side=side),
                say("Give both sides the same right."),
                source=practice("convenience_exit").as_known,
                to={"notice": "30 days"},
            )
    if clause.client and clause.consultant and clause.client != clause.consultant:
        yield clause.finding(
            "CH-EXT-002",
            Level.ADVICE,
            "consultant",
            say(
                "The sides end it differently: the client with {said}, the consultant with {said_2}.",
                said=clause.client.said(),
                said_2=clause.consultant.said(),
            ),
            say("Make it the same, or know why it is not."),
            source=practice("convenience_exit").as_known,
        )


def _one_sided_cause(clause: Termination) -> Iterator[Finding]:
    """Find a side that has no right after a breach while the other has one."""
    for side in Side:
        if clause.cause is not None and clause.cause.of(side) is None:
            yield clause.finding(
                "CH-EXT-012", Level.WARNING, f"cause.{side}",
                say("The {side} cannot end the engagement after a breach; the other side can.", side=side),
                say("Give both sides such a right."), source=practice("convenience_exit").as_known,
            )  # fmt: skip


def _without_effect(clause: Termination) -> Iterator[Finding]:
    for field in clause.without_effect():
        yield clause.finding(
            "CH-EXT-013", Level.ADVICE, field,
            say(
                "A notice of {time} on a special event is no quicker than leaving without a reason: it has no"
                " effect.",
                time=clause.special()[field],
            ),
            say("Leave it out, or make it shorter."), to=None,
        )  # fmt: skip


def _ways(clause: Termination, deal: Deal) -> WaysOut:
    rights = {side: clause.right(side) for side in Side}
    return WaysOut(
        clause.cite,
        {side: right.notice if right else None for side, right in rights.items()},
        {side: right.not_before if right else None for side, right in rights.items()},
        clause.insolvency,
        clause.special_trust,
        deal,
    )
