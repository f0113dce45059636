"""Authority: an act counts only if its author had the right to it; otherwise it changes nothing.

The terms in force on the day of the act say it: which side's people may do such a thing, what they must be allowed to
do (`Entry.whose`, `Entry.needs`), whom a clause entrusts with it by name (`Clause.entrusts`), and who stands in.
What no person did, but silence or time, asks nobody. A notice counts only in a form that was agreed for notices, and
only at the address for them. An end that no notice brought about needs a signed amendment, or a rule of law.
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
from charter.core.vocabulary.entry import Ended, Entry, Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NO_ADDRESS, ON_PAPER
from charter.core.vocabulary.party import Person, Side, address_for_notices
from charter.core.vocabulary.reference import PEOPLE
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts, Receipt, Sides

WHERE = Cite(PEOPLE.table).clause
"""The clause that says who may do what."""


def authority_objection(contract: Contract, entry: Entry) -> Objection | None:
    """Say why an act has no effect because of its author, and what to do; None where the author had the right."""
    if entry.deemed:
        return None
    if isinstance(entry, Ended):
        return _not_agreed(contract, entry)
    return _not_by_right(contract, entry, entry.actor) if entry.actor is not None else None


def _not_by_right(contract: Contract, entry: Entry, side: Side) -> Objection | None:
    """Say why a side's act has no effect: by who did it, or in which form."""
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
        return _wrong_form(agreement, entry) or _wrong_address(agreement, entry)
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


def _wrong_address(agreement: Agreement, entry: Entry) -> Objection | None:
    """Say that a notice was sent elsewhere than to the other side's address for notices; on paper, for letters."""
    if (
        receipt(agreement) is None
        or not isinstance(entry, Notice)
        or entry.to is None
        or entry.sent in NO_ADDRESS
    ):
        return None
    sides = stated(agreement, Sides)
    party = sides.client if entry.side is Side.CONSULTANT else sides.consultant
    right = (
        party.address
        if entry.sent in ON_PAPER
        else address_for_notices(party, sides.people, entry.side.other)
    )
    if _alike(entry.to) == _alike(right):
        return None
    return Objection(
        WHERE,
        say("A notice to {address} does not count: only one to {right} does.", address=entry.to, right=right),
        say("Send it again, to that address."),
    )


def _alike(address: str) -> str:
    return " ".join(address.replace(",", " ").split()).casefold()


def _not_agreed(contract: Contract, ended: Ended) -> Objection | None:
    """Say that an end stands on no signed amendment, and on no rule of law."""
    if ended.rule is not None:
        return None
    where = contract.agreement.stating(Lasts)
    if ended.amendment is None:
        return Objection(
            where,
            say(
                "Only a signed amendment, a notice or a rule of law ends the engagement, and this names none."
            ),
            say("Sign an amendment that ends it and give its number, or name the rule of law."),
        )
    signed = {one.number: contract.day_of(one) for one in contract.amendments}
    if signed.get(ended.amendment, dt.date.max) <= ended.known:
        return None
    return Objection(
        where,
        say(
            "Both sides had not signed amendment {number} by {day}: nothing ends.",
            number=ended.amendment, day=ended.known,
        ),
        say("Have both sides sign it first."),
    )  # fmt: skip


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
    said_by_the_kind = kind.actor is Entry.actor and not issubclass(kind, Notice | Reminded | Ended)
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
