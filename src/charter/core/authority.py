"""Authority: an act counts only if its author had the right to it; otherwise it changes nothing.

The terms in force on the day of the act say it: which side's people may do such a thing, what they must be allowed to
do (`Entry.whose`, `Entry.needs`), whom a clause entrusts with it by name (`Clause.entrusts`), and who stands in.
What no person did, but silence or time, asks nobody. A notice counts only in a form that was agreed for notices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from charter.core.agreement import Agreement, stated
from charter.core.contract import Contract
from charter.core.receipt import receipt, received
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection
from charter.core.vocabulary.entry import Entry, Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Person
from charter.core.vocabulary.reference import PEOPLE
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Receipt, Sides

WHERE = Cite(PEOPLE.table).clause
"""The clause that says who may do what."""


def authority_objection(contract: Contract, entry: Entry) -> Objection | None:
    """Say why an act has no effect because of its author, and what to do; None where the author had the right."""
    side = entry.actor
    if side is None or entry.deemed:
        return None
    people = _people(contract, entry.on)
    person = people.get(entry.by)
    if person is None:
        return Objection(
            WHERE,
            say("On {day} nobody of the {side} bore the key {key}.", day=entry.on, side=side, key=entry.by),
            say("Name who did it, or amend who acts for the side."),
        )
    if person.side is not side:
        why = say(
            "{name} acts for the {other}, and this is for the {side} to do: it changes nothing.",
            name=person.name, other=person.side, side=side,
        )  # fmt: skip
        return Objection(WHERE, why, say("Correct who did it, or have it done by who may."))
    if entry.needs is None:
        return None
    agreement = contract.in_force(entry.on)
    if entry.needs in person.may or entry.by in people_allowed(agreement, people, entry):
        return _wrong_form(agreement, entry)
    why = say(
        "{name} may not {act} for the {side}: it changes nothing.",
        name=person.name, act=entry.needs, side=side,
    )  # fmt: skip
    return Objection(WHERE, why, _who_may(agreement, people, entry))


def _people(contract: Contract, day: dt.date) -> Mapping[str, Person]:
    """Give the people who act for the sides as agreed for a day, by key."""
    since_when: _PeopleSince = contract.memo(_people_since)
    return next(people for since, people in since_when if since <= day)


_PeopleSince: TypeAlias = tuple[tuple[dt.date, Mapping[str, Person]], ...]


def _people_since(contract: Contract) -> _PeopleSince:
    """Give the people of each edition, the latest first; the first counts from the first day there is."""
    return tuple((each.since, stated(each.agreement, Sides).people) for each in reversed(contract.editions))


def _wrong_form(agreement: Agreement, entry: Entry) -> Objection | None:
    """Say that a notice was given in a form in which none counts."""
    agreed = receipt(agreement)
    if agreed is None or not isinstance(entry, Notice) or entry.sent in agreed.notice_by:
        return None
    return Objection(
        agreement.stating(Receipt),
        say(
            "A notice by {sent} does not count: only one by {ways:or} does.",
            sent=entry.sent,
            ways=agreed.notice_by,
        ),
        say("Give it again in such a form."),
    )


def people_allowed(agreement: Agreement, people: Mapping[str, Person], entry: Entry) -> tuple[str, ...]:
    """Give the keys of those who may do what an entry records: by right, then by name, then as a stand-in."""
    own = {key: person for key, person in people.items() if person.side is entry.actor}
    named = {key for clause in agreement.clauses.values() for key in clause.entrusts(entry)}
    first = {key for key, person in own.items() if entry.needs in person.may or key in named}
    stand_ins = {own[key].stand_in for key in first}
    return tuple(key for key in own if key in first or key in stand_ins)


def _who_may(agreement: Agreement, people: Mapping[str, Person], entry: Entry) -> Sentence:
    names = tuple(people[key].name for key in people_allowed(agreement, people, entry))
    if not names:
        return say("Amend what the people of the side may do.")
    return say("Have it done by one who may: {names}.", names=names)


def lawful(contract: Contract, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Give the entries that count by who did what they say, and in which form, with the day they are received."""
    return (received(contract, entry) for entry in entries if authority_objection(contract, entry) is None)


def lawful_journal(contract: Contract, journal: Journal) -> Journal:
    """Give a journal without what its author may not do: the same one where all of it counts as it stands."""
    if all(_all_count(contract, kind, journal.of(kind)) for kind in journal.kinds):
        return journal
    return Journal(lawful(contract, journal.entries))


def _all_count(contract: Contract, kind: type[Entry], entries: tuple[Entry, ...]) -> bool:
    """Whether all entries of a kind count as they stand.

    Where a kind names the side whose act it is, its authors are asked instead of its entries: there are few.
    """
    said_by_the_kind = kind.actor is Entry.actor and not issubclass(kind, Notice | Reminded)
    authors = {entry.by for entry in entries} if said_by_the_kind else ()
    if authors and all(_may_always(contract, kind, author) for author in authors):
        return True
    return all(
        authority_objection(contract, entry) is None and received(contract, entry) is entry
        for entry in entries
    )


def _may_always(contract: Contract, kind: type[Entry], author: str) -> bool:
    """Whether an author may do what a kind of entry says at any time, by what people may do alone."""
    for _, people in contract.memo(_people_since) if kind.whose is not None else ():
        person = people.get(author)
        if person is None or person.side is not kind.whose:
            return False
        if kind.needs is not None and kind.needs not in person.may:
            return False
    return True
