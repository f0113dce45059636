"""What is wrong with what is to be handed over: no tests, tests in the client's own hands, no day, nobody to review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.party import Person, Side
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.scope.deliverables import Deliverable, Deliverables
    from charter.core.vocabulary.deal import Deal

CONDUCT = re.compile(
    r"\b(satisf\w+|happy|pleased|content with|convinced|approv\w+|agrees?|accepts?|likes?|confirms?|signs? off|"
    r"signed off|retells?|explains?|understands?|praises?|the (?:client|board|management|shareholders|investors))\b",
    re.IGNORECASE,
)
"""Words of a test that only the client's own people can bring about, or withhold."""


def findings(terms: Deliverables, deal: Deal) -> Iterator[Finding]:
    """Give the findings on what is to be handed over."""
    for key, thing in terms.things.items():
        yield from _of_tests(terms, key, thing, deal)
        yield from _of_days(terms, key, thing, deal)
        yield from _of_reviewers(terms, key, thing, deal)
    if terms.new_date_within is None and any(thing.due for thing in terms.things.values()):
        yield terms.finding(
            "CH-SCO-007", Level.ADVICE, "new_date_within",
            say("Nothing says what follows when a deliverable is late."),
            say("Let the consultant name one new date within some days, and the client refuse after it."),
            to="20 days",
        )  # fmt: skip


def _of_tests(terms: Deliverables, key: str, thing: Deliverable, deal: Deal) -> Iterator[Finding]:
    """Find a deliverable without tests, and tests that the client can keep from being passed."""
    if not thing.criteria:
        yield terms.finding(
            "CH-SCO-001", Level.WARNING, f"{key}.criteria",
            say("'{name}' has no acceptance criteria: nobody can say when it is done.", name=thing.name),
            say("Add one line for each test that a reader could make."),
        )  # fmt: skip
    named = _names(deal) if thing.criteria else frozenset()
    for test in thing.criteria:
        if CONDUCT.search(test) or any(name in test.casefold() for name in named):
            yield terms.finding(
                "CH-SCO-005", Level.WARNING, f"{key}.criteria",
                say(
                    "A test of '{name}' seems to hang on what the client does itself: '{test}'.",
                    name=thing.name, test=test,
                ),
                say("Say what a reader can see in the deliverable, whoever reads it."),
            )  # fmt: skip


def _names(deal: Deal) -> frozenset[str]:
    """Give the names and titles of the client's people, and its own name, as a test may call them."""
    people = [one for one in _people(deal).values() if one.side is Side.CLIENT]
    words = {deal.client.name, *(one.name for one in people), *(one.title for one in people)}
    return frozenset(word.casefold() for word in words)


def _people(deal: Deal) -> dict[str, Person]:
    return dict(deal.people[-1][1])


def _of_days(terms: Deliverables, key: str, thing: Deliverable, deal: Deal) -> Iterator[Finding]:
    """Find a deliverable without a day, or with one outside the engagement."""
    if thing.due is None and thing.recurring is None:
        yield terms.finding(
            "CH-SCO-002", Level.ADVICE, f"{key}.due",
            say("'{name}' has no day by which it is handed over.", name=thing.name),
            say("Give a day (due), or a rhythm (recurring)."),
        )  # fmt: skip
    if thing.due is not None and thing.due < deal.starts:
        yield terms.finding(
            "CH-SCO-003", Level.ERROR, f"{key}.due",
            say(
                "'{name}' is due on {due}, before the engagement starts on {starts}.",
                name=thing.name, due=thing.due, starts=deal.starts,
            ),
            say("Give a day after the start."),
        )  # fmt: skip
    if thing.due is not None and deal.ends is not None and thing.due >= deal.ends:
        yield terms.finding(
            "CH-SCO-004", Level.WARNING, f"{key}.due",
            say(
                "'{name}' is due on {due}, after the last day of the engagement.",
                name=thing.name, due=thing.due,
            ),
            say("Give a day in the term, or lengthen it."),
        )  # fmt: skip


def _of_reviewers(terms: Deliverables, key: str, thing: Deliverable, deal: Deal) -> Iterator[Finding]:
    """Find a deliverable that one person alone may accept, though silence may do so while they are away."""
    people = {key: one for key, one in _people(deal).items() if one.side is Side.CLIENT}
    may = {key for key, person in people.items() if "accept" in person.may or key == thing.reviewer}
    stand_ins = {people[key].stand_in for key in may} - {None}
    if len(may | stand_ins) == 1:
        name = people[next(iter(may))].name
        yield terms.finding(
            "CH-SCO-006", Level.ADVICE, f"{key}.reviewer",
            say("Nobody but {person} may review '{name}', also while they are away.", person=name, name=thing.name),
            say("Name who stands in for them among the people, or let somebody else accept, too."),
        )  # fmt: skip
