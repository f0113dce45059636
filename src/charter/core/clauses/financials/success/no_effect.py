"""Why a statement, an answer to one, an audit or a gift changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.success.course import Course, courses, side_of, untimely
from charter.core.clauses.financials.success.entries import (
    Audited,
    Contested,
    Given,
    OfStatement,
    Stated,
    StatementAccepted,
)
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.success import PayOnSuccess
    from charter.core.clauses.financials.success.terms import Success

_CITE = Cite("financials.success")


def objection(
    entry: OfStatement | Given, past: Past[PayOnSuccess] | None, deal: Deal, journal: Journal
) -> Objection | None:
    """Say why an entry changes nothing, and what to do; None where it does what it says."""
    clause = past.at(entry.on) if past is not None else None
    thing = clause.things.get(entry.success) if clause is not None else None
    if past is None or thing is None:
        why = say("No payment on success of that name is agreed: it changes nothing.")
        return Objection(_CITE, why, say("Agree on it first."))
    told = (
        _of_gift(entry, thing, deal) if isinstance(entry, Given) else _of(entry, thing, past, deal, journal)
    )
    return Objection(Cite(f"{_CITE}.{entry.success}"), *told) if told is not None else None


def _of_gift(entry: Given, thing: Success, deal: Deal) -> tuple[Sentence, Sentence] | None:
    if thing.kind != "discretionary":
        why = say("'{name}' is owed by a statement, and not given freely.", name=thing.name)
        return why, say("Record the statement.")
    person = deal.person(entry.by, entry.on)
    limits = (thing.cap, person.approves_up_to if person is not None else None)
    for most in limits:
        if most is not None and entry.amount > most:
            why = say("{amount} is more than the {most} that are allowed.", amount=entry.amount, most=most)
            return why, say("Give less, or have it given by somebody who may approve more.")
    return None


def _of(
    entry: OfStatement, thing: Success, past: Past[PayOnSuccess], deal: Deal, journal: Journal
) -> tuple[Sentence, Sentence] | None:
    course = next((c for c in journal.fold(courses, past, deal) if _same(c, entry)), None)
    if course is None and not (isinstance(entry, Stated) and thing.per == "once"):
        return say("No period begins on that day."), say(
            "Name the first day of a period, or none if it is once."
        )
    if isinstance(entry, Stated):
        return _of_statement(entry, course, deal)
    if course is None or course.stated is None or entry.on < course.stated.on:
        return say("There is no statement yet."), say("Record the statement first.")
    if isinstance(entry, Audited):
        if thing.audit is None:
            return say("No audit was agreed."), say("Agree on one first.")
        return None if course.audited is entry else _twice()
    return _of_answer(entry, course, deal)


def _same(course: Course, entry: OfStatement) -> bool:
    return course.key == entry.success and course.slot.start == entry.period


def _of_statement(entry: Stated, course: Course | None, deal: Deal) -> tuple[Sentence, Sentence] | None:
    if course is None or course.stated is entry:
        return None
    wrong = untimely(entry, course, deal)
    if wrong == "early":
        return say("The period is not over yet."), say("State it once the period is over.")
    if wrong == "not yours":
        side = course.thing.statement_by
        return say("The {side} states it, and still has time.", side=side), say("Wait until it is late.")
    return _twice()


def _of_answer(entry: OfStatement, course: Course, deal: Deal) -> tuple[Sentence, Sentence] | None:
    if side_of(entry, deal) is course.said_by:
        return say("The other side answers a statement."), say("Correct who it was.")
    if course.object_by is not None and entry.on > course.object_by:
        return say("The time to answer was over, so the statement counts."), say(
            "Ask for an audit, or go on."
        )
    first = course.contested if isinstance(entry, Contested) else None
    if isinstance(entry, StatementAccepted) and course.contested is None:
        return None
    return None if first is entry else _twice()


def _twice() -> tuple[Sentence, Sentence]:
    return say("There was one before it, which counts."), say("Declare the first one void if it was wrong.")
