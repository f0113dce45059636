"""Why marks or a notice of low marks change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.trust.feedback.marks import Marked, course, occasions, right_of
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.trust.feedback import Feedback

Told = tuple[Sentence, Sentence]
"""Why, and what to do."""


def of(entry: Entry, past: Past[Feedback] | None, deal: Deal, journal: Journal) -> Told | None:
    """Say why an entry changes nothing; None where it does, or where a person decides."""
    clause = past.at(entry.on) if past is not None else None
    if past is None or clause is None:
        return say("Nothing was agreed about marks."), say("Agree on it first.")
    if not clause.acts:
        return None
    if isinstance(entry, Marked):
        return _of_marks(entry, clause, past, deal, journal)
    return _of_notice(entry, past, deal, journal) if isinstance(entry, Notice) else None


def _of_marks(
    marked: Marked, clause: Feedback, past: Past[Feedback], deal: Deal, journal: Journal
) -> Told | None:
    counts = next((each for each in occasions(past, deal, journal) if each.due == marked.occasion), None)
    if counts is None:
        return say("No marks are due on {day}.", day=marked.occasion), say("Correct the occasion.")
    if marked.by not in {clause.of(side) for side in Side}:
        names = tuple(deal.named(PEOPLE, clause.of(side)) for side in Side)
        return say("Only {names:and} give marks.", names=names), say("Record whose marks they are.")
    if marked.on > marked.occasion:
        why = say("They came after {day}, and count as not given.", day=marked.occasion)
        return why, say("Send the next ones in time.")
    wrong = clause.wrong(marked)
    if wrong is not None:
        return wrong, say("Correct the marks.")
    if marked not in counts.marks.values():
        return say("There were marks of the same person before."), say("Let the first ones stand.")
    return None


def _of_notice(notice: Notice, past: Past[Feedback], deal: Deal, journal: Journal) -> Told | None:
    if right_of(notice, past, deal, journal) is not None:
        return None
    rights = [right for right in course(past, deal, journal)[1] if right.side is notice.side]
    if lapsed := [right.until for right in rights if right.until < notice.counts]:
        why = say("The right to end it lapsed after {day}: nothing ends.", day=max(lapsed))
        return why, say("Wait for the next marks.")
    why = say("No plan after low marks of the {side} had failed: nothing ends.", side=notice.side)
    return why, say("Give a notice that needs no reason, or wait.")
