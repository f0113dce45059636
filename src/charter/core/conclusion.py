"""Conclusion: which text both sides have signed, and since when, from entries alone.

A text is the agreement or an amendment. It is concluded on the day on which the last signature that it needs was
known, where all signed the same text; a signature of another text does not count. A side that declined before has
declined for good: that text is never concluded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.authority import WHERE, authority_objection
from charter.core.changes import Amendment, AmendmentError
from charter.core.contract import Contract
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Person, Side, signatories
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.signing import Declined, Signed
from charter.core.vocabulary.stated import Sides


class Standing(NamedTuple):
    """Where a text stands: who signed it, by which entry it was declined, who has yet to sign, since when it counts.

    `missing` are the keys of people by side; a side of which nobody may sign has none, and stands there all the same.
    """

    text: Agreement | Amendment
    signed: tuple[Signed, ...]
    declined: Declined | None
    missing: Mapping[Side, tuple[str, ...]]
    since: dt.date | None

    @property
    def reads(self) -> Sentence:
        """Say why it does not count; of a text that does not."""
        if self.declined is not None:
            return say(
                "the {side} declined to sign on {day}, which is final",
                side=self.declined.side,
                day=self.declined.on,
            )
        if self.since is not None:
            return say("signed by both sides, but it changes what is not agreed yet")
        if len(self.missing) == len(Side):
            return say("neither side has signed yet")
        return say("the {side} has yet to sign", side=next(iter(self.missing)))


def standing(text: Agreement | Amendment, journal: Journal, before: Contract) -> Standing:
    """Give where a text stands by what a journal says of it, of those who may sign under the contract before it.

    A side has signed once each of its signatories has, or the one who stands in for them: the people whom the contract
    names on the day of that side's last act. Who signed with the right to bound the side, whoever has it later.
    """
    acts = [entry for entry in _of(text, journal) if authority_objection(before, entry) is None]
    people = {side: _people(before, acts, side) for side in Side}
    signed: dict[str, Signed] = {}
    for entry in acts:
        missing = _missing(people, signed)
        if not missing:
            break
        if isinstance(entry, Declined):
            return Standing(text, tuple(signed.values()), entry, missing, None)
        signed.setdefault(entry.by, entry)
    missing = _missing(people, signed)
    since = None if missing else max(entry.known for entry in signed.values())
    return Standing(text, tuple(signed.values()), None, missing, since)


def _people(before: Contract, acts: Sequence[Signed | Declined], side: Side) -> Mapping[str, Person]:
    """Give the people whom the contract names on the day of a side's last act; without one: on that of the last."""
    last = next((entry for entry in reversed(acts) if entry.side is side), acts[-1] if acts else None)
    return stated(before.in_force(last.on if last else dt.date.min), Sides).people


def _missing(
    people: Mapping[Side, Mapping[str, Person]], signed: Collection[str]
) -> dict[Side, tuple[str, ...]]:
    """Give the signatories of each side who have not signed, and for whom nobody did who stands in."""
    found: dict[Side, tuple[str, ...]] = {}
    for side in Side:
        named = signatories(people[side], side)
        left = tuple(key for key, one in named.items() if key not in signed and one.stand_in not in signed)
        if left or not named:
            found[side] = left
    return found


def contract(
    agreement: Agreement,
    amendments: Iterable[Amendment],
    journal: Journal,
    supposing: dt.date | None = None,
) -> Contract:
    """Give what is concluded by what a journal says, of those who may sign under what was concluded before.

    An amendment that changes what another has yet to bring waits until that one is concluded. `supposing` is the day
    by which it is supposed that both sides had signed what nobody declined, the agreement long before; None: nothing
    is supposed.
    """
    acts, listed = signatures(journal), tuple(amendments)
    begun = Contract(agreement, concluded=None)
    begun = Contract(agreement, concluded=standing(agreement, acts, begun).since)
    if supposing is not None and begun.known(supposing).concluded is None:
        begun = Contract(agreement)
    if begun.concluded is None:
        return begun
    found, signed = begun, list[tuple[dt.date, Amendment]]()
    empowers = any(map(_changes_people, listed))
    for amendment in listed:
        stands = standing(amendment, acts, found)
        since = stands.since or (supposing if stands.declined is None else None)
        if since is not None:
            signed.append((max(since, begun.concluded), amendment))
            found = (_with(found, signed[-1:]) if empowers else None) or found
    signed.sort(key=lambda pair: (pair[0], pair[1].number))
    as_they_count = sorted(signed, key=lambda pair: (pair[1].effective, pair[1].number))
    return (_with(begun, signed) if signed == as_they_count else None) or _in_order(begun, signed)


def _changes_people(amendment: Amendment) -> bool:
    """Whether an amendment may change who may sign."""
    return any(f"{change.path}.".startswith(f"{WHERE}.") for change in amendment.change)


def _in_order(found: Contract, signed: list[tuple[dt.date, Amendment]]) -> Contract:
    """Take up amendments day by day; one that does not fit yet is tried again after each that does."""
    waiting: list[Amendment] = []
    for day, amendment in signed:
        waiting.append(amendment)
        fits = True
        while fits:
            fits = False
            for one in tuple(waiting):
                more = _with(found, [(day, one)])
                if more is not None:
                    found, fits = more, True
                    waiting.remove(one)
    return found


def _with(found: Contract, signed: list[tuple[dt.date, Amendment]]) -> Contract | None:
    """Give a contract with more amendments, each with its day; None where they do not fit what was concluded before."""
    try:
        return found.plus(signed)
    except AmendmentError:
        return None


def not_concluded(found: Contract, amendments: Iterable[Amendment], journal: Journal) -> Iterator[Standing]:
    """Give where each text stands that is not in a contract: the agreement first, then the amendments."""
    acts = signatures(journal)
    if found.concluded is None:
        yield standing(found.agreement, acts, found)
    for amendment in amendments:
        if amendment not in found.amendments:
            yield standing(amendment, acts, found)


def signatures(journal: Journal) -> Journal:
    """Give the signatures and refusals alone, in their order, without those declared void."""
    if not journal.of(Signed) and not journal.of(Declined):
        return Journal()
    counted = journal.known(dt.date.max)
    if not counted.of(Declined):
        return Journal(counted.of(Signed))
    return Journal(entry for entry in counted.entries if isinstance(entry, Signed | Declined))


def _of(text: Agreement | Amendment, journal: Journal) -> list[Signed | Declined]:
    """Give the signatures and refusals of a text in their order; those of other words under its name are left out."""
    name = text.name
    found: list[Signed | Declined] = [*journal.about(Signed, name), *journal.about(Declined, name)]
    if any(entry.digest for entry in found):
        meant = text.digest
        found = [entry for entry in found if entry.digest in {None, meant}]
    if len({entry.on for entry in found}) < len(found):
        places = {id(entry): place for place, entry in enumerate(journal.entries)}
        return sorted(found, key=lambda entry: (entry.on, places[id(entry)]))
    return sorted(found, key=attrgetter("on"))


def departed(texts: Iterable[Agreement | Amendment], journal: Journal) -> Iterator[str]:
    """Name the texts of which only other words were signed: "agreement", "amendment 2"."""
    for text in texts:
        digests = {entry.digest for entry in journal.about(Signed, text.name)}
        if digests and not digests & {None, text.digest}:
            yield text.name
